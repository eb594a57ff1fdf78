import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mannKendall, theilSen } from '../../src/statistics/slope.js';

describe('the Theil–Sen slope', () => {
  test('is that of a line, whatever one value does', () => {
    expect(theilSen([1, 3, 5, 7, 9])).toBe(2);
    expect(theilSen([1, 3, 500, 7, 9, 11, 13])).toBe(2);
    expect(theilSen([4, 4, 4])).toBe(0);
  });

  test('needs two values', () => {
    expect(theilSen([])).toBeNull();
    expect(theilSen([1])).toBeNull();
  });

  test('has as many pairs above as below', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 20 }), (values) => {
        const slope = theilSen(values) ?? Number.NaN;
        const pairs = values.flatMap((later, j) => values.slice(0, j).map((it, i) => (later - it) / (j - i)));
        const [above, below] = [pairs.filter((it) => it > slope), pairs.filter((it) => it < slope)];
        expect(above.length).toBeLessThanOrEqual(pairs.length / 2);
        expect(below.length).toBeLessThanOrEqual(pairs.length / 2);
      }),
    );
  });
});

describe('the Mann–Kendall test', () => {
  test('counts pairs that rise, by hand', () => {
    expect(mannKendall([1, 2, 3, 4]).s).toBe(6);
    expect(mannKendall([4, 3, 2, 1]).s).toBe(-6);
    expect(mannKendall([1, 3, 2]).s).toBe(1);
  });

  test('has the p of its formula', () => {
    // n = 10, all rising: S = 45, Var = 10·9·25/18 = 125, Z = 44/√125 = 3.9355, p = 8.303e-5.
    expect(mannKendall([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).p).toBeCloseTo(8.303e-5, 7);
    // One tie of two takes 2·1·9 away: Var = (750 − 18)/18 at n = 8 … 1176 − 18.
    const z = (27 - 1) / Math.sqrt((8 * 7 * 21 - 18) / 18);
    const p = mannKendall([1, 2, 3, 4, 5, 6, 7, 7]);
    expect(p.s).toBe(27);
    expect(z).toBeGreaterThan(3.2);
    expect(p.p).toBeGreaterThan(0.001);
    expect(p.p).toBeLessThan(0.0015);
  });

  test('says nothing of what never changes, or hardly is', () => {
    for (const values of [[], [1], [2, 2, 2, 2]]) expect(mannKendall(values)).toEqual({ s: 0, p: 1 });
  });
});
