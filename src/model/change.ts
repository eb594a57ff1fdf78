import type { Commit } from './commit.js';

/**
 * How the change's own commits are known.
 *
 * - `merge`: a merge with its side commits
 * - `pull-ref`: squashed, its commits found again through `refs/pull/N/head`
 * - `squash`: squashed (the subject ends in `(#N)`), its commits are not to be had
 * - `push`: a plain commit
 * - `range`: a branch judged before it is pushed
 */
type Origin = 'merge' | 'pull-ref' | 'squash' | 'push' | 'range';

/** The unit that is judged: a merged pull request with its commits, or a direct push to the default branch. */
export interface Change {
  /** The object name of the commit on the default branch that brought the change there. */
  readonly id: string;
  readonly kind: 'pull-request' | 'push';
  readonly origin: Origin;
  readonly number: number | null;
  readonly title: string;
  /** Seconds since 1970, UTC. */
  readonly mergedAt: number;
  /** What it stands on; null for the first commit of a history. */
  readonly base: string | null;
  readonly head: string;
  /** Its own commits in topological order, oldest first; back-merges from the base are left out. */
  readonly commits: readonly Commit[];
  readonly author: string;
  readonly bot: boolean;
  /** True where a shallow clone ends: what the change changed is not known. */
  readonly cutOff: boolean;
}
