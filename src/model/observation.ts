import type { Practice } from './finding.js';
import type { Direction } from './series.js';

/** A named number of a practice. Each is a share: of n changes that count, x show it. */
export interface Indicator {
  readonly name: string;
  readonly practice: Practice;
  /** What it is called where people read. */
  readonly title: string;
  /** What counts as x, and of which n, in one sentence. */
  readonly definition: string;
  /** Which way is better. Only what has a better way has a rung. */
  readonly direction: Direction;
}

/** One change's contribution to an indicator. A change that does not count for it gives none. */
export interface Observation {
  readonly indicator: string;
  readonly x: 0 | 1;
}
