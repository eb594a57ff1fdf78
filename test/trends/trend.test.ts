import { describe, expect, test } from 'vitest';
import type { Intervention } from '../../src/model/intervention.js';
import { type Observed, type TrendContext, trendOf } from '../../src/trends/trend.js';

const WEEK = 7 * 24 * 60 * 60;
/** Monday 6 January 2025, noon UTC. */
const START = Date.UTC(2025, 0, 6, 12) / 1000;
const team = ['a', 'b', 'c', 'd', 'e'];

/** Weeks of ten changes, two by each of five people. */
function weeks(...shares: readonly number[]): Observed[] {
  return shares.flatMap((share, week) =>
    Array.from({ length: 10 }, (_, at) => ({
      at: START + week * WEEK + at,
      x: (Math.floor(share * (at + 1) + 1e-9) - Math.floor(share * at + 1e-9)) as 0 | 1,
      who: team[(at + week) % 5] as string,
      size: 50,
      way: 'merge',
      visible: true,
    })),
  );
}

const times = (count: number, share: number): number[] => Array(count).fill(share);
const nothing: TrendContext = { interventions: [], baseline: null, now: null };
const up = { name: 'test-first.observed', direction: 'up' } as const;
const coaching = (start: string, end = start): Intervention => ({
  kind: 'coaching',
  title: 'two days of coaching',
  start,
  end,
  practice: null,
  indicator: null,
  hypothesis: null,
  review: null,
});

describe('a trend', () => {
  const gain = weeks(...times(12, 0.3), ...times(40, 0.7));

  test('has a baseline, limits and rungs by period, a standing and a log', () => {
    const trend = trendOf(up, gain, nothing);
    expect(trend.baseline).toEqual({ from: '2025-01-06', to: '2025-03-24', x: 36, n: 120 });
    expect(trend.periods[0]).toMatchObject({ rung: 'no-baseline', signal: null, limits: { center: 0.3 } });
    expect(trend.periods.at(-1)).toMatchObject({ rung: 'sustained', signal: 'above' });
    expect(trend.standing).toMatchObject({ rung: 'sustained', since: '2025-09-22' });
    expect(trend.standing?.reason).toMatch(/^A win: sustained for 40 periods since 2025-03-31, 70% lately/);
    expect(trend.log.map(({ to }) => to)).toEqual(['no-signal', 'early-win', 'holding', 'sustained']);
    expect(trend.changePoints).toMatchObject([{ start: '2025-03-31', before: 0.3 }]);
    expect(trend.people).toMatchObject({ active: 5, newcomers: null });
  });

  test('has no rung where neither way is better, and falls where less is', () => {
    expect(trendOf({ name: 'x', direction: 'neutral' }, gain, nothing)).toMatchObject({
      standing: null,
      log: [],
      people: null,
    });
    const fall = weeks(...times(12, 0.7), ...times(40, 0.3));
    expect(trendOf({ name: 'x', direction: 'down' }, fall, nothing).standing?.rung).toBe('sustained');
    expect(trendOf(up, fall, nothing).standing).toMatchObject({
      rung: 'no-signal',
      reason: expect.stringMatching(/^Less than before: 30% lately, against 70% in the baseline/),
    });
  });

  test('takes the periods before the first intervention for its baseline, twenty at most', () => {
    const late = weeks(...times(30, 0.3), ...times(40, 0.7));
    const told = (start: string) => trendOf(up, late, { ...nothing, interventions: [coaching(start)] });
    expect(told('2025-08-04').baseline).toMatchObject({ from: '2025-03-17', to: '2025-07-28' });
    expect(told('2025-08-04').standing?.rung).toBe('sustained');
    // Too early to leave twelve periods: the first twelve are as good.
    expect(told('2025-02-03').baseline).toMatchObject({ from: '2025-01-06', to: '2025-03-24' });
  });

  test('takes the baseline that is configured, and says so when it holds too little', () => {
    const baseline = (from: string | null, to: string | null) =>
      trendOf(up, gain, { ...nothing, baseline: { from, to } });
    expect(baseline('2025-01-06', '2025-05-12').baseline).toMatchObject({ to: '2025-05-05' });
    expect(baseline(null, '2025-02-03')).toMatchObject({
      baseline: null,
      standing: {
        rung: 'no-baseline',
        reason: expect.stringMatching(
          /^The baseline in the configuration holds 4 periods with 40 changes that count/,
        ),
      },
    });
    expect(baseline('2025-03-31', null).baseline).toMatchObject({ from: '2025-03-31', to: '2025-06-16' });
    expect(baseline('2030-01-01', null).baseline).toBeNull();
  });

  test('is dormant when nothing has counted for four weeks, and its clock stands still', () => {
    const end = START + 52 * WEEK;
    const at = (weeksLater: number) =>
      trendOf(up, gain, { ...nothing, now: end + weeksLater * WEEK }).standing;
    expect(at(2)?.guards).not.toContain('dormant');
    expect(at(9)).toMatchObject({ rung: 'sustained', guards: expect.arrayContaining(['dormant']) });
    expect(at(9)?.up).toContain('the clock stands still');
  });

  test('is no win while coaching goes on, when it comes to the top', () => {
    const people = [...team, 'x', 'y', 'z'];
    const turned = weeks(...times(12, 0.3), ...times(80, 0.7)).map((it, at) => ({
      ...it,
      who: it.at > START + 40 * WEEK ? (people[at % 8] as string) : it.who,
    }));
    expect(trendOf(up, turned, nothing).standing?.rung).toBe('anchored');
    const coached = [coaching('2025-04-01', '2026-12-31')];
    expect(trendOf(up, turned, { ...nothing, interventions: coached }).standing).toMatchObject({
      rung: 'sustained',
      guards: ['coached'],
    });
  });

  test('names no person, whatever it says', () => {
    const named = gain.map((it) => ({ ...it, who: `somebody-${it.who}` }));
    expect(JSON.stringify(trendOf(up, named, nothing))).not.toContain('somebody');
  });

  test('does not mind the order of what it is told', () => {
    expect(trendOf(up, [...gain].reverse(), nothing)).toEqual(trendOf(up, gain, nothing));
  });
});

test('threads that are alike within a change say less than as many changes, and are called threads', () => {
  const week = (at: number): number => Date.UTC(2026, 0, 5 + 7 * at) / 1000;
  const threads = Array.from({ length: 100 }, (_, at) => ({
    at: week(Math.floor(at / 10)),
    x: Math.floor(at / 5) % 2 === 0 ? (1 as const) : (0 as const),
    who: 'somebody',
    size: null,
    way: 'review',
    visible: null,
    change: `change ${Math.floor(at / 5)}`,
  }));
  const context = { interventions: [], baseline: null, now: null };
  const [alone, together] = [
    trendOf({ name: 'x', direction: 'up' }, threads, context),
    trendOf({ name: 'x', direction: 'up', of: 'threads' }, threads, context),
  ];
  const width = ({ lower, upper }: { lower: number | null; upper: number | null }): number =>
    (upper ?? 0) - (lower ?? 0);
  expect(width(together)).toBeGreaterThan(2 * width(alone));
  expect(together.periods[0]?.lower).toBeLessThan(alone.periods[0]?.lower ?? 0);
  expect(together.standing?.reason).toContain('with 100 threads that count');
  expect(alone.standing?.reason).toContain('with 100 changes that count');
});
