import { longRuns, type Sides, sidesOf } from './sides.js';
import type { XmrLimits } from './xmr.js';

/**
 * The rules of the NHS "Making data count" programme for XmR charts: four signs that something other than chance is at
 * work. Each point has its side, and the points of one set of limits are judged together: no run crosses new limits.
 */

/** Points that all rise, or all fall. */
const TREND = 7;
/** Points on one side of the mean. */
const SHIFT = 7;

/** In the order in which they name a point: the first that holds says what kind it is. */
export const NHS_RULES = ['outside', 'trend', 'two-of-three', 'run'] as const;
export type Rule = (typeof NHS_RULES)[number];
export type Signals = Readonly<Record<Rule, Sides>>;

export function nhsSignals(values: readonly number[], limits: XmrLimits): Signals {
  const sides = sidesOf(values, limits.center);
  const outside = beyond(values, limits.lower, limits.upper);
  const far = beyond(values, limits.lowerWarning, limits.upperWarning);
  const close = far.map((side, at) => (outside[at] === 0 ? side : 0));
  return {
    outside,
    trend: trend(values),
    'two-of-three': twoOfThree(close, sides),
    run: longRuns(sides, SHIFT),
  };
}

function beyond(values: readonly number[], lower: number, upper: number): Sides {
  return Int8Array.from(values, (value) => Number(value > upper) - Number(value < lower));
}

/** Seven points that rise, or fall, each: a tie ends it. Where one turns into another, the later one counts. */
export function trend(values: readonly number[]): Sides {
  const steps = Int8Array.from(values.slice(1), (value, at) => Math.sign(value - (values[at] ?? value)));
  const long = longRuns(steps, TREND - 1);
  const marked = new Int8Array(values.length);
  long.forEach((side, at) => {
    if (side !== 0) marked.fill(side, at, at + 2);
  });
  return marked;
}

/**
 * Of three neighbours on one side of the mean at least two are close to the limit: those two are marked.
 *
 * @param close the side of points between two and three standard deviations away
 */
export function twoOfThree(close: Sides, sides: Sides): Sides {
  const marked = new Int8Array(close.length);
  for (let from = 0; from + 3 <= close.length; from++) {
    const side = sides[from] ?? 0;
    const three = [from, from + 1, from + 2];
    if (side === 0 || three.some((at) => sides[at] !== side)) continue;
    const near = three.filter((at) => close[at] === side);
    if (near.length >= 2) for (const at of near) marked[at] = side;
  }
  return marked;
}
