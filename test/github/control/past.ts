import { repositoryNamed } from '../state/find.js';
import { newId } from '../state/ids.js';
import type { PullCommit } from '../state/state.js';
import type { World } from '../world.js';
import { person } from './people.js';

export interface MergedPull {
  readonly title: string;
  readonly author: string;
  readonly reviewer: string;
  readonly base: string;
  /** Oldest first. */
  readonly commits: readonly PullCommit[];
  readonly merge: PullCommit;
  /** Lines that it adds, in so many files. */
  readonly additions: number;
  readonly changedFiles: number;
}

/**
 * Adds pull requests that were merged long ago, in the order of their numbers. Their commits and `refs/pull/N/head` are
 * there already, and what is said of them is taken as it is: a thousand take a moment, and nobody is told.
 */
export function addMerged(
  world: World,
  input: { readonly repository: string; readonly pulls: readonly MergedPull[] },
): void {
  const repository = repositoryNamed(world, input.repository);
  for (const { title, author, reviewer, base, commits, merge, additions, changedFiles } of input.pulls) {
    const by = person(world, author).id;
    const reviewedBy = person(world, reviewer).id;
    const at = merge.committer.at;
    const head = commits.at(-1)?.sha ?? base;
    const number = repository.nextNumber;
    repository.nextNumber += 1;
    repository.pulls.push({
      ...{ id: newId(world.state), number, title, body: null, authorId: by, state: 'merged', draft: false },
      base: { branch: repository.defaultBranch, sha: base },
      head: { branch: `branch-${number}`, sha: head },
      fork: null,
      ...{ createdAt: commits[0]?.author.at ?? at, updatedAt: at, closedAt: at, mergedAt: at },
      ...{ mergedById: reviewedBy, mergeCommit: merge, labels: [] },
      size: { additions, deletions: 0, changedFiles },
      ...{ commits, reviewers: [], threads: [], comments: [] },
      reviews: [
        {
          ...{ id: newId(world.state), authorId: reviewedBy, state: 'APPROVED', body: '' },
          ...{ submittedAt: at, commit: head },
        },
      ],
      timeline: [
        {
          ...{ id: newId(world.state), at, actorId: reviewedBy, kind: 'MergedEvent' },
          ...{ commit: merge.sha, branch: repository.defaultBranch },
        },
      ],
    });
  }
}
