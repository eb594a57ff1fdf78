import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestSplit } from '../../src/statistics/best-split.js';
import { CHANGE_POINT_DEFAULTS, type ChangePoint, changePoints } from '../../src/statistics/change-points.js';
import { sampleOf } from '../../src/statistics/sample.js';
import { tTest } from '../../src/statistics/student.js';
import { Tournament } from '../../src/statistics/tournament.js';
import { weedOut } from '../../src/statistics/weed-out.js';

const repeat = (value: number, times: number): number[] => Array(times).fill(value);
const indexes = (found: readonly ChangePoint[]) => found.map(({ index }) => index);

/** The greatest distance of a left part of n values and any right part next to it, pair by pair as the formula is written. */
function slowDistance(values: readonly number[], n: number): number {
  const pairs = (some: readonly number[]) =>
    some.reduce((sum, a, i) => sum + some.slice(i + 1).reduce((inner, b) => inner + Math.abs(a - b), 0), 0);
  let greatest = -Infinity;
  for (let end = n + 1; end <= values.length; end++) {
    const [x, y] = [values.slice(0, n), values.slice(n, end)];
    const m = y.length;
    let across = 0;
    for (const a of x) for (const b of y) across += Math.abs(a - b);
    const distance =
      (2 / (m + n)) * across -
      (n > 1 ? ((2 * m) / ((m + n) * (n - 1))) * pairs(x) : 0) -
      (m > 1 ? ((2 * n) / ((m + n) * (m - 1))) * pairs(y) : 0);
    greatest = Math.max(greatest, distance);
  }
  return greatest;
}

/** Looks all changes over again after each one that goes. */
function slowWeeding(values: readonly number[], at: readonly number[], maxP: number, minMagnitude: number) {
  let left = [...at];
  for (;;) {
    const ends = [0, ...left, values.length];
    const judged = left.map((index, i) => {
      const [one, two] = [sampleOf(values, ends[i] ?? 0, index), sampleOf(values, index, ends[i + 2] ?? 0)];
      const relative = (from: number, to: number) => (from === 0 ? 0 : Math.abs(to / from - 1));
      const magnitude = Math.max(relative(one.mean, two.mean), relative(two.mean, one.mean));
      return { index, p: tTest(one, two), magnitude };
    });
    const weakest =
      judged.filter(({ p }) => p >= maxP).sort((a, b) => b.p - a.p || a.index - b.index)[0] ??
      judged
        .filter(({ magnitude }) => magnitude <= minMagnitude)
        .sort((a, b) => a.magnitude - b.magnitude || a.index - b.index)[0];
    if (weakest === undefined) return left;
    left = left.filter((index) => index !== weakest.index);
  }
}

describe('change points', () => {
  test('stand where a level begins', () => {
    expect(changePoints([...repeat(50, 15), ...repeat(100, 15)])).toEqual([
      { index: 15, p: 0, before: 50, after: 100 },
    ]);
    expect(indexes(changePoints([...repeat(1, 20), ...repeat(5, 20), ...repeat(2, 20)]))).toEqual([20, 40]);
  });

  // Series whose changes Apache Otava's own tests tell.
  test('are those that Otava tells', () => {
    const fallen = [
      1.02, 0.95, 0.99, 1.0, 1.12, 1.0, 1.01, 0.98, 1.01, 0.96, 0.5, 0.51, 0.48, 0.48, 0.55, 0.5, 0.49, 0.51,
      0.5, 0.49,
    ];
    expect(indexes(changePoints(fallen, { window: 10, maxP: 0.0001, minMagnitude: 0 }))).toEqual([10]);
    const stairs = [0.3, 2.4, 1.5, -0.9, -0.5, 99.7, 98.3, 99.1, 149.0, 149.7, 149.5, 149.1, 148.8, 150.0];
    expect(indexes(changePoints(stairs, { ...CHANGE_POINT_DEFAULTS, maxP: 0.01 }))).toEqual([5, 8]);
  });

  test('are none where nothing changes, and of hardly anything', () => {
    for (const value of [0, 0.1, 1 / 3, -7]) expect(changePoints(repeat(value, 200))).toEqual([]);
    expect(changePoints([])).toEqual([]);
    expect(changePoints([1])).toEqual([]);
    expect(changePoints([1, 2])).toEqual([]);
    expect(changePoints(Array.from({ length: 60 }, (_, at) => at % 2))).toEqual([]);
  });

  test('are large enough where that is asked', () => {
    const values = [...repeat(100, 20), ...repeat(104, 20), ...repeat(208, 20)];
    const of = (minMagnitude: number) =>
      indexes(changePoints(values, { ...CHANGE_POINT_DEFAULTS, minMagnitude }));
    expect(of(0)).toEqual([20, 40]);
    expect(of(0.05)).toEqual([40]);
    expect(of(2)).toEqual([]);
  });

  test('are found far apart and across windows', () => {
    const noise = (at: number) => ((at * 7919) % 13) / 130;
    const values = Array.from({ length: 500 }, (_, at) => (at < 130 ? 1 : at < 377 ? 2 : 1) + noise(at));
    expect(indexes(changePoints(values))).toEqual([130, 377]);
  });

  test('of a hundred thousand values come in time that grows with the length only', () => {
    const noise = (at: number) => ((at * 7919) % 101) / 101;
    const values = Array.from({ length: 100_000 }, (_, at) => noise(at) + (Math.floor(at / 1000) % 2) * 3);
    const found = changePoints(values);
    expect(found).toHaveLength(99);
    expect(found.every(({ index }) => index % 1000 === 0)).toBe(true);
  }, 20_000);

  test('move and stretch with the values, and stand only where levels do', () => {
    const levels = fc.array(
      fc.record({ level: fc.integer({ min: 1, max: 9 }), length: fc.integer({ min: 8, max: 20 }) }),
      {
        minLength: 1,
        maxLength: 4,
      },
    );
    fc.assert(
      fc.property(levels, (all) => {
        const values = all.flatMap(({ level, length }) => repeat(level, length));
        const found = indexes(changePoints(values));
        expect(indexes(changePoints(values.map((value) => value * 4 + 64)))).toEqual(found);
        let at = 0;
        const borders = all.slice(1).flatMap(({ level }, before) => {
          at += all[before]?.length ?? 0;
          return level === all[before]?.level ? [] : [at];
        });
        expect(borders).toEqual(expect.arrayContaining(found));
      }),
    );
  });
});

describe('the best split', () => {
  test('is the one that every pair of every split gives', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 2, maxLength: 16 }), (values) => {
        const best = bestSplit(values, 0, values.length);
        const slow = values.slice(1).map((_, before) => slowDistance(values, before + 1));
        expect(best?.distance).toBeCloseTo(Math.max(...slow), 8);
        expect(slow[(best?.index ?? 0) - 1]).toBeCloseTo(Math.max(...slow), 8);
      }),
    );
  });

  test('looks only where it is told', () => {
    expect(bestSplit([100, 1, 1, 5, 5, -100], 1, 5)).toMatchObject({ index: 3 });
    expect(bestSplit([1, 2], 0, 1)).toBeNull();
    expect(bestSplit([], 0, 0)).toBeNull();
  });
});

describe('weeding out', () => {
  test('leaves what looking all over again leaves', () => {
    const series = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 4, maxLength: 40 });
    const options = fc.record({
      maxP: fc.constantFrom(0.001, 0.05, 0.3),
      minMagnitude: fc.constantFrom(0, 0.2, 1),
      every: fc.integer({ min: 1, max: 6 }),
    });
    fc.assert(
      fc.property(series, options, (values, { maxP, minMagnitude, every }) => {
        const at = values.flatMap((_, index) => (index > 0 && index % every === 0 ? [index] : []));
        expect(indexes(weedOut(values, at, { window: 50, maxP, minMagnitude }))).toEqual(
          slowWeeding(values, at, maxP, minMagnitude),
        );
      }),
    );
  });
});

test('a tournament knows the first of the greatest, whatever changes', () => {
  const numbers = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 20 });
  const changes = fc.array(fc.record({ at: fc.nat(), value: fc.integer({ min: 0, max: 9 }) }));
  fc.assert(
    fc.property(numbers, changes, (values, later) => {
      const tournament = new Tournament(values);
      for (const { at, value } of later) {
        values[at % values.length] = value;
        tournament.set(at % values.length, value);
        expect(tournament.greatest).toBe(Math.max(...values));
        expect(tournament.at).toBe(values.indexOf(Math.max(...values)));
      }
    }),
  );
  expect(new Tournament([]).greatest).toBe(-Infinity);
});
