import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { movingRanges, xmrLimits } from '../../src/statistics/xmr.js';

const plain = { constant: 'nhs', screen: false } as const;
const series = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 40 });

describe('XmR limits', () => {
  // Montgomery, Introduction to Statistical Quality Control (6th ed.), table 6.6: the viscosity of aircraft primer paint.
  test("are those of the textbook's paint", () => {
    const viscosity = [
      33.75, 33.05, 34.0, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.2, 33.62, 33.0, 33.54, 33.12, 33.84,
    ];
    const limits = xmrLimits(viscosity, { constant: 'exact', screen: false });
    expect(limits?.center).toBeCloseTo(33.52, 2);
    expect(limits?.meanRange).toBeCloseTo(0.48, 2);
    expect(limits?.upper).toBeCloseTo(34.8, 1);
    expect(limits?.lower).toBeCloseTo(32.24, 1);
    expect(limits?.rangeLimit).toBeCloseTo(1.57, 1);
  });

  test('are mean and mean moving range, by hand', () => {
    expect(xmrLimits([1, 3, 2, 6], plain)).toEqual({
      center: 3,
      lower: 3 - 2.66 * (7 / 3),
      upper: 3 + 2.66 * (7 / 3),
      lowerWarning: 3 - (2 / 3) * (2.66 * (7 / 3)),
      upperWarning: 3 + (2 / 3) * (2.66 * (7 / 3)),
      meanRange: 7 / 3,
      rangeLimit: 3.267 * (7 / 3),
    });
    expect(movingRanges([1, 3, 2, 6])).toEqual([2, 1, 4]);
  });

  test('leave ranges beyond their limit out, once, and no value', () => {
    const values = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1];
    const screened = xmrLimits(values, { constant: 'nhs', screen: true });
    expect(screened?.meanRange).toBe(1);
    expect(screened?.center).toBe(35 / 18);
    // After 60 and 8 are gone, 8 would be beyond the new limit too: it stays.
    const twice = [
      ...Array(20)
        .fill(0)
        .flatMap(() => [0, 1]),
      9,
      10,
      70,
    ];
    expect(xmrLimits(twice, { constant: 'nhs', screen: true })?.meanRange).toBeGreaterThan(1);
  });

  test('of what never changes lie on it, to the last bit', () => {
    for (const value of [0, 0.1, 1 / 3, 1e9 + 0.1]) {
      for (const screen of [true, false]) {
        const limits = xmrLimits(Array(37).fill(value), { constant: 'exact', screen });
        expect(limits).toMatchObject({ center: value, lower: value, upper: value, meanRange: 0 });
      }
    }
  });

  test('need two values', () => {
    expect(xmrLimits([], plain)).toBeNull();
    expect(xmrLimits([1], plain)).toBeNull();
    expect(xmrLimits([1, 1], plain)).not.toBeNull();
  });

  test('move and stretch with the values, and narrow by screening', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: -1000, max: 1000 }), (values, by) => {
        const limits = xmrLimits(values, plain);
        const moved = xmrLimits(
          values.map((value) => value * 2 + by),
          plain,
        );
        if (limits === null || moved === null) throw new Error('no limits');
        expect(moved.upper).toBeCloseTo(limits.upper * 2 + by, 3);
        expect(moved.lower).toBeCloseTo(limits.lower * 2 + by, 3);
        const screened = xmrLimits(values, { ...plain, screen: true });
        expect(screened?.meanRange).toBeLessThanOrEqual(limits.meanRange);
      }),
    );
  });
});
