import { describe, expect, test } from 'vitest';
import type { Rung } from '../../src/model/rung.js';
import { latestLog, peopleWords, standingLines, standingTitle } from '../../src/reports/standing.js';
import { RUNG_WORDS } from '../../src/reports/words.js';
import { gain, gainLog, madeIndicator, madePeriod, madeStanding, monday } from '../made-reports.js';

const rungs = Object.keys(RUNG_WORDS) as Rung[];

describe('where a trend stands, in words', () => {
  test('only sustained and anchored are a win', () => {
    const wins = rungs.filter((rung) => /\bwin\b/.test(standingTitle(madeStanding(rung))));
    expect(wins).toEqual(['sustained', 'anchored']);
  });

  test('has plain names, and symbols that can be told apart without colour', () => {
    expect(rungs.map((rung) => RUNG_WORDS[rung].name)).toEqual([
      'no baseline yet',
      'no change detected',
      'early sign',
      'holding',
      'sustained',
      'anchored',
      'slipping',
      'relapsed',
    ]);
    const symbols = rungs.map((rung) => RUNG_WORDS[rung].symbol);
    expect(new Set(symbols).size).toBe(symbols.length);
    expect(rungs.map((rung) => RUNG_WORDS[rung].name).join()).not.toContain('no improvement');
  });

  test('says since when, but for a baseline that there is none of yet', () => {
    expect(standingTitle(madeStanding('holding'))).toBe(`■■□□ holding, since ${monday(30)}`);
    expect(standingTitle(madeStanding('sustained'))).toBe(`■■■□ sustained (a win), since ${monday(30)}`);
    expect(standingTitle(madeStanding('no-baseline', { since: '1969-12-29' }))).toBe('… no baseline yet');
  });

  test('tells what the team aims at', () => {
    expect(standingLines(madeIndicator({ ...gain(60), target: 0.6 }))).toContainEqual({
      label: 'aim',
      text: '60%, which the team has set itself',
    });
  });

  test('tells why, what moves it, its baseline, its people and its shifts', () => {
    expect(standingLines(madeIndicator(gain(60)))).toEqual([
      { label: 'why', text: 'The reason for sustained.' },
      { label: 'moves it up', text: 'What would move it up.' },
      { label: 'moves it down', text: 'What would move it down.' },
      { label: 'baseline', text: `24 of 118 (20%), in the periods from ${monday(0)} to ${monday(11)}` },
      {
        label: 'people',
        text: '5 are active; 80% of them have taken it up; those who came lately do as the others do',
      },
      { label: 'shift', text: `${monday(20)}: 21% → 61%` },
    ]);
  });

  test('leaves out what there is nothing to say of', () => {
    expect(standingLines(madeIndicator()).map(({ label }) => label)).toEqual(['why', 'moves it up']);
    expect(standingLines(madeIndicator({ standing: null }))).toEqual([]);
  });

  test('has the log newest first, ten lines at most', () => {
    const log = Array.from({ length: 4 }, () => gainLog).flat();
    const latest = latestLog({ log });
    expect(latest).toHaveLength(10);
    expect(latest[0]).toEqual(gainLog.at(-1));
    expect(latest[1]).toEqual(gainLog.at(-2));
  });
});

describe('people behind a trend, in words', () => {
  const periods = [madePeriod(0, 2, 8)];
  const standing = madeStanding('early-win');

  test('have taken up no gain that there is not', () => {
    const people = { active: 4, breadth: 0.75, newcomers: 'along' } as const;
    for (const rung of ['no-baseline', 'no-signal', 'relapsed'] as const)
      expect(peopleWords({ people, periods, standing: madeStanding(rung) })).toBe('4 are active');
  });

  test('are no group under three', () => {
    expect(peopleWords({ people: null, periods, standing })).toBe('fewer than three people are active');
    const two = { active: 2, breadth: 0.5, newcomers: 'behind' } as const;
    expect(peopleWords({ people: two, periods, standing })).toBe('fewer than three people are active');
  });

  test('are not spoken of where no period holds enough', () => {
    expect(peopleWords({ people: null, periods: [madePeriod(0, 1, 2)], standing })).toBeNull();
    expect(peopleWords({ people: null, periods: [], standing })).toBeNull();
  });

  test.each([
    [{ active: 4, breadth: null, newcomers: null }, '4 are active'],
    [{ active: 4, breadth: 0.75, newcomers: null }, '4 are active; 75% of them have taken it up'],
    [
      { active: 4, breadth: 0.75, newcomers: 'behind' },
      '4 are active; 75% of them have taken it up; those who came lately do not do as the others do',
    ],
  ] as const)('%j', (people, words) => {
    expect(peopleWords({ people, periods, standing })).toBe(words);
  });
});
