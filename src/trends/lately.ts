import type { Trend } from '../model/period.js';
import { casesOf, wilsonOfShare } from '../statistics/interval.js';
import { RECENT } from './ladder/thresholds.js';

/** How it is now: of n cases since a day, x show it, with a 95% interval. */
export interface Lately {
  /** The first day, `YYYY-MM-DD`. */
  readonly from: string;
  readonly x: number;
  readonly n: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * The latest periods after the baseline, as many as the ladder looks at: the last 8, and up to 16 where they hold too
 * little. Null where there is no baseline that they could be held against, or no period after it.
 */
export function latelyOf({
  periods,
  baseline,
  ...whole
}: Pick<Trend, 'periods' | 'baseline' | 'x' | 'n' | 'lower' | 'upper'>): Lately | null {
  if (baseline === null) return null;
  const usable = periods.filter(({ enough, start }) => enough && start > baseline.to);
  let count = RECENT.periods;
  const sum = (of: 'x' | 'n'): number => usable.slice(-count).reduce((all, period) => all + period[of], 0);
  while (count < Math.min(RECENT.most, usable.length) && sum('n') < RECENT.cases) count += 1;
  const [first] = usable.slice(-count);
  if (first === undefined) return null;
  const [x, n] = [sum('x'), sum('n')];
  return { from: first.start, x, n, ...wilsonOfShare(x / n, n / effectOf(whole)) };
}

/** By how much cases that are alike say less than their number: what the interval of all of them shows. */
function effectOf({ x, n, lower, upper }: Pick<Trend, 'x' | 'n' | 'lower' | 'upper'>): number {
  if (n === 0 || lower === null || upper === null) return 1;
  const effect = n / casesOf(x / n, { lower, upper });
  // Within rounding cases are independent.
  return effect > 1 + 1e-6 ? effect : 1;
}
