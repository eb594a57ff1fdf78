import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Commit } from '../../src/model/commit.js';
import { type DeliveredChange, deliveryOf } from '../../src/trends/delivery.js';

const HOUR = 60 * 60;
const at = (iso: string): number => Date.parse(`${iso}T12:00:00Z`) / 1000;

const commit = (committedAt: number): Commit => ({
  sha: 'c',
  parents: [],
  author: 'k',
  bot: false,
  committedAt,
  subject: 'work',
});

/** A merged pull request whose first commit is so many hours older than its merge. */
const merged = (day: string, hours: number, title = 'Add a thing'): DeliveredChange => ({
  origin: 'merge',
  title,
  mergedAt: at(day),
  commits: [commit(at(day) - hours * HOUR), commit(at(day) - 1)],
  bot: false,
  lines: null,
});
const pushed = (day: string, title = 'Add a thing'): DeliveredChange => ({
  ...merged(day, 0, title),
  origin: 'push',
  commits: [commit(at(day))],
});

const quiet = {
  changes: 0,
  leadHours: null,
  timed: 0,
  misdated: 0,
  reverts: 0,
  fixes: 0,
  removed: 0,
  reworked: 0,
};

describe('delivery', () => {
  test('is told week by week, those without a change too', () => {
    expect(deliveryOf([pushed('2026-01-25'), pushed('2026-01-05'), pushed('2026-01-11')])).toEqual([
      { ...quiet, start: '2026-01-05', changes: 2, removed: null, reworked: null },
      { ...quiet, start: '2026-01-12' },
      { ...quiet, start: '2026-01-19', changes: 1, removed: null, reworked: null },
    ]);
  });

  test('of nothing is nothing', () => {
    expect(deliveryOf([])).toEqual([]);
    expect(deliveryOf([{ ...pushed('2026-01-05'), bot: true }])).toEqual([]);
  });

  test('leaves bots out', () => {
    const [week] = deliveryOf([{ ...merged('2026-01-05', 1), bot: true }, merged('2026-01-06', 5)]);
    expect(week).toMatchObject({ changes: 1, leadHours: 5, timed: 1 });
  });

  test('does not fill years without a change: such dates are somebody’s clock', () => {
    const weeks = deliveryOf([pushed('1970-01-01'), pushed('2026-01-05'), pushed('2026-01-19')]);
    expect(weeks.map(({ start }) => start)).toEqual(['1969-12-29', '2026-01-05', '2026-01-12', '2026-01-19']);
    const far = { ...pushed('2026-01-05'), mergedAt: 8_640_000_000_000 };
    expect(deliveryOf([far, pushed('2026-01-05')])).toHaveLength(2);
  });
});

describe('lead time', () => {
  test('is the median from the first own commit to the merge', () => {
    const lead = (hours: number[]) => deliveryOf(hours.map((it) => merged('2026-01-05', it)))[0]?.leadHours;
    expect(lead([2, 100, 3])).toBe(3);
    expect(lead([2, 100, 3, 5])).toBe(4);
  });

  test('is known only of changes with commits of their own', () => {
    const squash = { ...pushed('2026-01-05'), origin: 'squash' } as const;
    const found = { ...merged('2026-01-05', 7), origin: 'pull-ref' } as const;
    const empty = { ...merged('2026-01-05', 9), commits: [] };
    expect(deliveryOf([squash, pushed('2026-01-05'), empty, found])[0]).toMatchObject({
      changes: 4,
      leadHours: 7,
      timed: 1,
      misdated: 0,
    });
    expect(deliveryOf([squash])[0]).toMatchObject({ changes: 1, leadHours: null, timed: 0 });
  });

  test('leaves out what cannot be, and counts it', () => {
    const all = [merged('2026-01-05', -1), merged('2026-01-05', 24 * 365 * 2 + 25), merged('2026-01-05', 6)];
    expect(deliveryOf(all)[0]).toMatchObject({ changes: 3, leadHours: 6, timed: 1, misdated: 2 });
    expect(deliveryOf([merged('2026-01-05', 0)])[0]).toMatchObject({ leadHours: 0, timed: 1 });
  });
});

describe('reverts and fixes', () => {
  test('are counted by what titles say, each change once', () => {
    const titles = ['Revert "fix: a"', 'fix: b', 'Fix the login', 'docs: fix a link', 'Add c'];
    expect(deliveryOf(titles.map((title) => pushed('2026-01-05', title)))[0]).toMatchObject({
      changes: 5,
      reverts: 1,
      fixes: 2,
    });
  });
});

describe('rework', () => {
  test('is summed over the changes of a week', () => {
    const lines = [
      { removed: 10, reworked: 4 },
      { removed: 1, reworked: 1 },
    ];
    expect(deliveryOf(lines.map((it) => ({ ...pushed('2026-01-05'), lines: it })))[0]).toMatchObject({
      removed: 11,
      reworked: 5,
    });
  });

  test('is not known of a week of which it is not known of every change', () => {
    const known = { ...pushed('2026-01-05'), lines: { removed: 10, reworked: 4 } };
    expect(deliveryOf([known, pushed('2026-01-06')])[0]).toMatchObject({ removed: null, reworked: null });
  });
});

describe('any history', () => {
  const change = fc.record({
    origin: fc.constantFrom('merge', 'pull-ref', 'squash', 'push'),
    title: fc.constantFrom('Add', 'fix: a', 'Revert "a"'),
    mergedAt: fc.oneof(fc.integer({ min: 1.7e9, max: 1.75e9 }), fc.constantFrom(-8.64e12, 8.64e12, 0, 4e9)),
    first: fc.integer({ min: 1.6e9, max: 1.8e9 }),
    bot: fc.boolean(),
    lines: fc.constantFrom(null, { removed: 3, reworked: 1 }),
  });

  test('loses no change of a person, and has its weeks in order', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
        const all = changes.map(({ first, ...it }) => ({
          ...it,
          commits: [commit(first)],
        })) as DeliveredChange[];
        const weeks = deliveryOf(all);
        const people = all.filter(({ bot }) => !bot);
        expect(weeks.reduce((sum, week) => sum + week.changes, 0)).toBe(people.length);
        expect(weeks.length).toBeLessThan(people.length * 105 + 1);
        for (const week of weeks) {
          expect(week.leadHours === null).toBe(week.timed === 0);
          expect(week.leadHours ?? 0).toBeGreaterThanOrEqual(0);
          expect(week.timed + week.misdated).toBeLessThanOrEqual(week.changes);
          expect(week.reverts + week.fixes).toBeLessThanOrEqual(week.changes);
        }
      }),
    );
  });
});
