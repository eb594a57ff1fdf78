import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Gain, gainOf, travelOf, type Work } from '../../src/trends/travel.js';
import { madePeriod, monday } from '../made-reports.js';

const DAY = 24 * 60 * 60;
/** In repository 1 a practice rose from a fifth to three fifths on day 100. */
const gains = new Map<number, Gain>([[1, { since: 100 * DAY, before: 0.2, middle: 0.4 }]]);

/** So many changes of somebody, one a day, the first ones of them with the practice. */
const work = (who: string, where: number, from: number, x: number, n: number): Work[] =>
  Array.from({ length: n }, (_, at) => ({ who, where, at: (from + at) * DAY, x: at < x ? 1 : 0 }));

const moved = (who: string, there: number, here: number): Work[] => [
  ...work(who, 1, 110, there, 10),
  ...work(who, 2, 200, here, 10),
];

describe('how practices travel', () => {
  test('of those who had taken it up, how many do it in the next repository, and of those who had not', () => {
    const all = [
      ...moved('a', 8, 8),
      ...moved('b', 9, 7),
      ...moved('c', 10, 0),
      ...moved('d', 0, 0),
      ...moved('e', 1, 9),
      ...moved('f', 0, 1),
      ...moved('g', 1, 0),
    ];
    const { having, without, difference } = travelOf(all, gains);
    expect(having).toEqual({ x: 2, n: 3 });
    expect(without).toEqual({ x: 1, n: 4 });
    expect(difference?.lower).toBeLessThan(0);
    expect(difference?.upper).toBeGreaterThan(0.4);
  });

  test('says nothing of fewer than three people', () => {
    const all = [...moved('a', 8, 8), ...moved('b', 9, 7), ...moved('d', 0, 0)];
    expect(travelOf(all, gains)).toEqual({ having: null, without: null, difference: null });
  });

  test.each([
    ['before there was a gain', work('*', 1, 50, 8, 10), work('*', 2, 200, 8, 10)],
    ['where there never was one', work('*', 3, 110, 8, 10), work('*', 2, 200, 8, 10)],
    ['with too few changes before', work('*', 1, 110, 4, 4), work('*', 2, 200, 8, 10)],
    ['with too few changes after', work('*', 1, 110, 8, 10), work('*', 2, 200, 4, 4)],
    ['who were there already', work('*', 1, 110, 8, 10), work('*', 2, 90, 8, 30)],
    ['who stayed', work('*', 1, 110, 8, 30), []],
  ])('leaves out people %s', (_name, before, after) => {
    const all = ['a', 'b', 'c', 'd'].flatMap((who) => [...before, ...after].map((one) => ({ ...one, who })));
    expect(travelOf(all, gains).having).toBeNull();
    expect(travelOf(all, gains).without).toBeNull();
  });

  test('counts each person once, into the first repository of which both sides are known', () => {
    const all = ['a', 'b', 'c'].flatMap((who) => [
      ...work(who, 1, 110, 8, 10),
      ...work(who, 2, 150, 1, 2),
      ...work(who, 3, 200, 9, 10),
      ...work(who, 4, 300, 0, 10),
    ]);
    expect(travelOf(all, gains).having).toEqual({ x: 3, n: 3 });
  });

  test('depends neither on the order of what comes nor on what people are called', () => {
    const person = fc.record({
      there: fc.integer({ min: 0, max: 10 }),
      here: fc.integer({ min: 0, max: 10 }),
      first: fc.integer({ min: 80, max: 140 }),
      next: fc.integer({ min: 80, max: 300 }),
    });
    fc.assert(
      fc.property(fc.array(person, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (people, order) => {
        const all = people.flatMap(({ there, here, first, next }, at) => [
          ...work(`p${at}`, 1, first, there, 10),
          ...work(`p${at}`, 2, next, here, 10),
        ]);
        const shuffled = all
          .map((one) => ({ one: { ...one, who: `q${one.who}` }, key: order.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        const travel = travelOf(all, gains);
        expect(travelOf(shuffled, gains)).toEqual(travel);
        for (const group of [travel.having, travel.without]) {
          if (group === null) continue;
          expect(group.n).toBeGreaterThanOrEqual(3);
          expect(group.n).toBeLessThanOrEqual(people.length);
          expect(group.x).toBeLessThanOrEqual(group.n);
        }
      }),
    );
  });
});

describe('the gain of a repository', () => {
  const periods = Array.from({ length: 40 }, (_, week) => madePeriod(week, week < 20 ? 2 : 6, 10));
  const baseline = { from: monday(0), to: monday(11), x: 24, n: 120 };

  test('is what it began with, and the middle between that and what came', () => {
    const log = [
      { start: monday(12), to: 'no-signal' },
      { start: monday(20), to: 'early-win' },
      { start: monday(30), to: 'holding' },
    ] as const;
    const gain = gainOf({ periods, baseline, log });
    expect(gain?.since).toBe(Date.parse(`${monday(20)}T00:00:00Z`) / 1000);
    expect(gain?.before).toBeCloseTo(0.2);
    expect(gain?.middle).toBeCloseTo(0.4);
  });

  test('is none without a baseline, without a rung that speaks of one, and where what came is not more', () => {
    const early = [{ start: monday(20), to: 'early-win' }] as const;
    expect(gainOf({ periods, baseline: null, log: early })).toBeNull();
    expect(gainOf({ periods, baseline, log: [{ start: monday(12), to: 'no-signal' }] })).toBeNull();
    expect(gainOf({ periods, baseline: { ...baseline, x: 100 }, log: early })).toBeNull();
  });
});
