import type { Practice } from './finding.js';
import type { Direction } from './series.js';

/** A named number of a practice. Each is a share: of n changes (or threads) that count, x show it. */
export interface Indicator {
  readonly name: string;
  readonly practice: Practice;
  /** What it is called where people read. */
  readonly title: string;
  /** What counts as x, and of which n, in one sentence. */
  readonly definition: string;
  /** Which way is better. Only what has a better way has a rung. */
  readonly direction: Direction;
  /** What is counted; changes, where it is left out. Several threads of one change are not independent of each other. */
  readonly of?: 'threads';
}

/** A change's contribution to an indicator; one for each of its threads where those are counted. One that does not count gives none. */
export interface Observation {
  readonly indicator: string;
  readonly x: 0 | 1;
}
