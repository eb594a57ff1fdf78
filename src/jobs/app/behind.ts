import type { PullRequestSnapshot } from '../../model/forge.js';

/** What GitHub answers may be some seconds behind what its webhooks told; so long it is asked again. */
const LAG_SECONDS = 60;

/** What webhooks told of a pull request. */
export interface Told {
  /** As the last one had it. */
  readonly head: string;
  /** The last one said that it is open no more. */
  readonly closed: boolean;
  /** Heads that were pushed away from. */
  readonly before: readonly string[];
  /** When the last one came. */
  readonly at: number;
}

/**
 * Whether GitHub answered with what was before the webhooks: saved, it would pass for the end of it, and nobody would look
 * again.
 *
 * @param snapshot null where GitHub knows none
 */
export const isBehind = (
  snapshot: Pick<PullRequestSnapshot, 'head' | 'state'> | null,
  { head, closed, before, at }: Told,
  now: number,
): boolean =>
  now - at < LAG_SECONDS &&
  (snapshot === null ||
    (closed && snapshot.state === 'open') ||
    (snapshot.head.sha !== head && before.includes(snapshot.head.sha)));
