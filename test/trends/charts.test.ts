import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ChartOptions, charts, defaultChartOptions } from '../../src/model/chart.js';
import type { Direction, RatioPoint, Series } from '../../src/model/series.js';
import { chartOf, usualChart } from '../../src/trends/charts.js';

const measured = (values: number[], direction: Direction = 'up'): Series => ({
  kind: 'measurement',
  direction,
  points: values.map((value) => ({ start: null, value })),
});
const shares = (points: [number, number][], direction: Direction = 'up'): Series => ({
  kind: 'ratio',
  direction,
  points: points.map(([x, n]) => ({ start: null, x, n })),
});
const draw = (name: keyof typeof charts, series: Series, options: Partial<ChartOptions> = {}) =>
  chartOf(name, series, { ...defaultChartOptions, ...options });
const repeat = <T>(value: T, times: number): T[] => Array(times).fill(value);

const calm = [5, 6, 4, 5, 7, 5, 4, 6, 5, 5, 6, 4];

describe('limits', () => {
  test('are set by the first points, and judge those that follow', () => {
    const chart = draw('xmr', measured([...calm, 5, 20]), { freeze: 12, screen: false });
    expect(chart.points[13]).toMatchObject({ center: 62 / 12, signals: ['outside'], kind: 'improvement' });
    expect(chart.points[0]?.upper).toBe(chart.points[13]?.upper);
    expect(chart.variation).toBe('improvement');
    expect(chart.notes).toEqual([]);
    expect(draw('xmr', measured([...calm, 20], 'down'), { freeze: 12 }).variation).toBe('concern');
    expect(draw('xmr', measured([...calm, 20], 'neutral'), { freeze: 12 }).variation).toBe('high');
  });

  test('are not set by what is excluded, which is drawn and judged all the same', () => {
    const with20 = [...calm.slice(0, 6), 20, ...calm.slice(6)];
    const chart = draw('xmr', measured(with20), { exclude: [6] });
    const without = draw('xmr', measured(calm));
    expect(chart.points[0]).toEqual(without.points[0]);
    expect(chart.points[6]).toMatchObject({ value: 20, signals: ['outside'] });
  });

  test('begin anew, and no run crosses their border', () => {
    const rising = [...repeat(4, 6), ...repeat(6, 6)].flatMap((value, at) => [value + (at % 2) / 10]);
    const one = draw('xmr', measured([...rising, ...repeat(6.05, 2)]));
    expect(one.points[11]?.signals).toContain('run');
    const two = draw('xmr', measured([...rising, ...repeat(6.05, 2)]), { rebase: [9] });
    expect(two.points.flatMap(({ signals }) => signals)).not.toContain('run');
    expect(two.points[8]?.center).not.toBe(two.points[9]?.center);
    expect(two.notes).toEqual([
      'The limits of points 0 to 8 are set by 9 values: take them for a trial until there are 12.',
      'The limits of points 9 to 13 are set by 5 values: take them for a trial until there are 12.',
    ]);
  });

  test('freeze in each stretch of its own', () => {
    const chart = draw(
      'p',
      shares([
        [1, 10],
        [1, 10],
        [9, 10],
        [5, 10],
        [5, 10],
        [1, 10],
      ]),
      { freeze: 2, rebase: [3] },
    );
    expect(chart.points.map(({ center }) => center)).toEqual([0.1, 0.1, 0.1, 0.5, 0.5, 0.5]);
  });

  test('are none where nothing can set any, which is said', () => {
    const chart = draw('xmr', measured([3]));
    expect(chart.points).toEqual([
      { start: null, value: 3, center: null, lower: null, upper: null, signals: [], kind: null },
    ]);
    expect(chart.variation).toBeUndefined();
    expect(chart.notes).toEqual(['There are no limits of point 0: 1 value cannot set any.']);
    expect(
      draw(
        'p-prime',
        shares([
          [0, 0],
          [0, 0],
        ]),
      ).notes,
    ).toEqual(['There are no limits of points 0 to 1: 0 values cannot set any.']);
  });

  test('of what never differs are one line, which is said', () => {
    const chart = draw('xmr', measured(repeat(0.1, 15)));
    expect(chart.points[14]).toMatchObject({
      center: 0.1,
      lower: 0.1,
      upper: 0.1,
      signals: [],
      kind: 'common-cause',
    });
    expect(chart.notes).toEqual([expect.stringContaining('never differs')]);
  });
});

describe('periods without a case', () => {
  test('have no value and are no signal, and runs go on after them', () => {
    const eight = repeat<[number, number]>([9, 10], 8);
    const usual = repeat<[number, number]>([5, 10], 12);
    const chart = draw('p', shares([...usual, ...eight.slice(0, 4), [0, 0], ...eight.slice(4)]), {
      freeze: 12,
    });
    expect(chart.points[16]).toEqual({
      start: null,
      value: null,
      n: 0,
      center: 0.5,
      lower: null,
      upper: null,
      signals: [],
      kind: null,
    });
    expect(chart.points[12]?.signals).toContain('run');
    expect(chart.points[20]?.signals).toContain('run');
  });

  test('at the end leave the variation to the newest that says something', () => {
    const chart = draw('p', shares([...repeat<[number, number]>([5, 10], 12), [10, 10], [0, 0]]), {
      freeze: 12,
    });
    expect(chart.variation).toBe('improvement');
  });

  test('keep the places of change points', () => {
    const chart = draw(
      'change-points',
      shares([...repeat<[number, number]>([1, 10], 15), [0, 0], ...repeat<[number, number]>([9, 10], 15)]),
    );
    expect(chart.changePoints).toEqual([{ index: 16, start: null, p: 0, before: 0.1, after: 0.9 }]);
    expect(chart.points.map(({ center }) => center)).toEqual([...repeat(0.1, 15), null, ...repeat(0.9, 15)]);
  });
});

describe('a target', () => {
  test('is met always, never or by chance', () => {
    const of = (target: number, direction: Direction) =>
      draw('xmr', measured(calm, direction), { target }).assurance;
    expect(of(100, 'up')).toBe('consistent-fail');
    expect(of(100, 'down')).toBe('consistent-pass');
    expect(of(5, 'up')).toBe('inconsistent');
    expect(of(100, 'neutral')).toBeUndefined();
    expect(draw('xmr', measured(calm)).assurance).toBeUndefined();
    expect(draw('xmr', measured([3]), { target: 1 }).assurance).toBeUndefined();
  });
});

describe('a gap', () => {
  test('of a year is said, since rules count points', () => {
    const start = (week: number) => new Date(Date.UTC(2024, 0, 1 + 7 * week)).toISOString().slice(0, 10);
    const points = [...Array(20).keys()].map((at) => ({
      start: start(at < 12 ? at : at + 52),
      value: at % 3,
    }));
    const chart = draw('xmr', { kind: 'measurement', direction: 'up', points });
    expect(chart.notes).toEqual([
      'Between points 11 and 12 lie 371 days: the rules count points, not days, so think of --rebase 12.',
    ]);
    const steady = points.map((point, at) => ({ ...point, start: start(at) }));
    expect(draw('xmr', { kind: 'measurement', direction: 'up', points: steady }).notes).toEqual([]);
  });
});

describe('charts', () => {
  test('suit the series, where none is named', () => {
    expect(usualChart(shares([[1, 2]]))).toBe('ladder');
    expect(usualChart(shares([[1, 2]], 'neutral'))).toBe('p-prime');
    expect(usualChart(measured([1]))).toBe('xmr');
  });

  test('of shares need shares', () => {
    expect(() => draw('p', measured([1, 2]))).toThrow(RangeError);
    expect(
      draw(
        'xmr',
        shares([
          [1, 2],
          [1, 4],
          [0, 0],
        ]),
      ).points.map(({ value }) => value),
    ).toEqual([0.5, 0.25, null]);
  });

  test('of nothing but all or none have no signal', () => {
    for (const x of [0, 7]) {
      for (const name of Object.keys(charts) as (keyof typeof charts)[]) {
        const { points, changePoints = [] } = draw(name, shares(repeat<[number, number]>([x, 7], 60)));
        expect(points.flatMap(({ signals }) => signals)).toEqual([]);
        expect(changePoints).toEqual([]);
      }
    }
  });

  test('have a point for each point, with finite numbers, whatever comes', () => {
    const point = fc
      .record({ n: fc.integer({ min: 0, max: 30 }), part: fc.double({ min: 0, max: 1, noNaN: true }) })
      .map(({ n, part }): [number, number] => [Math.round(n * part), n]);
    const options = fc.record({
      freeze: fc.option(fc.integer({ min: 1, max: 20 })),
      exclude: fc.array(fc.nat(25), { maxLength: 4 }),
      rebase: fc.array(fc.nat(25), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 25 }), options, (points, asked) => {
        for (const name of Object.keys(charts) as (keyof typeof charts)[]) {
          const chart = draw(name, shares(points), asked);
          expect(chart.points).toHaveLength(points.length);
          for (const { value, center, lower, upper, kind, signals } of chart.points) {
            for (const number of [value, center, lower, upper]) {
              expect(number === null || Number.isFinite(number)).toBe(true);
            }
            if (lower !== null && center !== null) expect(lower).toBeLessThanOrEqual(center);
            if (upper !== null && center !== null) expect(upper).toBeGreaterThanOrEqual(center);
            expect(signals.length > 0).toBe(kind !== null && kind !== 'common-cause');
          }
        }
      }),
    );
  });
});

describe('the ladder of a series', () => {
  const weekly = (shares: readonly number[], n = 10, dated = true): RatioPoint[] =>
    shares.map((share, at) => ({
      start: dated ? new Date(Date.UTC(2025, 0, 6 + 7 * at)).toISOString().slice(0, 10) : null,
      x: Math.round(share * n),
      n,
    }));
  const times = (count: number, share: number): number[] => Array(count).fill(share);
  const rungsOf = (points: RatioPoint[], direction: 'up' | 'down' = 'up', options = defaultChartOptions) =>
    chartOf('ladder', { kind: 'ratio', direction, points }, options).rungs ?? [];

  test('says a rung for every point, since when and why', () => {
    const rungs = rungsOf(weekly([...times(12, 0.3), ...times(30, 0.6)]));
    expect(rungs).toHaveLength(42);
    expect(rungs.at(-1)).toMatchObject({ rung: 'sustained', since: '2025-09-22', sinceIndex: 37 });
    expect(rungs.at(-1)?.reason).toContain('60% lately, against 30% in the baseline');
    expect(rungs.at(-1)?.guards).toContain('untested-by-turnover');
  });

  test('falls where less is better', () => {
    const rungs = rungsOf(weekly([...times(12, 0.7), ...times(30, 0.4)]), 'down');
    expect(rungs.at(-1)?.rung).toBe('sustained');
    expect(rungs.at(-1)?.reason).toContain('40% lately, against 70% in the baseline');
  });

  test('pools points of few cases, and says what was known when each was over', () => {
    const rungs = rungsOf(weekly([...times(48, 0.5), ...times(120, 1)], 2, false));
    expect(rungs[0]?.rung).toBe('no-baseline');
    expect(rungs.at(-1)).toMatchObject({ rung: 'sustained', since: null });
  });

  test('takes a longer baseline where it is told one, and has none of too few', () => {
    const points = weekly([...times(20, 0.3), ...times(30, 0.6)]);
    expect(rungsOf(points, 'up', { ...defaultChartOptions, freeze: 20 })[19]?.rung).toBe('no-baseline');
    expect(rungsOf(points, 'up', { ...defaultChartOptions, freeze: 20 }).at(-1)?.rung).toBe('sustained');
    expect(rungsOf(points, 'up', { ...defaultChartOptions, freeze: 5 }).at(-1)?.rung).toBe('no-baseline');
  });

  test('asks groups for breadth, and never tells their keys', () => {
    const points = weekly([...times(12, 0.3), ...times(60, 0.6)], 40).map((point, at) => ({
      ...point,
      groups: ['ada-key', 'bob-key', 'cem-key', 'dee-key'].map((key, who) => ({
        key,
        n: 10,
        x: at < 12 ? 3 : who === 0 ? 10 : 3,
      })),
    }));
    const rungs = rungsOf(points);
    expect(rungs.at(-1)?.rung).toBe('holding');
    expect(rungs.at(-1)?.guards).toContain('single-champion');
    expect(JSON.stringify(rungs)).not.toContain('-key');
  });

  test.each([
    ['one point', weekly([0.5])],
    ['nothing ever', weekly(times(60, 0))],
    ['everything always', weekly(times(60, 1))],
    ['no case', weekly(times(60, 0)).map((point) => ({ ...point, x: 0, n: 0 }))],
    [
      'a gap of a year',
      weekly(times(40, 0.3)).map((point, at) =>
        at < 20 ? point : { ...point, start: new Date(Date.UTC(2026, 5, 1 + 7 * at)).toISOString() },
      ),
    ],
  ])('says no win of %s', (_, points) => {
    for (const { rung } of rungsOf(points)) expect(['no-baseline', 'no-signal']).toContain(rung);
  });
});
