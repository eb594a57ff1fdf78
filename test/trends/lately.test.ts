import { describe, expect, test } from 'vitest';
import { wilson, wilsonOfShare } from '../../src/statistics/interval.js';
import { latelyOf } from '../../src/trends/lately.js';
import { madeIndicator, madePeriod, monday } from '../made-reports.js';

/** So many weeks of n changes each, with a baseline of the first 12. */
const weeks = (count: number, x: number, n: number) =>
  madeIndicator({
    periods: Array.from({ length: count }, (_, week) => madePeriod(week, x, n)),
    baseline: { from: monday(0), to: monday(11), x: 12 * x, n: 12 * n },
  });

describe('the latest periods', () => {
  test('are eight, where they hold enough', () => {
    expect(latelyOf(weeks(40, 6, 10))).toEqual({ from: monday(32), x: 48, n: 80, ...wilson(48, 80) });
  });

  test('are as many more as it takes, and sixteen at most', () => {
    expect(latelyOf(weeks(40, 4, 8))).toMatchObject({ from: monday(30), n: 80 });
    expect(latelyOf(weeks(40, 2, 5))).toMatchObject({ from: monday(24), n: 80 });
    expect(latelyOf(weeks(60, 1, 5))).toMatchObject({ from: monday(44), n: 80 });
  });

  test('are not those of the baseline, and without one there are none', () => {
    expect(latelyOf(weeks(15, 6, 10))).toMatchObject({ from: monday(12), n: 30 });
    expect(latelyOf(weeks(12, 6, 10))).toBeNull();
    expect(latelyOf({ ...weeks(40, 6, 10), baseline: null })).toBeNull();
  });

  test('leave out those with too few to say', () => {
    const { periods, ...rest } = weeks(40, 6, 10);
    const few = [...periods.slice(0, -1), madePeriod(39, 1, 2)];
    expect(latelyOf({ ...rest, periods: few })).toMatchObject({ from: monday(31), x: 48, n: 80 });
  });

  test('are as uncertain as the whole, where cases are not independent of each other', () => {
    const even = weeks(40, 6, 10);
    const { lower, upper } = wilsonOfShare(0.6, 200);
    const lately = latelyOf({ ...even, lower, upper });
    expect(lately?.lower).toBeCloseTo(wilsonOfShare(0.6, 40).lower, 6);
    expect(lately?.upper).toBeCloseTo(wilsonOfShare(0.6, 40).upper, 6);
  });
});
