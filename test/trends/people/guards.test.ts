import { describe, expect, test } from 'vitest';
import { breadthOf } from '../../../src/trends/people/breadth.js';
import { type Contribution, Contributions, Tallies } from '../../../src/trends/people/contributions.js';
import { PeopleBehind } from '../../../src/trends/people/guards.js';
import { isMeasuredOtherwise } from '../../../src/trends/people/measurement.js';
import { isMixChange } from '../../../src/trends/people/mix.js';
import { newcomersAre } from '../../../src/trends/people/newcomers.js';

const tally = (_: string, x: number, n: number) => ({ x, n });
const tallies = (all: readonly Contribution[]): Tallies => {
  const sums = new Tallies();
  for (const it of all) sums.add(it);
  return sums;
};
const piece = (it: Partial<Contribution>): Contribution => ({
  day: 0,
  who: 'a',
  x: 0,
  n: 1,
  band: null,
  way: null,
  visible: null,
  ...it,
});

describe('breadth', () => {
  test('of fewer than three says nothing', () => {
    expect(breadthOf([tally('a', 5, 5), tally('b', 5, 5), tally('c', 1, 2)], 0.3, 0.6)).toBeNull();
  });

  test('is the share of those who are nearer to the gain', () => {
    const people = [tally('a', 8, 10), tally('b', 7, 10), tally('c', 6, 10), tally('d', 1, 10)];
    expect(breadthOf(people, 0.3, 0.6)).toEqual({ active: 4, share: 0.75, isNarrow: false });
  });

  test('is narrow with one champion, and not where a few fall short by chance', () => {
    const others = Array.from({ length: 7 }, (_, at) => tally(`b${at}`, 3, 12));
    expect(breadthOf([tally('a', 30, 30), ...others], 0.25, 0.5)?.isNarrow).toBe(true);
    const team = [3, 3, 4, 2, 2].map((x, at) => tally(`p${at}`, x, 5));
    expect(breadthOf([...team, tally('q', 2, 5)], 0.3, 0.6)?.isNarrow).toBe(false);
  });
});

describe('newcomers', () => {
  const others = [tally('a', 30, 50), tally('b', 30, 50)];
  const newcomers = (x: number, n: number) => ['d', 'e', 'f'].map((who) => tally(who, x, n));

  test('of fewer than three, or with few changes, say nothing', () => {
    expect(newcomersAre([tally('d', 0, 20), tally('e', 0, 20)], others, 0.3, 0.6)).toBe('unknown');
    expect(newcomersAre(newcomers(0, 2), others, 0.3, 0.6)).toBe('unknown');
  });

  test('are behind at the old share, and along at the new one', () => {
    expect(newcomersAre(newcomers(2, 10), others, 0.3, 0.6)).toBe('behind');
    expect(newcomersAre(newcomers(13, 20), others, 0.3, 0.6)).toBe('along');
  });
});

describe('a mix', () => {
  const isMix = (before: Contribution[], after: Contribution[]): boolean => {
    const [was, is] = [tallies(before), tallies(after)];
    return isMixChange(was.byPerson, is.byPerson, 1.96) || isMixChange(was.byBand, is.byBand, 1.96);
  };
  const some = (who: string, x: number, n: number, band: string | null = null): Contribution =>
    piece({ who, x, n, band });

  test('has changed when those who always did it do more of the work', () => {
    const before = [some('a', 2, 40), some('b', 8, 10)];
    const after = [some('a', 1, 20), some('b', 48, 60)];
    expect(isMix(before, after)).toBe(true);
  });

  test('has not when people do it more often', () => {
    const before = [some('a', 10, 40), some('b', 3, 10)];
    const after = [some('a', 24, 40), some('b', 6, 10)];
    expect(isMix(before, after)).toBe(false);
  });

  test('has changed when all are new, or only changes of a size that always had it came', () => {
    expect(isMix([some('a', 10, 40)], [some('b', 30, 40)])).toBe(true);
    const before = [some('a', 8, 10, 'small'), some('a', 2, 40, 'large')];
    const after = [some('a', 40, 50, 'small'), some('a', 1, 20, 'large')];
    expect(isMix(before, after)).toBe(true);
  });

  test('of nothing, or of a fall, has not', () => {
    expect(isMix([], [])).toBe(false);
    expect(isMix([some('a', 9, 10)], [some('b', 1, 10)])).toBe(false);
  });
});

describe('what is measured', () => {
  const isOtherwise = (before: Contribution[], after: Contribution[]): boolean =>
    isMeasuredOtherwise(tallies(before), tallies(after));
  const many = (way: string, visible: boolean, n: number): Contribution => piece({ n, way, visible });

  test('is other with another way of merging, or another share of visible orders', () => {
    expect(isOtherwise([many('squash', true, 30)], [many('merge', true, 30)])).toBe(true);
    expect(
      isOtherwise(
        [many('merge', true, 15), many('merge', false, 15)],
        [many('merge', true, 25), many('merge', false, 5)],
      ),
    ).toBe(true);
  });

  test('is the same with a few other ones, or too few to tell', () => {
    expect(isOtherwise([many('merge', true, 30)], [many('merge', true, 25), many('push', true, 5)])).toBe(
      false,
    );
    expect(isOtherwise([many('squash', true, 5)], [many('merge', true, 30)])).toBe(false);
  });
});

describe('the people behind a gain', () => {
  const team = ['a', 'b', 'c', 'd', 'e'];
  const periods = Array.from({ length: 80 }, (_, at) => ({ day: at * 7, days: 7, x: 0, n: 10 }));
  const gain = { at: 79, from: 0, to: 12, since: 12, before: 0.3, gained: 0.7, spread: 1 };
  const asked = (
    share: (who: string, week: number) => number,
    {
      people = () => team,
      coached = [] as [number, number][],
    }: Partial<{ people: (week: number) => string[]; coached: [number, number][] }> = {},
  ) => {
    const all = periods.flatMap(({ day }, week) =>
      people(week).map((who) => piece({ day: day + 2, who, n: 10, x: Math.round(10 * share(who, week)) })),
    );
    return new PeopleBehind(new Contributions(all), periods, coached).ask(gain);
  };
  const adopted = (_: string, week: number): number => (week < 12 ? 0.3 : 0.7);

  test('who have all taken it up, and nobody came or went: it is untested', () => {
    expect(asked(adopted)).toEqual(['untested-by-turnover']);
  });

  test('one of whom does it all: it hangs on one', () => {
    const champion = (who: string, week: number): number => (who === 'a' && week >= 12 ? 1 : 0.3);
    expect(asked(champion)).toEqual(expect.arrayContaining(['single-champion']));
  });

  test('some of whom have gone while it stayed: it is tested', () => {
    expect(asked(adopted, { people: (week) => (week < 40 ? team : team.slice(2)) })).toEqual([]);
  });

  test('of whom those who came do it as well, or do not', () => {
    const people = (week: number): string[] => (week < 70 ? team : [...team, 'x', 'y', 'z']);
    expect(asked(adopted, { people })).toEqual([]);
    const old = (who: string, week: number): number => (who > 'w' ? 0.2 : adopted(who, week));
    expect(asked(old, { people })).toContain('newcomers-behind');
  });

  test('who were coached lately', () => {
    expect(asked(adopted, { coached: [[79 * 7 - 30, 79 * 7 - 30]] })).toContain('coached');
    expect(asked(adopted, { coached: [[79 * 7 - 300, 79 * 7 + 300]] })).toContain('coached');
    expect(asked(adopted, { coached: [[79 * 7 - 200, 79 * 7 - 200]] })).not.toContain('coached');
  });

  test('of whom nobody is known by name', () => {
    expect(JSON.stringify(asked(adopted))).not.toMatch(/"[a-e]"/);
  });
});
