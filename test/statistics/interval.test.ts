import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wilson } from '../../src/statistics/interval.js';

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
