import { bestSplit, type Split } from './best-split.js';
import { sampleOf } from './sample.js';
import { tTest } from './student.js';
import { weedOut } from './weed-out.js';

/**
 * E-divisive with Student's t-test, as Apache Otava does it: M. Fleming, P. Kołaczkowski et al., Hunter: Using change
 * point detection to hunt for performance regressions, ICPE 2023. Windows are split where they fall apart best, by a
 * lenient test; what a strict test of whole stretches does not uphold is taken away again. Time grows with the length, not
 * with its square.
 */

export interface ChangePointOptions {
  /** So many values are looked at together. */
  readonly window: number;
  /** A greater chance than this of seeing such a difference without a change is none. */
  readonly maxP: number;
  /** The least change, as a part of the smaller mean; one that is no greater is none. */
  readonly minMagnitude: number;
}

export const CHANGE_POINT_DEFAULTS: ChangePointOptions = { window: 50, maxP: 0.001, minMagnitude: 0 };

export interface ChangePoint {
  /** The first value after the change. */
  readonly index: number;
  readonly p: number;
  /** The means from the change before to this one, and from it to the next. */
  readonly before: number;
  readonly after: number;
}

/** @returns the changes, oldest first; none of fewer than three values */
export function changePoints(
  values: readonly number[],
  options: ChangePointOptions = CHANGE_POINT_DEFAULTS,
): ChangePoint[] {
  return weedOut(values, splits(values, options), options);
}

/** How much more lenient the test of windows is: what it finds is tested again. */
function lenient(maxP: number): number {
  if (maxP < 0.05) return maxP * 10;
  return maxP < 0.5 ? maxP * 2 : maxP;
}

/** Where windows, each half a window or a change further than the one before, fall apart. */
function splits(values: readonly number[], { window, maxP }: ChangePointOptions): number[] {
  const found = new Set<number>();
  const step = Math.floor(window / 2);
  for (let start = 0; start < values.length; ) {
    const here = splitsWithin(values, start, Math.min(start + window, values.length), lenient(maxP));
    for (const index of here) found.add(index);
    start = Math.max(start + step, ...here);
  }
  return [...found].sort((a, b) => a - b);
}

/** Splits a window at its best place, then the parts at theirs, the best of all first, until one is not significant. */
function splitsWithin(values: readonly number[], from: number, to: number, maxP: number): number[] {
  const part = (start: number, end: number) => ({ start, end, best: bestSplit(values, start, end) });
  const parts = [part(from, to)];
  const found: number[] = [];
  for (;;) {
    const next = parts.reduce((best, it) => (distanceOf(it.best) > distanceOf(best.best) ? it : best));
    if (next.best === null) return found;
    const { start, end, best } = next;
    if (tTest(sampleOf(values, start, best.index), sampleOf(values, best.index, end)) > maxP) return found;
    found.push(best.index);
    parts.splice(parts.indexOf(next), 1, part(start, best.index), part(best.index, end));
  }
}

const distanceOf = (split: Split | null): number => split?.distance ?? -Infinity;
