import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { trendOf } from '../../src/trends/trend.js';

const NOWHERE = { interventions: [], baseline: null, now: null };
const trend = (observations: { at: number; x: 0 | 1 }[]) =>
  trendOf(
    { name: 'i', direction: 'up' },
    observations.map((it) => ({ ...it, who: 'a', size: null, way: 'push', visible: null })),
    NOWHERE,
  );

const day = (iso: string): number => Date.parse(`${iso}T12:00:00Z`) / 1000;
const points = (iso: string, x: number, n: number) =>
  Array.from({ length: n }, (_, at) => ({ at: day(iso), x: at < x ? (1 as const) : (0 as const) }));
const shape = (observations: { at: number; x: 0 | 1 }[]) =>
  trend(observations).periods.map(({ start, weeks, x, n, enough }) => [start, weeks, x, n, enough]);

describe('periods', () => {
  test('are ISO weeks in UTC, from Monday', () => {
    expect(
      shape([...points('2026-01-05', 2, 5), ...points('2026-01-11', 1, 1), ...points('2026-01-12', 0, 5)]),
    ).toEqual([
      ['2026-01-05', 1, 3, 6, true],
      ['2026-01-12', 1, 0, 5, true],
    ]);
  });

  test('are pooled until they hold five', () => {
    expect(
      shape([...points('2026-01-05', 1, 2), ...points('2026-01-14', 1, 3), ...points('2026-01-19', 5, 5)]),
    ).toEqual([
      ['2026-01-05', 2, 2, 5, true],
      ['2026-01-19', 1, 5, 5, true],
    ]);
  });

  test('end after four weeks, enough or not', () => {
    expect(shape([...points('2026-01-05', 1, 2), ...points('2026-03-02', 1, 5)])).toEqual([
      ['2026-01-05', 4, 1, 2, false],
      ['2026-03-02', 1, 1, 5, true],
    ]);
  });

  test('the last one may still be collecting', () => {
    expect(shape(points('2026-01-05', 1, 2))).toEqual([['2026-01-05', 1, 1, 2, false]]);
  });

  test('do not mind the order, nor dates of 1970 and 2099', () => {
    expect(shape([...points('2099-12-31', 0, 5), ...points('1970-01-01', 5, 5)])).toEqual([
      ['1969-12-29', 1, 5, 5, true],
      ['2099-12-28', 1, 0, 5, true],
    ]);
  });

  test('of nothing are none', () => {
    expect(trend([])).toMatchObject({ indicator: 'i', x: 0, n: 0, lower: null, upper: null, periods: [] });
  });

  test('lose no observation', () => {
    const some = fc.array(
      fc.record({ at: fc.integer({ min: -1e9, max: 5e9 }), x: fc.constantFrom<0 | 1>(0, 1) }),
      { maxLength: 200 },
    );
    fc.assert(
      fc.property(some, (observations) => {
        const { periods, n, x } = trend(observations);
        expect(n).toBe(observations.length);
        expect(periods.reduce((sum, period) => sum + period.n, 0)).toBe(n);
        expect(periods.reduce((sum, period) => sum + period.x, 0)).toBe(x);
        expect(periods.every(({ weeks }) => weeks >= 1 && weeks <= 4)).toBe(true);
        expect(periods.every((period) => period.enough === period.n >= 5)).toBe(true);
      }),
    );
  });
});
