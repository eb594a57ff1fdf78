import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atMostOf } from '../../src/statistics/few-of-many.js';
import { newcombe } from '../../src/statistics/interval.js';
import { longRunSpread } from '../../src/statistics/long-run.js';
import { withinStrata } from '../../src/statistics/mantel-haenszel.js';

describe('a difference within strata', () => {
  test('of one stratum is the plain difference, with nearly its interval', () => {
    const one = withinStrata([{ x1: 60, n1: 100, x0: 30, n0: 100 }], 1.959964);
    const plain = newcombe(60, 100, 30, 100);
    expect(one?.difference).toBeCloseTo(0.3, 10);
    expect(one?.lower).toBeCloseTo(plain?.lower ?? 0, 1);
  });

  test("is none in Simpson's paradox", () => {
    // Kidney stones (C. R. Charig et al., BMJ 292, 1986): the better treatment looks worse when sizes are pooled.
    const strata = [
      { x1: 81, n1: 87, x0: 234, n0: 270 },
      { x1: 192, n1: 263, x0: 55, n0: 80 },
    ];
    expect(273 / 350 - 289 / 350).toBeLessThan(0);
    expect(withinStrata(strata, 1.96)?.difference).toBeGreaterThan(0);
  });

  test('is not known where nobody is on both sides', () => {
    expect(
      withinStrata(
        [
          { x1: 1, n1: 2, x0: 0, n0: 0 },
          { x1: 0, n1: 0, x0: 1, n0: 3 },
        ],
        1.96,
      ),
    ).toBeNull();
  });
});

describe('few of many', () => {
  test('adds up like every way in which events may come', () => {
    const chances = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 });
    fc.assert(
      fc.property(chances, fc.nat(8), (all, k) => {
        let sum = 0;
        for (let which = 0; which < 2 ** all.length; which += 1) {
          const happened = all.filter((_, at) => (which >> at) & 1).length;
          if (happened > k) continue;
          sum += all.reduce((product, chance, at) => product * ((which >> at) & 1 ? chance : 1 - chance), 1);
        }
        expect(atMostOf(k, all)).toBeCloseTo(sum, 10);
      }),
    );
  });
});

describe('the long-run spread', () => {
  /** The same by its definition, product by product. */
  function slow(x: number[], n: number[], parts: { from: number; to: number }[]): number {
    let [variance, count, taken] = [0, 0, 0];
    for (const { from, to } of parts) {
      const sum = (values: number[]): number => values.slice(from, to).reduce((a, b) => a + b, 0);
      const share = sum(x) / sum(n);
      if (!(share > 0 && share < 1)) continue;
      const residual = (at: number): number => {
        const cases = n[at] as number;
        if (at < from || at >= to || cases === 0) return 0;
        return ((x[at] as number) / cases - share) / Math.sqrt((share * (1 - share)) / cases);
      };
      for (let at = from; at < to; at += 1)
        for (let lag = -3; lag <= 3; lag += 1)
          variance += (1 - Math.abs(lag) / 4) * residual(at) * residual(at - lag);
      count += to - from;
      taken += 4;
    }
    return count - taken < 1 ? 1 : Math.sqrt(Math.max(1, variance / (count - taken)));
  }

  test('is what its definition says', () => {
    const cell = fc.integer({ min: 0, max: 30 }).chain((n) => fc.tuple(fc.nat(n), fc.constant(n)));
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 40 }), fc.nat(40), (cells, cut) => {
        const [x, n] = [cells.map(([hits]) => hits), cells.map(([, cases]) => cases)];
        const parts = [
          { from: 0, to: Math.min(cut, cells.length) },
          { from: Math.min(cut, cells.length), to: cells.length },
        ];
        expect(longRunSpread(x, n, parts)).toBeCloseTo(slow(x, n, parts), 8);
      }),
    );
  });

  test('grows when good periods follow good ones', () => {
    const n = Array.from({ length: 40 }, () => 10);
    const shuffled = n.map((_, at) => (at % 2 === 0 ? 1 : 5));
    const following = n.map((_, at) => (at % 8 < 4 ? 1 : 5));
    const all = [{ from: 0, to: 40 }];
    expect(longRunSpread(following, n, all)).toBeGreaterThan(1.5 * longRunSpread(shuffled, n, all));
  });
});
