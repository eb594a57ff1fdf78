import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atLeast, atMost } from '../../src/statistics/binomial.js';
import { normalTail } from '../../src/statistics/normal.js';
import { ratioBaseline } from '../../src/statistics/ratio.js';
import { ratioSignals } from '../../src/statistics/ratio-rules.js';

const usual = (center: number, spread = 1) => ({ center, chance: center, spread });
const tens = (x: number[]) => x.map(() => 10);

describe('signals of shares', () => {
  test('see the two samples that the textbook sees', () => {
    const leaking = [
      12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9,
      6,
    ];
    const n = leaking.map(() => 50);
    const baseline = ratioBaseline(leaking, n, { laney: false });
    if (baseline === null) throw new Error('no baseline');
    const { outside } = ratioSignals(leaking, n, baseline);
    // Montgomery, table 7.1: samples 15 and 23.
    expect([...outside.entries()].filter(([, side]) => side !== 0)).toEqual([
      [14, 1],
      [22, 1],
    ]);
  });

  test('are outside by exact chances, not by a normal line', () => {
    // 2 of 5 at .05 pass p̄ + 3σ = .34, but come by chance in 2.3% of all periods; 3 do in .1%.
    expect(atLeast(2, 5, 0.05)).toBeCloseTo(0.0226, 4);
    expect([...ratioSignals([2, 3], [5, 5], usual(0.05)).outside]).toEqual([0, 1]);
    // 10 of 10 at .5 pass no line below 1 that could be drawn, but come in .1% of all periods only.
    expect([...ratioSignals([10, 0, 9, 1], tens([0, 0, 0, 0]), usual(0.5)).outside]).toEqual([1, -1, 0, 0]);
  });

  test('take longer where shares vary more than a binomial', () => {
    const x = [30, 33, 34, 38, 40];
    const at = (spread: number) => [
      ...ratioSignals(
        x,
        x.map(() => 100),
        usual(0.2, spread),
      ).outside,
    ];
    expect(at(1)).toEqual([0, 0, 1, 1, 1]);
    expect(at(1.3)).toEqual([0, 0, 0, 1, 1]);
    expect(at(2)).toEqual([0, 0, 0, 0, 0]);
  });

  test('of many cases are those beyond the limits of Laney', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20_000 }),
        fc.double({ min: 1, max: 2, noNaN: true }),
        (x, spread) => {
          const [n, center] = [20_000, 0.5];
          const sigmas = (x / n - center) / Math.sqrt((center * (1 - center)) / n) / spread;
          fc.pre(Math.abs(Math.abs(sigmas) - 3) > 0.05);
          expect(ratioSignals([x], [n], usual(center, spread)).outside[0]).toBe(
            Math.abs(sigmas) > 3 ? Math.sign(sigmas) : 0,
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  test('see two of three far away on one side', () => {
    // At .3, 6 and more of 10 are beyond two standard deviations by chance 4.7%: 7 are (1.1%).
    const two = (x: number[]) => [...ratioSignals(x, tens(x), usual(0.3))['two-of-three']];
    expect(two([7, 3, 7])).toEqual([1, 0, 1]);
    expect(two([7, 7, 0])).toEqual([1, 1, 0]);
    expect(two([7, 3, 3, 7])).toEqual([0, 0, 0, 0]);
    expect(two([7, 7])).toEqual([0, 0]);
    expect(two([6, 6, 6])).toEqual([0, 0, 0]);
  });

  test('see eight on one side of the centre', () => {
    const run = (x: number[], center: number) => [...ratioSignals(x, tens(x), usual(center)).run];
    expect(run([6, 6, 6, 6, 6, 6, 6, 6, 4], 0.5)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 0]);
    expect(run([6, 6, 6, 6, 6, 6, 6], 0.5)).toEqual(Array(7).fill(0));
    expect(run([6, 6, 6, 6, 5, 6, 6, 6, 6], 0.5)).toEqual(Array(9).fill(0));
    expect(run([4, 4, 4, 4, 4, 4, 4, 4], 0.5)).toEqual(Array(8).fill(-1));
  });

  test('take as many more as make eight of one side unlikely where that side is the usual one', () => {
    // None of 5 at .05 comes in 77% of all periods: .77¹⁸ is above 1/128, .77¹⁹ below.
    const none = (length: number) =>
      ratioSignals(Array(length).fill(0), Array(length).fill(5), usual(0.05)).run;
    expect([...none(18)]).toEqual(Array(18).fill(0));
    expect([...none(19)]).toEqual(Array(19).fill(-1));
  });

  test('of all or nothing are none, and the first time of something is none', () => {
    for (const x of [0, 10]) {
      const all = Array(30).fill(x);
      const baseline = ratioBaseline(all, tens(all), { laney: true });
      if (baseline === null) throw new Error('no baseline');
      const signals = ratioSignals(all, tens(all), baseline);
      for (const sides of Object.values(signals)) expect([...sides]).toEqual(Array(30).fill(0));
      const once = ratioSignals([Math.abs(x - 1)], [10], baseline);
      expect(Object.values(once).map((sides) => sides[0])).toEqual([0, 0, 0, 0]);
    }
  });

  test('never see a trend', () => {
    expect([...ratioSignals([1, 2, 3, 4, 5, 6, 7, 8], tens(Array(8)), usual(0.5)).trend]).toEqual(
      Array(8).fill(0),
    );
  });

  test('are what looking at every window says', () => {
    const periods = fc.array(
      fc
        .record({ n: fc.integer({ min: 1, max: 12 }), part: fc.double({ min: 0, max: 1, noNaN: true }) })
        .map(({ n, part }) => ({ n, x: Math.round(n * part) })),
      { maxLength: 30 },
    );
    const chance = fc.integer({ min: 1, max: 19 }).map((it) => it / 20);
    fc.assert(
      fc.property(periods, chance, fc.constantFrom(1, 1.5), (all, center, spread) => {
        const signals = ratioSignals(
          all.map(({ x }) => x),
          all.map(({ n }) => n),
          usual(center, spread),
        );
        const beyond = (sigmas: number) => (it: { x: number; n: number }) => {
          const level = normalTail(sigmas * spread);
          if (it.x / it.n > center && atLeast(it.x, it.n, center) <= level) return 1;
          return it.x / it.n < center && atMost(it.x, it.n, center) <= level ? -1 : 0;
        };
        expect([...signals.outside]).toEqual(all.map(beyond(3)));
        const far = all.map(beyond(2));
        const two = far.map((side, at) =>
          [at - 2, at - 1, at].some((from) => {
            const window = far.slice(from, from + 3);
            return from >= 0 && window.length === 3 && window.filter((it) => it === side).length >= 2;
          })
            ? side
            : 0,
        );
        expect([...signals['two-of-three']]).toEqual(two);
        const side = (it: { x: number; n: number }) => Math.sign(it.x / it.n - center);
        const sideChance = (it: { x: number; n: number }) =>
          Array.from({ length: it.n + 1 }, (_, x) => x)
            .filter((x) => side({ x, n: it.n }) === side(it))
            .reduce((sum, x) => sum + atLeast(x, it.n, center) - atLeast(x + 1, it.n, center), 0);
        const run = all.map((it, at) =>
          all.some((_, from) =>
            all.some((_, to) => {
              const window = all.slice(from, to + 1);
              return (
                from <= at &&
                at <= to &&
                window.length >= 8 &&
                window.every((other) => side(other) === side(it) && side(other) !== 0) &&
                window.reduce((product, other) => product * sideChance(other), 1) <= 1 / 128 + 1e-12
              );
            }),
          )
            ? side(it)
            : 0,
        );
        expect([...signals.run]).toEqual(run);
      }),
    );
  });
});
