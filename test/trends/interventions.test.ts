import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Intervention } from '../../src/model/intervention.js';
import type { Period } from '../../src/model/period.js';
import { newcombe } from '../../src/statistics/interval.js';
import { addDays } from '../../src/trends/calendar.js';
import { type MeasuredIndicator, outcomesOf } from '../../src/trends/interventions.js';
import { Maker } from '../bench/trend-series.js';

const MONDAY = '2026-01-05';
const week = (at: number): string => addDays(MONDAY, 7 * at);
/** The moment at which so many weeks have gone by. */
const after = (weeks: number): number => Date.parse(`${week(weeks)}T09:00:00Z`) / 1000;

/** A week with x of n; not enough below five. */
const period = (at: number, x: number, n: number): Period => ({
  start: week(at),
  weeks: 1,
  x,
  n,
  lower: 0,
  upper: 1,
  enough: n >= 5,
  limits: null,
  signal: null,
  rung: null,
});
/** So many weeks of ten changes each, from week `from`. */
const weeks = (from: number, count: number, x: number): Period[] =>
  Array.from({ length: count }, (_, at) => period(from + at, x, 10));

const testFirst = (periods: readonly Period[]): MeasuredIndicator => ({
  name: 'test-first.observed',
  practice: 'test-first',
  title: 'test-first observed',
  direction: 'up',
  periods,
});

const coaching: Intervention = {
  kind: 'coaching',
  title: 'a day of kata',
  start: week(20),
  end: week(20),
  practice: 'test-first',
  indicator: null,
  hypothesis: null,
  review: null,
};
const experiment: Intervention = {
  ...coaching,
  kind: 'experiment',
  hypothesis: 'a test list before each change',
  review: week(32),
};

/** What is said of one intervention, with the weeks 0–19 before it and those from week 21 after it. */
const outcome = (
  intervention: Intervention,
  periods: readonly Period[],
  now = after(60),
  others: readonly Intervention[] = [],
) => outcomesOf([intervention, ...others], [testFirst(periods)], now)[0];

describe('what came after an intervention', () => {
  test('is held against what came before, with the interval of the difference', () => {
    const it = outcome(coaching, [...weeks(0, 20, 3), ...weeks(21, 20, 6)]);
    expect(it).toMatchObject({
      before: { x: 60, n: 200, periods: 20 },
      after: { x: 120, n: 200, periods: 20 },
      difference: newcombe(120, 200, 60, 200),
      verdict: 'more-often',
      indicator: 'test-first.observed',
      practice: 'test-first',
    });
    expect(it?.sentence).toBe(
      'Test-first observed: more often after it, 60 of 200 before and 120 of 200 after (+20 to +39 points). What else changed at that time is not known.',
    );
  });

  test('may be less often', () => {
    const it = outcome(coaching, [...weeks(0, 20, 6), ...weeks(21, 20, 3)]);
    expect(it?.verdict).toBe('less-often');
    expect(it?.sentence).toContain('less often after it');
  });

  test('may show nothing, which is not the same as no improvement', () => {
    const it = outcome(coaching, [...weeks(0, 20, 3), ...weeks(21, 8, 3)]);
    expect(it?.verdict).toBe('no-change-detected');
    expect(it?.sentence).toBe(
      'Test-first observed: no change detected, 60 of 200 before and 24 of 80 after (-11 to +12 points).',
    );
  });

  test('is said with a wider interval where the shares jump about', () => {
    const jumps = (from: number, count: number, x: number): Period[] =>
      Array.from({ length: count }, (_, at) => period(from + at, at % 2 === 0 ? 0 : 2 * x, 10));
    const calm = outcome(coaching, [...weeks(0, 20, 3), ...weeks(21, 20, 4)]);
    const wild = outcome(coaching, [...jumps(0, 20, 3), ...jumps(21, 20, 4)]);
    const width = (it: typeof calm): number => (it?.difference?.upper ?? 0) - (it?.difference?.lower ?? 0);
    expect(wild?.before).toEqual(calm?.before);
    expect(width(wild)).toBeGreaterThan(1.5 * width(calm));
  });

  test('leaves out the weeks in which it went on', () => {
    const it = outcome({ ...coaching, end: week(23) }, [
      ...weeks(0, 20, 3),
      ...weeks(20, 4, 10),
      ...weeks(24, 10, 3),
    ]);
    expect(it?.after).toEqual({ x: 30, n: 100, periods: 10 });
  });

  test('leaves out a period that it falls into', () => {
    const it = outcome({ ...coaching, start: addDays(week(20), 2), end: addDays(week(20), 2) }, [
      ...weeks(0, 20, 3),
      ...weeks(20, 1, 10),
      ...weeks(21, 8, 3),
    ]);
    expect([it?.before?.x, it?.after?.x]).toEqual([60, 24]);
  });

  test('looks at 20 periods on either side, at most', () => {
    const it = outcome({ ...coaching, start: week(30), end: week(30) }, [
      ...weeks(0, 30, 3),
      ...weeks(31, 25, 3),
    ]);
    expect([it?.before?.periods, it?.after?.periods]).toEqual([20, 20]);
  });

  test('leaves out periods with too few changes, and the week that is not over', () => {
    const few = Array.from({ length: 10 }, (_, at) => period(21 + at, 4, 4));
    const it = outcome(coaching, [...weeks(0, 20, 3), ...few, ...weeks(31, 9, 3)], after(39));
    expect(it?.after).toEqual({ x: 24, n: 80, periods: 8 });
  });
});

describe('what cannot be said of an intervention', () => {
  test('before it begins', () => {
    const it = outcome(coaching, weeks(0, 20, 3), after(19));
    expect(it).toMatchObject({
      verdict: 'too-early',
      before: { periods: 19 },
      after: null,
      difference: null,
    });
    expect(it?.sentence).toBe(`Test-first observed: it begins on ${week(20)}.`);
  });

  test('while it goes on', () => {
    const it = outcome({ ...coaching, end: week(26) }, weeks(0, 25, 3), after(25));
    expect(it?.verdict).toBe('too-early');
    expect(it?.sentence).toBe(`Test-first observed: it goes on until ${week(26)}.`);
  });

  test('too early', () => {
    const it = outcome(coaching, [...weeks(0, 20, 3), ...weeks(21, 7, 9)]);
    expect(it).toMatchObject({ verdict: 'too-early', after: { x: 63, n: 70, periods: 7 }, difference: null });
    expect(it?.sentence).toBe('Test-first observed: too early, 7 of 8 periods since then.');
  });

  test('with too little before it, however long one waits', () => {
    const it = outcome({ ...coaching, start: week(7), end: week(7) }, weeks(0, 40, 3));
    expect(it).toMatchObject({
      verdict: 'cannot-tell',
      before: { x: 21, n: 70, periods: 7 },
      difference: null,
    });
    expect(it?.sentence).toBe('Test-first observed: too little before it, 7 of 8 periods.');
  });

  test('that came before all data', () => {
    const it = outcome({ ...coaching, start: '2020-01-06', end: '2020-01-06' }, weeks(0, 40, 3));
    expect(it).toMatchObject({ verdict: 'cannot-tell', before: null, after: { periods: 20 } });
    expect(it?.sentence).toBe('Test-first observed: too little before it, 0 of 8 periods.');
  });

  test('of a practice without a single observation', () => {
    const it = outcome(coaching, []);
    expect(it).toMatchObject({ verdict: 'cannot-tell', before: null, after: null, difference: null });
  });

  test('of what is not measured', () => {
    expect(outcomesOf([coaching], [], after(60))).toMatchObject([
      {
        verdict: 'cannot-tell',
        practice: 'test-first',
        indicator: null,
        sentence: 'Nothing is measured that it could be held against.',
      },
    ]);
    expect(outcomesOf([{ ...coaching, practice: null }], [], after(60))).toHaveLength(1);
    const unknown = { ...coaching, indicator: 'test-first.nonsense' };
    expect(outcomesOf([unknown], [testFirst(weeks(0, 60, 3))], after(60))).toMatchObject([
      { verdict: 'cannot-tell', indicator: 'test-first.nonsense' },
    ]);
  });

  test('of no interventions is nothing', () => {
    expect(outcomesOf([], [testFirst(weeks(0, 60, 3))], after(60))).toEqual([]);
  });
});

describe('interventions close to one another', () => {
  const periods = [...weeks(0, 20, 3), ...weeks(20, 40, 6)];
  const training = (start: string, end = start): Intervention => ({
    ...coaching,
    kind: 'training',
    start,
    end,
  });

  test('end each other: what follows the next one is not the first one’s', () => {
    const it = outcome(coaching, periods, after(60), [training(week(30))]);
    expect(it?.after?.periods).toBe(9);
    const next = outcome(training(week(30)), periods, after(60), [coaching]);
    expect(next?.before).toEqual({ x: 54, n: 90, periods: 9 });
  });

  test('cannot be told apart where too little lies between', () => {
    const first = outcome(coaching, periods, after(60), [training(week(24))]);
    expect(first?.verdict).toBe('cannot-tell');
    expect(first?.sentence).toBe(
      `Test-first observed: 3 of 8 periods until the training of ${week(24)}, so the two cannot be told apart.`,
    );
    const next = outcome(training(week(24)), periods, after(60), [coaching]);
    expect(next?.verdict).toBe('cannot-tell');
    expect(next?.sentence).toBe(
      `Test-first observed: 3 of 8 periods since the coaching of ${week(20)}, so the two cannot be told apart.`,
    );
  });

  test('cannot be told apart where they overlap', () => {
    const [one, other] = outcomesOf(
      [training(week(20), week(26)), training(week(24), week(30))],
      [testFirst(periods)],
      after(60),
    );
    expect([one?.verdict, other?.verdict]).toEqual(['cannot-tell', 'cannot-tell']);
    expect([one?.after, other?.before]).toEqual([null, null]);
  });

  test('on the same days are judged together, and say so', () => {
    const it = outcome(coaching, periods, after(60), [training(week(20))]);
    expect(it?.verdict).toBe('more-often');
    expect(it?.sentence).toContain(`At the same time as the training of ${week(20)}.`);
  });

  test('of another practice do not matter; one of all practices does', () => {
    const other = { ...training(week(24)), practice: 'refactoring' } as const;
    expect(outcome(coaching, periods, after(60), [other])?.after?.periods).toBe(20);
    expect(outcome(coaching, periods, after(60), [{ ...other, practice: null }])?.verdict).toBe(
      'cannot-tell',
    );
  });

  test('of the same practice matter, by whatever indicator they are judged', () => {
    const other = { ...training(week(24)), indicator: 'test-first.nonsense' };
    expect(outcome(coaching, periods, after(60), [other])?.verdict).toBe('cannot-tell');
    const elsewhere = { ...other, practice: null };
    expect(outcome(coaching, periods, after(60), [elsewhere])?.verdict).toBe('more-often');
  });

  test('that are only planned take nothing away', () => {
    expect(outcome(coaching, weeks(0, 25, 3), after(25), [training(week(27))])?.sentence).toBe(
      'Test-first observed: too early, 4 of 8 periods since then.',
    );
  });
});

describe('an intervention for all practices', () => {
  test('has an outcome for each, by its first indicator', () => {
    const measured = [
      testFirst(weeks(0, 60, 3)),
      { ...testFirst([]), name: 'test-first.accompanied' },
      { ...testFirst(weeks(0, 60, 3)), name: 'refactoring.share', practice: 'refactoring' as const },
    ];
    const all = outcomesOf([{ ...coaching, practice: null }], measured, after(60));
    expect(all.map(({ practice, indicator }) => [practice, indicator])).toEqual([
      ['test-first', 'test-first.observed'],
      ['refactoring', 'refactoring.share'],
    ]);
  });
});

describe('an experiment', () => {
  const gain = (x: number): Period[] => [...weeks(0, 20, 3), ...weeks(20, 40, x)];

  test('runs until its review day, whatever it shows', () => {
    const it = outcome(experiment, gain(9), after(30));
    expect(it).toMatchObject({ verdict: 'too-early', difference: null });
    expect(it?.sentence).toBe(`Test-first observed: runs until ${week(32)}.`);
  });

  test('that has not begun says when it does', () => {
    expect(outcome(experiment, weeks(0, 10, 3), after(10))?.sentence).toBe(
      `Test-first observed: begins on ${week(20)} and runs until ${week(32)}.`,
    );
  });

  test('is supported when the interval is above zero', () => {
    const it = outcome(experiment, gain(6));
    expect(it?.verdict).toBe('supported');
    expect(it?.sentence).toBe(
      'Test-first observed: supported, 60 of 200 before and 66 of 110 after (+19 to +40 points). What else changed at that time is not known.',
    );
  });

  test('is judged by what was there on its review day, and never again', () => {
    const late = [...weeks(0, 20, 3), ...weeks(20, 12, 3), ...weeks(32, 28, 9)];
    const it = outcome(experiment, late);
    expect(it?.after).toEqual({ x: 33, n: 110, periods: 11 });
    expect(it?.verdict).not.toBe('supported');
  });

  test('counts the time in which it runs, to its end and after it', () => {
    expect(outcome({ ...experiment, end: week(32) }, gain(6))?.after?.periods).toBe(11);
  });

  test('is not supported when a gain of ten points is excluded', () => {
    const it = outcome(experiment, gain(1));
    expect(it?.verdict).toBe('not-supported');
    const steady = outcome({ ...experiment, review: week(41) }, [...weeks(0, 20, 1), ...weeks(20, 21, 1)]);
    expect(steady?.verdict).toBe('not-supported');
    expect(steady?.sentence).toContain('not supported, 20 of 200 before and 20 of 200 after');
    expect(steady?.sentence).toContain('A gain of 10 points or more is unlikely.');
  });

  test('may expect less, where less is better', () => {
    const judge = (x: number) =>
      outcomesOf([experiment], [{ ...testFirst(gain(x)), direction: 'down' }], after(60))[0];
    expect(judge(0)?.verdict).toBe('supported');
    expect(judge(0)?.difference?.upper).toBeLessThan(0);
    expect(judge(6)?.verdict).toBe('not-supported');
  });

  test('is inconclusive when it may be a gain and may be none', () => {
    const it = outcome(experiment, gain(3));
    expect(it?.verdict).toBe('inconclusive');
    expect(it?.sentence).toContain('it may be a gain of 10 points, and it may be none');
  });

  test('is inconclusive with too little data on its review day', () => {
    const soon = outcome({ ...experiment, review: week(24) }, gain(9));
    expect(soon).toMatchObject({ verdict: 'inconclusive', difference: null });
    expect(soon?.sentence).toBe('Test-first observed: inconclusive, 3 of 8 periods until its review day.');
    const early = outcome({ ...experiment, start: week(3), end: week(3) }, gain(9));
    expect(early).toMatchObject({ verdict: 'inconclusive', difference: null });
    expect(early?.sentence).toBe('Test-first observed: inconclusive, 3 of 8 periods before it.');
  });

  test('is judged by the indicator that it names', () => {
    const measured = [
      testFirst(gain(3)),
      { ...testFirst(gain(8)), name: 'test-first.accompanied', title: 'test-accompanied' },
    ];
    const [it] = outcomesOf([{ ...experiment, indicator: 'test-first.accompanied' }], measured, after(60));
    expect(it).toMatchObject({ indicator: 'test-first.accompanied', verdict: 'supported' });
    expect(it?.sentence).toMatch(/^Test-accompanied: /);
  });
});

describe('any interventions', () => {
  const day = fc.integer({ min: -100, max: 500 }).map((days) => addDays(MONDAY, days));
  const some = fc.record({
    kind: fc.constantFrom('coaching', 'training', 'pairing', 'policy', 'experiment'),
    start: day,
    days: fc.integer({ min: 0, max: 90 }),
    practice: fc.constantFrom('test-first', 'refactoring', null),
    review: fc.integer({ min: 1, max: 200 }),
  });
  const series = fc.array(
    fc.record({ x: fc.integer({ min: 0, max: 10 }), n: fc.integer({ min: 1, max: 10 }) }),
    { maxLength: 60 },
  );

  test('get one answer each, with intervals only where there is enough', () => {
    fc.assert(
      fc.property(
        fc.array(some, { maxLength: 6 }),
        series,
        fc.integer({ min: 0, max: 70 }),
        (list, xs, now) => {
          const interventions = list.map(
            ({ kind, start, days, practice, review }): Intervention => ({
              ...coaching,
              kind: kind as Intervention['kind'],
              start,
              end: addDays(start, days),
              practice: practice as Intervention['practice'],
              hypothesis: kind === 'experiment' ? 'it helps' : null,
              review: kind === 'experiment' ? addDays(start, review) : null,
            }),
          );
          const periods = xs.map(({ x, n }, at) => period(at, Math.min(x, n), n));
          const outcomes = outcomesOf(interventions, [testFirst(periods)], after(now));
          expect(outcomes).toHaveLength(interventions.length);
          for (const it of outcomes) {
            const judged = !['too-early', 'cannot-tell', 'inconclusive'].includes(it.verdict);
            if (judged) expect(it.difference).not.toBeNull();
            if (it.difference !== null) {
              expect(Math.min(it.before?.periods ?? 0, it.after?.periods ?? 0)).toBeGreaterThanOrEqual(8);
              expect(it.difference.lower).toBeLessThanOrEqual(it.difference.upper);
            }
            expect(it.sentence).toMatch(/^[A-Z].*\.$/);
            expect(it.sentence).not.toMatch(/improve|NaN|undefined|null/);
          }
        },
      ),
    );
  });
});

describe('a made-up team', () => {
  const REPETITIONS = 600;
  const WEEKS = 40;
  /** Made-up weeks begin in 1970. */
  const LONG_AFTER = Date.UTC(1980, 0, 1) / 1000;

  /** How often something is said to have changed after the middle of its weeks. */
  function said(share: number, { n, rho, gain }: { n: number; rho: number; gain: number }): number {
    const maker = new Maker(20_261_124);
    let count = 0;
    for (let time = 0; time < REPETITIONS; time += 1) {
      const story = { n, rho, periods: WEEKS, share: (at: number) => (at < 8 ? share : share + gain) };
      const made = maker.make(story).periods;
      const periods = made.map((it) => ({
        ...period(0, it.x, it.n),
        start: addDays('1970-01-01', it.day),
        weeks: it.days / 7,
      }));
      const day = periods[20]?.start ?? '';
      const [it] = outcomesOf([{ ...coaching, start: day, end: day }], [testFirst(periods)], LONG_AFTER);
      if (it?.verdict === 'more-often' || it?.verdict === 'less-often') count += 1;
    }
    return count / REPETITIONS;
  }

  test.each([
    { team: 'steady', n: 10, rho: 0 },
    { team: 'moody', n: 10, rho: 0.05 },
    { team: 'large and moody', n: 20, rho: 0.05 },
  ])('that is $team, and of which nothing changed, is rarely told otherwise', ({ n, rho }) => {
    for (const share of [0.1, 0.3]) expect(said(share, { n, rho, gain: 0 })).toBeLessThan(0.08);
  });

  test('that gained twenty points is mostly told so', () => {
    expect(said(0.3, { n: 10, rho: 0.05, gain: 0.2 })).toBeGreaterThan(0.8);
  });
});
