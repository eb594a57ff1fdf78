import type { PullRequest, Repository } from '../state/state.js';
import type { World } from '../world.js';
import { git } from './run.js';

export type MergeMethod = 'merge' | 'squash' | 'rebase';

interface Merge {
  readonly pull: PullRequest;
  /** Where the base branch is now. */
  readonly onto: string;
  readonly at: number;
  readonly message: string;
}

/** Makes the commit (or commits) that bring a pull request to its base; answers the new end of the base branch. */
export function makeMerge(
  world: World,
  repository: Repository,
  method: MergeMethod,
  merge: Merge,
): Promise<string> {
  switch (method) {
    case 'merge':
      return mergeCommit(world, repository, merge);
    case 'squash':
      return squash(world, repository, merge);
    case 'rebase':
      return rebase(world, repository, merge);
  }
}

const dates = (at: number) => ({
  GIT_AUTHOR_DATE: `@${at} +0000`,
  GIT_COMMITTER_DATE: `@${at} +0000`,
});

const author = (pull: PullRequest): Record<string, string> => {
  const own = pull.commits.at(-1)?.author;
  return own === undefined ? {} : { GIT_AUTHOR_NAME: own.name, GIT_AUTHOR_EMAIL: own.email };
};

/** The tree of both together. @throws Error where they conflict */
async function together(world: World, repository: Repository, one: string, other: string): Promise<string> {
  const text = await git(world, repository, ['merge-tree', '--write-tree', one, other]);
  return text.split('\n')[0] ?? '';
}

async function mergeCommit(world: World, repository: Repository, { pull, onto, at, message }: Merge) {
  const tree = await together(world, repository, onto, pull.head.sha);
  const parents = ['-p', onto, '-p', pull.head.sha];
  const env = { ...dates(at), ...author(pull) };
  return git(world, repository, ['commit-tree', tree, ...parents, '-m', message], { env });
}

async function squash(world: World, repository: Repository, { pull, onto, at, message }: Merge) {
  const tree = await together(world, repository, onto, pull.head.sha);
  const env = { ...dates(at), ...author(pull) };
  return git(world, repository, ['commit-tree', tree, '-p', onto, '-m', message], { env });
}

/** As GitHub does it: new commits even where none were needed, with the old authors and dates. */
async function rebase(world: World, repository: Repository, { pull, onto, at }: Merge): Promise<string> {
  let end = onto;
  for (const { sha, parents, message, author: by } of pull.commits) {
    const [parent] = parents;
    if (parent === undefined || parents.length > 1) throw new Error(`cannot rebase ${sha}: it is a merge`);
    const tree = await picked(world, repository, parent, sha, end);
    const env = {
      GIT_AUTHOR_NAME: by.name,
      GIT_AUTHOR_EMAIL: by.email,
      GIT_AUTHOR_DATE: `@${by.at} +0000`,
      GIT_COMMITTER_DATE: `@${at} +0000`,
    };
    end = await git(world, repository, ['commit-tree', tree, '-p', end, '-m', message], { env });
  }
  return end;
}

/** The tree of `onto` with what `sha` did. Git 2.39 cannot be told a merge base, so three commits are made up. */
async function picked(world: World, repository: Repository, parent: string, sha: string, onto: string) {
  const made = (tree: string, parents: readonly string[]) =>
    git(world, repository, ['commit-tree', `${tree}^{tree}`, ...parents, '-m', 'picked'], { env: dates(0) });
  const base = await made(parent, []);
  const [ours, theirs] = await Promise.all([made(onto, ['-p', base]), made(sha, ['-p', base])]);
  return together(world, repository, ours, theirs);
}
