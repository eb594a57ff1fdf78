import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atLeast, atMost } from '../../src/statistics/binomial.js';

/** The slow, obvious way: whole numbers throughout. The chance is `hundredths` in 100, and nothing is rounded. */
function exactly(from: number, to: number, n: number, hundredths: number): number {
  const [hit, miss] = [BigInt(hundredths), BigInt(100 - hundredths)];
  let choices = 1n;
  let sum = 0n;
  for (let k = 0; k <= n; k++) {
    if (k >= from && k <= to) sum += choices * hit ** BigInt(k) * miss ** BigInt(n - k);
    choices = (choices * BigInt(n - k)) / BigInt(k + 1);
  }
  return ratio(sum, 100n ** BigInt(n));
}

/** A quotient of large whole numbers, right to seventeen digits however small it is. */
function ratio(above: bigint, below: bigint): number {
  if (above === 0n) return 0;
  const shift = below.toString().length - above.toString().length + 20;
  return Number(`${(above * 10n ** BigInt(shift)) / below}e-${shift}`);
}

const near = (got: number, wanted: number, tolerance: number): void =>
  expect(Math.abs(got - wanted)).toBeLessThanOrEqual(tolerance * Math.abs(wanted));

describe('binomial tails', () => {
  test('are what sums of whole numbers give, far out too', () => {
    const any = fc.record({
      n: fc.integer({ min: 0, max: 120 }),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
      hundredths: fc.integer({ min: 0, max: 100 }),
    });
    fc.assert(
      fc.property(any, ({ n, part, hundredths }) => {
        const x = Math.round(part * n);
        const p = hundredths / 100;
        near(atLeast(x, n, p), exactly(x, n, n, hundredths), 1e-12);
        near(atMost(x, n, p), exactly(0, x, n, hundredths), 1e-12);
      }),
    );
  });

  // From printed tables (P(X ≤ 3) = .99897150 for 10 at .05), and by hand where powers say it.
  test.each([
    [4, 10, 0.05, 1 - 0.9989715],
    [9, 10, 0.3, 10 * 0.3 ** 9 * 0.7 + 0.3 ** 10],
    [50, 50, 0.3, 0.3 ** 50],
    [1, 5, 0.05, 1 - 0.95 ** 5],
  ])('P(X ≥ %i) of %i at %f is %f', (x, n, p, wanted) => near(atLeast(x, n, p), wanted, 1e-5));

  test('hold at the ends', () => {
    expect([atLeast(0, 5, 0), atLeast(1, 5, 0), atMost(0, 5, 0), atMost(5, 5, 0)]).toEqual([1, 0, 1, 1]);
    expect([atLeast(5, 5, 1), atLeast(0, 5, 1), atMost(4, 5, 1), atMost(5, 5, 1)]).toEqual([1, 1, 0, 1]);
    expect([atLeast(-1, 5, 0.5), atLeast(6, 5, 0.5), atMost(-1, 5, 0.5), atMost(6, 5, 0.5)]).toEqual([
      1, 0, 0, 1,
    ]);
    expect([atLeast(0, 0, 0.5), atLeast(1, 0, 0.5), atMost(0, 0, 0.5)]).toEqual([1, 0, 1]);
  });

  test('of chances next to 0 and 1 lose nothing', () => {
    near(atLeast(2, 3, 1e-20), 3e-40, 1e-12);
    near(atMost(1, 3, 1 - 2 ** -50), 3 * 2 ** -100, 1e-12);
  });

  test('of a hundred thousand are right, and zero where no number is small enough', () => {
    // By hand: at one half the two tails are one another's mirror, and together hold all but the middle.
    const n = 100_001;
    near(atLeast(50_001, n, 0.5), 0.5, 1e-10);
    // The normal tail, with the half step of the continuous, at 5 standard deviations: 2.8665e-7 (R: pnorm(-5)).
    const x = 50_000 + 5 * Math.sqrt(25_000) + 0.5;
    near(atLeast(Math.round(x), 100_000, 0.5), 2.8665e-7, 0.02);
    expect(atLeast(100_000, 100_000, 0.5)).toBe(0);
    expect(atMost(99_999, 100_000, 0.5)).toBe(1);
  });

  test('add up to one, and fall as the count rises', () => {
    const any = fc.record({
      n: fc.integer({ min: 1, max: 3000 }),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
      p: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(any, ({ n, part, p }) => {
        const x = Math.ceil(part * n);
        expect(atLeast(x, n, p) + atMost(x - 1, n, p)).toBeCloseTo(1, 10);
        expect(atLeast(x, n, p)).toBeGreaterThanOrEqual(atLeast(x + 1, n, p));
        expect(atLeast(x, n, p)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test.each([
    [1, 2, Number.NaN],
    [1, 2, 1.1],
    [1, 2, -0.1],
    [1.5, 2, 0.5],
    [1, 2.5, 0.5],
    [1, -1, 0.5],
    [Number.NaN, 2, 0.5],
  ])('refuse %f of %f at %f', (x, n, p) => {
    expect(() => atLeast(x, n, p)).toThrow(RangeError);
    expect(() => atMost(x, n, p)).toThrow(RangeError);
  });
});
