import type { TestFirstClass } from './finding.js';

/** A part of a repository's changes. */
export interface ChangeFilter {
  /** The name of an area in focus. */
  readonly focus: string | null;
  /** The first and the last day on which they were merged, `YYYY-MM-DD`, UTC, both included. */
  readonly from: string | null;
  readonly to: string | null;
}

export const WHOLE: ChangeFilter = { focus: null, from: null, to: null };

/** The changes that a number counts. */
export interface ChangeQuery extends ChangeFilter {
  /** Null for all changes. */
  readonly indicator: string | null;
  /** Those that show it, or all that count for it. */
  readonly counts: 'x' | 'n';
  readonly class: TestFirstClass | null;
}
