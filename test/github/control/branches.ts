import { isAncestor, take } from '../git/bare.js';
import { type CommitToMake, commitsBetween, makeCommits } from '../git/commits.js';
import { git } from '../git/run.js';
import type { Account, Repository } from '../state/state.js';
import { emitCheckSuite } from '../webhooks/checks.js';
import { emit } from '../webhooks/emit.js';
import { pushPayload } from '../webhooks/push.js';
import { now, type World } from '../world.js';
import { person } from './people.js';

/** Commits as tests write them: the author is a login, the time is now unless told. */
export interface WrittenCommit {
  readonly message: string;
  readonly files: Readonly<Record<string, string | null>>;
  readonly author?: string;
  /** Seconds since 1970. */
  readonly at?: number;
}

/** Where the commits of a branch come from: made here, or taken out of a local repository. */
export type Source =
  | { readonly commits: readonly WrittenCommit[] }
  | { readonly from: { readonly path: string; readonly ref: string } };

export function toMake(world: World, commits: readonly WrittenCommit[], author: string): CommitToMake[] {
  return commits.map((one) => {
    const by = person(world, one.author ?? author);
    return {
      message: one.message,
      files: one.files,
      author: { name: by.login, email: by.email },
      at: one.at ?? now(world),
    };
  });
}

/** The end of a source; `ref` is moved there, and starts at `start` where commits are made. */
export async function endOf(
  world: World,
  repository: Repository,
  source: Source,
  { ref, start, author }: { ref: string; start: string | null; author: string },
): Promise<string> {
  if ('commits' in source) {
    return makeCommits(world, repository, ref, start, toMake(world, source.commits, author));
  }
  await take(world, repository, source.from.path, [`+${source.from.ref}:${ref}`]);
  return git(world, repository, ['rev-parse', ref]);
}

const NONE = '0'.repeat(40);

/** The event `push`, with at most 2,048 commits as GitHub has it, and the check suite that comes with it. */
export async function emitPush(
  world: World,
  repository: Repository,
  { branch, before, after, by }: { branch: string; before: string | null; after: string; by: Account },
): Promise<void> {
  repository.pushedAt = now(world);
  repository.updatedAt = repository.pushedAt;
  const commits = before === null ? [] : await commitsBetween(world, repository, before, after);
  const payload = pushPayload(world, repository, {
    branch,
    before: before ?? NONE,
    after,
    forced: before !== null && !(await isAncestor(world, repository, before, after)),
    commits: commits.slice(-2048),
    by,
  });
  emit(world, repository, 'push', null, by, payload);
  if (world.echoes) await emitCheckSuite(world, repository, after, 'requested', by);
}
