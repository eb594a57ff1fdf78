import { describe, expect, test } from 'vitest';
import { dipsOf } from '../../src/reports/delivery.js';
import { improvementsOf } from '../../src/reports/improvements.js';
import { fullReport, madeOutcome, madeReport, madeWeeks, monday } from '../made-reports.js';

describe('how a team improves', () => {
  test('is told by what was tried and by rungs, newest first', () => {
    const told = improvementsOf(fullReport());
    expect(told.map(({ start }) => start)).toEqual(
      told
        .map(({ start }) => start)
        .sort()
        .reverse(),
    );
    expect(told.filter(({ isTried }) => isTried).map(({ title }) => title)).toEqual([
      'Mob on Mondays',
      'Pairing with the coach',
    ]);
    expect(told).toContainEqual({
      start: monday(46),
      end: null,
      about: 'Test first',
      title: 'holding → sustained',
      expected: null,
      outcome: 'The reason for sustained.',
      isTried: false,
    });
    expect(improvementsOf(madeReport())).toEqual([]);
  });
});

describe('the dip that learning brings', () => {
  const slower = madeWeeks(40).map((week, at) => ({
    ...week,
    leadHours: at >= 20 && at < 28 ? 40 : 20,
    changes: 10,
  }));

  test('is the median of the weeks since, against as many before', () => {
    const dips = dipsOf(slower, [madeOutcome({ start: monday(20), title: 'Pairing' })]);
    expect(dips).toHaveLength(1);
    expect(dips[0]).toMatchObject({ title: 'Pairing', start: monday(20) });
    expect(dips[0]?.says.slice(0, 2)).toEqual([
      'lead time (median) 20 h → 40 h',
      'merged changes a week 10 → 10',
    ]);
  });

  test('is told once, and not where too few weeks are known', () => {
    const tried = [20, 20, 2, 38].map((week) => madeOutcome({ start: monday(week), title: 'Pairing' }));
    expect(dipsOf(slower, tried).map(({ start }) => start)).toEqual([monday(20)]);
    expect(dipsOf([], tried)).toEqual([]);
  });
});
