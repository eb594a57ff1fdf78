import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { iPrime, ratioBaseline, ratioLimits, sigmaZ } from '../../src/statistics/ratio.js';

// Montgomery, Introduction to Statistical Quality Control, table 7.1: cans of orange juice that leak, of 50 each.
const leaking = [
  12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6,
];
const fifties = leaking.map(() => 50);

const baseline = (x: number[], n: number[], laney = true) => {
  const found = ratioBaseline(x, n, { laney });
  if (found === null) throw new Error('no baseline');
  return found;
};

describe('the p chart', () => {
  test("of the textbook's orange juice has its limits", () => {
    const juice = baseline(leaking, fifties, false);
    expect(juice.center).toBeCloseTo(0.2313, 4);
    expect(ratioLimits(juice, 50).upper).toBeCloseTo(0.4102, 4);
    expect(ratioLimits(juice, 50).lower).toBeCloseTo(0.0524, 4);
    expect(juice.spread).toBe(1);
  });

  test('stays within 0 and 1, and knows nothing of no case', () => {
    const few = baseline([1, 2, 0], [5, 5, 5], false);
    expect(ratioLimits(few, 5)).toMatchObject({ lower: 0 });
    expect(ratioLimits(few, 1)).toEqual({ lower: 0, upper: 1 });
    expect(ratioLimits(few, 0)).toEqual({ lower: 0, upper: 1 });
  });
});

describe("Laney's p′ chart", () => {
  test('widens by how much neighbours differ, by hand', () => {
    // σ = .05 at 100 cases and one half; the scores are -2, 2, -2, 2, and their ranges 4 each.
    const wide = baseline([40, 60, 40, 60], [100, 100, 100, 100]);
    expect(wide.spread).toBeCloseTo(4 / 1.128, 12);
    expect(ratioLimits(wide, 100).upper).toBeCloseTo(Math.min(1, 0.5 + (3 * 0.05 * 4) / 1.128), 12);
    // With 400 cases the same shares have scores twice as large where they are.
    expect(sigmaZ([40, 240, 40, 240], [100, 400, 100, 400], 0.5)).toBeCloseTo(6 / 1.128, 12);
  });

  test('never narrows', () => {
    expect(sigmaZ([50, 50, 50], [100, 100, 100], 0.5)).toBe(0);
    expect(baseline([50, 50, 50], [100, 100, 100]).spread).toBe(1);
  });

  test('passes over periods without a case', () => {
    expect(sigmaZ([40, 0, 60, 0], [100, 0, 100, 0], 0.5)).toBe(sigmaZ([40, 60], [100, 100], 0.5));
  });

  test('of all or nothing keeps its centre there, but takes nothing for impossible', () => {
    expect(baseline([0, 0, 0], [20, 20, 20])).toEqual({ center: 0, chance: 0.5 / 61, spread: 1 });
    expect(baseline([20, 20, 20], [20, 20, 20])).toEqual({ center: 1, chance: 60.5 / 61, spread: 1 });
    expect(baseline([1], [4])).toEqual({ center: 0.25, chance: 0.25, spread: 1 });
    expect(ratioBaseline([0, 0], [0, 0], { laney: true })).toBeNull();
    expect(ratioBaseline([], [], { laney: true })).toBeNull();
  });

  test('is the p chart or wider, and holds the centre', () => {
    const periods = fc.array(
      fc
        .record({ n: fc.integer({ min: 1, max: 60 }), part: fc.double({ min: 0, max: 1, noNaN: true }) })
        .map(({ n, part }) => ({ n, x: Math.round(n * part) })),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(periods, fc.integer({ min: 1, max: 100 }), (all, cases) => {
        const [x, n] = [all.map((it) => it.x), all.map((it) => it.n)];
        const [p, prime] = [baseline(x, n, false), baseline(x, n)].map((it) => ratioLimits(it, cases));
        expect(prime?.lower).toBeLessThanOrEqual(p?.lower ?? 0);
        expect(prime?.upper).toBeGreaterThanOrEqual(p?.upper ?? 1);
        expect(p?.lower).toBeLessThanOrEqual(baseline(x, n).center);
      }),
    );
  });
});

describe('the I′ chart', () => {
  test('of equal cases is the chart of individuals', () => {
    const values = [0.3, 0.5, 0.4, 0.7, 0.2];
    const { center, sigma } = iPrime(values, [10, 10, 10, 10, 10]);
    const meanRange = (0.2 + 0.1 + 0.3 + 0.5) / 4;
    expect(center).toBeCloseTo(0.42, 12);
    // √π/2 is 1/1.128.
    expect(sigma / Math.sqrt(10)).toBeCloseTo((meanRange * Math.sqrt(Math.PI)) / 2, 12);
  });

  test('weighs by cases, by hand', () => {
    const { center, sigma } = iPrime([0, 1], [1, 3]);
    expect(center).toBe(0.75);
    expect(sigma).toBeCloseTo(Math.sqrt(Math.PI / 2) / Math.sqrt(4 / 3), 12);
  });
});
