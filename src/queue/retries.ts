/** How often a job is tried, and how long it waits in between, in milliseconds. */
export interface Retries {
  readonly attempts: number;
  /** After the first failure. */
  readonly firstMs: number;
  /** After the last failure but one; what comes between grows evenly. */
  readonly longestMs: number;
}

/** 1 s, 5 s, 25 s, 2 min, 10 min: an outage of ten minutes is survived, a job that can't be done is known within a quarter of an hour. */
export const RETRIES: Retries = { attempts: 6, firstMs: 1_000, longestMs: 600_000 };

/** So much of a wait is left to chance, so that jobs which failed together don't come back together. */
const CHANCE = 0.5;

/** Dead jobs that are kept: enough to see what went wrong, few enough to read and to keep in memory. */
export const MOST_DEAD = 1_000;

/**
 * Milliseconds to wait after so many failed attempts.
 *
 * @param random from 0 (the whole wait) to 1 (the shortest)
 */
export function waitAfter(failed: number, { attempts, firstMs, longestMs }: Retries, random: number): number {
  const growth = (longestMs / firstMs) ** (1 / Math.max(1, attempts - 2));
  const wait = Math.min(longestMs, firstMs * growth ** (failed - 1));
  return Math.round(wait * (1 - CHANCE * random));
}
