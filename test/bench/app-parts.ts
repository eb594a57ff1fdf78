import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Stage } from '../crash/stage.js';

/** A webhook as it was sent once, to be sent again as another one. */
export interface Sendable {
  readonly event: string;
  readonly body: string;
}

/** Sends a webhook as GitHub does; milliseconds until it was answered, and what. */
export async function sendWebhook(
  { url, secret }: { readonly url: string; readonly secret: string },
  { event, body }: Sendable,
  guid: string = randomUUID(),
): Promise<{ readonly ms: number; readonly status: number; readonly guid: string }> {
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  const before = performance.now();
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-github-delivery': guid,
    'x-github-event': event,
    'x-hub-signature-256': `sha256=${signature}`,
  };
  // A connection each: one that is kept open may be closed just when it is used again.
  const status = await new Promise<number>((done) => {
    const asked = request(url, { method: 'POST', agent: false, headers }, (response) => {
      response.resume().once('end', () => done(response.statusCode ?? 0));
    });
    asked.once('error', () => done(0));
    asked.end(body);
  });
  return { ms: performance.now() - before, status, guid };
}

/** The value below which that share of all lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** The most memory that a process had at once, in MiB; null where the system does not tell. */
export function peakMemory(pid: number | undefined): number | null {
  try {
    const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return line === undefined ? null : Number(line) / 1024;
  } catch {
    return null;
  }
}

/** Seconds until a commit has its check; null after three minutes. */
export async function checkAfter(stage: Stage, repository: string, sha: string): Promise<number | null> {
  const before = performance.now();
  while (performance.now() - before < 180_000) {
    if ((await stage.github.control.checkRuns({ repository, sha })).length > 0)
      return (performance.now() - before) / 1000;
    await wait(50);
  }
  return null;
}

/** What was asked of the double since `resetCounts`: points, calls of REST without tokens, and fetches of git. */
export async function asked(stage: Stage): Promise<{
  readonly points: number;
  readonly graphql: number;
  readonly rest: number;
  readonly tokens: number;
  readonly fetches: number;
}> {
  const { points, graphql, rest, operations } = await stage.github.control.counts();
  const tokens = operations['rest apps/create-installation-access-token'] ?? 0;
  return { points, graphql, rest: rest - tokens, tokens, fetches: operations['git info/refs'] ?? 0 };
}
