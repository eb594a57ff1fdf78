import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Rung } from '../../src/model/rung.js';
import { adoptionOf } from '../../src/trends/adoption.js';
import { addDays } from '../../src/trends/calendar.js';

const climbed = (...log: (readonly [start: string, to: Rung])[]) => ({
  log: log.map(([start, to]) => ({ start, to })),
});

describe('the adoption curve', () => {
  test('counts the repositories on each rung on the first day of every month, and today', () => {
    const curve = adoptionOf(
      [
        climbed(['2026-01-12', 'no-signal'], ['2026-03-02', 'early-win'], ['2026-03-30', 'slipping']),
        climbed(['2026-02-02', 'no-signal']),
        climbed(),
      ],
      '2026-04-15',
    );
    expect(curve).toEqual([
      { day: '2026-01-01', rungs: { 'no-baseline': 3 } },
      { day: '2026-02-01', rungs: { 'no-signal': 1, 'no-baseline': 2 } },
      { day: '2026-03-01', rungs: { 'no-signal': 2, 'no-baseline': 1 } },
      { day: '2026-04-01', rungs: { slipping: 1, 'no-signal': 1, 'no-baseline': 1 } },
      { day: '2026-04-15', rungs: { slipping: 1, 'no-signal': 1, 'no-baseline': 1 } },
    ]);
  });

  test('is one point where nothing has happened, and none without repositories', () => {
    expect(adoptionOf([climbed()], '2026-04-15')).toEqual([
      { day: '2026-04-15', rungs: { 'no-baseline': 1 } },
    ]);
    expect(adoptionOf([], '2026-04-15')).toEqual([]);
  });

  test('takes longer steps over longer times', () => {
    const days = (first: string) =>
      adoptionOf([climbed([first, 'no-signal'])], '2026-06-01').map(({ day }) => day);
    expect(days('2023-07-03').slice(0, 3)).toEqual(['2023-07-01', '2023-08-01', '2023-09-01']);
    expect(days('2021-02-03').slice(0, 3)).toEqual(['2021-01-01', '2021-04-01', '2021-07-01']);
    expect(days('2009-02-03').slice(0, 3)).toEqual(['2009-01-01', '2010-01-01', '2011-01-01']);
    // A clock that was wrong must not make a page of a thousand columns.
    expect(days('1970-01-05').length).toBeLessThan(50);
    expect(days('2031-01-05')).toEqual(['2026-06-01']);
  });

  test('loses no repository at any time, and ends where they stand now', () => {
    const rungs: Rung[] = ['no-signal', 'early-win', 'holding', 'sustained', 'slipping', 'relapsed'];
    const logs = fc.array(
      fc.array(fc.record({ day: fc.integer({ min: 0, max: 1500 }), to: fc.constantFrom(...rungs) }), {
        maxLength: 6,
      }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(logs, (made) => {
        const trends = made.map((steps) => ({
          log: [...steps]
            .sort((a, b) => a.day - b.day)
            .map(({ day, to }) => ({ start: addDays('2022-01-03', day), to })),
        }));
        const curve = adoptionOf(trends, '2026-06-15');
        for (const point of curve)
          expect(Object.values(point.rungs).reduce((sum, n) => sum + n, 0)).toBe(trends.length);
        const now: Partial<Record<Rung, number>> = {};
        for (const { log } of trends) {
          const rung = log.at(-1)?.to ?? 'no-baseline';
          now[rung] = (now[rung] ?? 0) + 1;
        }
        expect(curve.at(-1)?.rungs).toEqual(now);
        expect(curve.map(({ day }) => day)).toEqual([...new Set(curve.map(({ day }) => day))].sort());
      }),
    );
  });
});
