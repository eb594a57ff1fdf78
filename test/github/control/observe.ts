import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Counts, RequestRecord } from '../requests.js';
import { fullName, pullNumbered, repositoryNamed } from '../state/find.js';
import type { Attempt, CheckRun, PullRequest } from '../state/state.js';
import { now, type Violation, type World } from '../world.js';

/** What a test needs to be the app: its keys, and where this GitHub is. */
export interface AppSecrets {
  readonly id: number;
  readonly slug: string;
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export function app({ state }: World): AppSecrets {
  const { id, slug, privateKey, clientId, clientSecret } = state.app;
  return { id, slug, privateKey, clientId, clientSecret, webhookSecret: state.webhook.secret };
}

/** Seconds since 1970 by the double's clock. */
export const clock = (world: World): number => now(world);

/** The check runs of a repository, or of one of its commits, oldest first, with their annotations. */
export function checkRuns(
  world: World,
  { repository, sha }: { repository: string; sha?: string },
): readonly CheckRun[] {
  const runs = repositoryNamed(world, repository).checkRuns;
  return sha === undefined ? runs : runs.filter(({ headSha }) => headSha === sha);
}

export const pullRequest = (
  world: World,
  { repository, number }: { repository: string; number: number },
): PullRequest => pullNumbered(world, repository, number);

/** Every attempt to deliver, oldest first. */
export const deliveries = ({ state }: World): readonly Attempt[] => state.deliveries;

/** What was sent under a GUID. @throws Error where it is not known any more */
export function payload({ state }: World, { guid }: { guid: string }): Record<string, unknown> {
  const text = state.payloads[guid];
  if (text === undefined) throw new Error(`no delivery has the GUID ${guid}`);
  return JSON.parse(text);
}

/** What was asked since the start, or since `resetCounts`. */
export const counts = ({ requests }: World): Counts => requests.counts();

/** The last requests, oldest first. */
export const requests = ({ requests: log }: World): readonly RequestRecord[] => log.records;

export function resetCounts({ requests: log }: World): void {
  log.reset();
}

/** What a client did that GitHub does not know, and what the double answered against GitHub's schemas. */
export const violations = ({ violations: found }: World): readonly Violation[] => found;

/** For tests that provoke violations. */
export function forgetViolations({ violations: found }: World): void {
  found.length = 0;
}

export const repositories = (world: World) =>
  world.state.repositories.map((one) => ({
    id: one.id,
    fullName: fullName(world, one),
    pullRequests: one.pulls.length,
    checkRuns: one.checkRuns.length,
  }));

/** Writes all that is known beside the bare repositories; a double that starts with this folder goes on from there. */
export async function save(world: World): Promise<void> {
  await writeFile(join(world.folder, 'state.json'), JSON.stringify(world.state));
}
