import type { TestFirstClass } from './finding.js';

/**
 * What each change of a report counts for, and nothing else of it: small enough to be in memory as a whole, so that any
 * number can be opened without reading the changes. Positions count from the oldest change.
 */
export interface ChangeIndex {
  /** Oldest first. */
  readonly ids: readonly string[];
  /** Seconds since 1970, UTC, by position. */
  readonly mergedAt: readonly number[];
  readonly classes: readonly TestFirstClass[];
  /** The changes that touched an area in focus. */
  readonly areas: readonly { readonly name: string; readonly at: readonly number[] }[];
  readonly counted: readonly IndicatorCounts[];
}

/** Of the changes that count for an indicator: how much of it each shows, `x[i]` of `n[i]`. */
export interface IndicatorCounts {
  readonly indicator: string;
  /** Positions, ascending. */
  readonly at: readonly number[];
  readonly x: readonly number[];
  /** 1, or the number of threads where those are counted. */
  readonly n: readonly number[];
}
