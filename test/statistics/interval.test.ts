import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { casesOf, newcombe, wilson, wilsonOfShare } from '../../src/statistics/interval.js';

describe('wilson', () => {
  // Reference values: Wilson 1927, as computed by R's prop.test(correct = FALSE).
  test.each([
    [0, 5, 0, 0.4345],
    [3, 10, 0.1078, 0.6032],
    [20, 20, 0.8389, 1],
  ])('of %i in %i is [%f, %f]', (x, n, lower, upper) => {
    const interval = wilson(x, n);
    expect(interval?.lower).toBeCloseTo(lower, 4);
    expect(interval?.upper).toBeCloseTo(upper, 4);
  });

  test('of nothing is no interval', () => {
    expect(wilson(0, 0)).toBeNull();
  });

  // Newcombe 1998 (the paper on single proportions), table I, method 3, at 95%.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i is [%f, %f] in the literature', (x, n, lower, upper) => {
    expect(wilson(x, n)?.lower).toBeCloseTo(lower, 4);
    expect(wilson(x, n)?.upper).toBeCloseTo(upper, 4);
  });

  test('widens with z, and is the share where z is 0', () => {
    const [narrow, wide] = [wilson(3, 10, 1), wilson(3, 10, 2.576)];
    expect(wide?.lower).toBeLessThan(narrow?.lower ?? 0);
    expect(wide?.upper).toBeGreaterThan(narrow?.upper ?? 1);
    expect(wilson(3, 10, 0)).toEqual({ lower: 0.3, upper: 0.3 });
  });

  test('refuses counts that are no counts', () => {
    expect(() => wilson(-1, 3)).toThrow(RangeError);
    expect(() => wilson(4, 3)).toThrow(RangeError);
    expect(() => wilson(Number.NaN, 3)).toThrow(RangeError);
    expect(() => wilson(1, 2.5)).toThrow(RangeError);
  });

  test('holds the ratio, stays in [0, 1] and narrows with n', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 500 }), (a, b) => {
        const [x, n] = [Math.min(a, b), b];
        const interval = wilson(x, n);
        const wider = wilson(x * 4, n * 4);
        if (interval === null || wider === null) throw new Error('no interval');
        expect(interval.lower).toBeLessThanOrEqual(x / n);
        expect(interval.upper).toBeGreaterThanOrEqual(x / n);
        expect(interval.lower).toBeGreaterThanOrEqual(0);
        expect(interval.upper).toBeLessThanOrEqual(1);
        expect(wider.upper - wider.lower).toBeLessThan(interval.upper - interval.lower);
      }),
    );
  });
});

describe('newcombe', () => {
  // Newcombe 1998, table II, method 10: both shares, and the interval of their difference at 95%.
  test.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])('of %i in %i and %i in %i is [%f, %f]', (x1, n1, x2, n2, lower, upper) => {
    const interval = newcombe(x1, n1, x2, n2);
    expect(interval?.lower).toBeCloseTo(lower, 4);
    expect(interval?.upper).toBeCloseTo(upper, 4);
  });

  test('of nothing is no interval', () => {
    expect(newcombe(0, 0, 1, 2)).toBeNull();
    expect(newcombe(1, 2, 0, 0)).toBeNull();
  });

  test('holds the difference, and turns round with the shares', () => {
    const share = fc
      .record({ n: fc.integer({ min: 1, max: 200 }), part: fc.double({ min: 0, max: 1, noNaN: true }) })
      .map(({ n, part }) => ({ n, x: Math.round(part * n) }));
    fc.assert(
      fc.property(share, share, fc.double({ min: 0.1, max: 4, noNaN: true }), (a, b, z) => {
        const there = newcombe(a.x, a.n, b.x, b.n, z);
        const back = newcombe(b.x, b.n, a.x, a.n, z);
        if (there === null || back === null) throw new Error('no interval');
        const difference = a.x / a.n - b.x / b.n;
        expect(there.lower).toBeLessThanOrEqual(difference);
        expect(there.upper).toBeGreaterThanOrEqual(difference);
        expect(there.lower).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(there.upper).toBeLessThanOrEqual(1 + 1e-12);
        expect(there.lower).toBeCloseTo(-back.upper, 12);
      }),
    );
  });
});

describe('the cases that an interval speaks for', () => {
  test.each([
    [3, 10, 10],
    [0, 20, 20],
    [20, 20, 20],
    [81, 263, 263],
    // A share of groups says less than its cases: 40 cases at a design effect of 2.
    [10, 40, 20],
  ])('are found again from it: %i of %i, as of %i', (x, n, cases) => {
    expect(casesOf(x / n, wilsonOfShare(x / n, cases))).toBeCloseTo(cases, 6);
  });
});
