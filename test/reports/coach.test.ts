import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { practiceNames } from '../../src/model/finding.js';
import type { Rung } from '../../src/model/rung.js';
import {
  coachAddress,
  coachQuery,
  coachRows,
  coachSorts,
  dueExperiments,
  rungCounts,
  rungsByUrgency,
  triedIn,
} from '../../src/reports/coach.js';
import { madeListed } from '../made-listed.js';
import { madeOutcome } from '../made-reports.js';

const usual = coachQuery({});
const names = (rows: readonly { readonly repository: { readonly name: string } }[]) =>
  rows.map(({ repository }) => repository.name);

const team = [
  madeListed('acme/anvil', { 'test-first': 'sustained', refactoring: 'holding' }),
  madeListed('acme/bellows', { 'test-first': 'slipping', refactoring: 'sustained' }),
  madeListed('acme/crane', null),
  madeListed('Acme/drill', { 'test-first': 'relapsed' }),
  madeListed('other/engine', { 'test-first': 'slipping', refactoring: 'slipping' }),
];

describe("the coach's grid", () => {
  test('begins with what slips most, and ends with what is not known', () => {
    expect(names(coachRows(team, usual))).toEqual([
      'other/engine',
      'acme/bellows',
      'Acme/drill',
      'acme/anvil',
      'acme/crane',
    ]);
  });

  test('is by name, or by the latest change, where that is asked for', () => {
    expect(names(coachRows(team, { ...usual, sort: 'name' }))).toEqual(
      names([...team].map((repository) => ({ repository }))),
    );
    const since = (day: string) => madeListed(`acme/${day}`, { 'test-first': 'holding' }, day);
    const rows = [
      since('2026-01-05'),
      since('2026-03-02'),
      madeListed('acme/none', null),
      since('2025-09-01'),
    ];
    expect(names(coachRows(rows, { ...usual, sort: 'changed' }))).toEqual([
      'acme/2026-03-02',
      'acme/2026-01-05',
      'acme/2025-09-01',
      'acme/none',
    ]);
  });

  test('shows what fits: a part of the name, a practice, a rung', () => {
    expect(names(coachRows(team, { ...usual, q: 'ACME/', sort: 'name' }))).toHaveLength(4);
    const one = coachRows(team, { ...usual, practice: 'refactoring', rung: 'sustained' });
    expect(names(one)).toEqual(['acme/bellows']);
    expect(one[0]?.cells).toHaveLength(1);
  });

  test('puts no repository that slips behind one that does not, in any order that they come in', () => {
    const listed = fc.array(
      fc.dictionary(fc.constantFrom(...practiceNames), fc.constantFrom(...rungsByUrgency)),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(listed, fc.constantFrom(...coachSorts), (made, sort) => {
        const all = made.map((rungs, at) => madeListed(`acme/${at}`, rungs as Record<string, Rung>));
        const rows = coachRows(all, { ...usual, sort });
        expect(names(rows).sort()).toEqual(all.map(({ name }) => name).sort());
        expect(coachRows([...all].reverse(), { ...usual, sort })).toEqual(rows);
        if (sort !== 'help') return;
        const slips = rows.map(({ cells }) => cells.some((cell) => cell?.standing.rung === 'slipping'));
        expect(slips).toEqual([...slips].sort((a, b) => Number(b) - Number(a)));
      }),
    );
  });

  test('counts repositories by rung', () => {
    expect(rungCounts(team, 'test-first')).toEqual([
      { rung: 'slipping', repositories: 2 },
      { rung: 'relapsed', repositories: 1 },
      { rung: 'sustained', repositories: 1 },
    ]);
    expect(rungCounts(team, 'review-feedback')).toEqual([]);
  });
});

describe('the address of a view', () => {
  test('says what differs from the usual, and is read back', () => {
    expect(coachAddress('/coach', usual)).toBe('/coach');
    const query = { sort: 'name', practice: 'refactoring', rung: 'slipping', q: 'a b&c', page: 3 } as const;
    const address = coachAddress('/coach', query);
    expect(address).toBe('/coach?q=a+b%26c&practice=refactoring&rung=slipping&sort=name&page=3');
    const asked = Object.fromEntries(new URL(address, 'https://holdfast.example').searchParams);
    expect(coachQuery(asked)).toEqual(query);
  });

  test('is the usual one where it makes no sense', () => {
    expect(coachQuery({ sort: 'share', practice: 'x', rung: '__proto__', page: '-1', q: ' ' })).toEqual(
      usual,
    );
    for (const page of ['0', '1.5', 'NaN', '1e999']) expect(coachQuery({ page }).page).toBe(1);
  });
});

describe('what was tried', () => {
  const tried = [
    madeListed('acme/anvil', {}, undefined, [
      madeOutcome({ title: 'All', start: '2026-02-02', practice: 'test-first' }),
      madeOutcome({ title: 'All', start: '2026-02-02', practice: 'refactoring' }),
      madeOutcome({ title: 'Old', start: '2025-02-03' }),
    ]),
    madeListed('acme/bellows', {}, undefined, [
      madeOutcome({ title: 'Judged', start: '2026-03-02', kind: 'experiment', review: '2026-06-01' }),
      madeOutcome({ title: 'Later', start: '2026-03-09', kind: 'experiment', review: '2026-09-01' }),
    ]),
  ];
  const titles = (all: ReturnType<typeof triedIn>) => all.map(({ outcomes }) => outcomes[0].title);

  test('comes newest first, with one entry for what is for several practices', () => {
    const all = triedIn(tried, usual);
    expect(titles(all)).toEqual(['Later', 'Judged', 'All', 'Old']);
    expect(all[2]?.outcomes).toHaveLength(2);
    expect(titles(triedIn(tried, { q: 'bell', practice: null }))).toEqual(['Later', 'Judged']);
    expect(titles(triedIn(tried, { q: '', practice: 'refactoring' }))).toEqual(['All']);
  });

  test('is due around its review day', () => {
    const on = (today: string) => (after: number) =>
      new Date(Date.parse(today) + after * 86_400_000).toISOString().slice(0, 10);
    const due = (today: string) => titles(dueExperiments(triedIn(tried, usual), on(today)));
    expect(due('2026-05-17')).toEqual([]);
    expect(due('2026-05-18')).toEqual(['Judged']);
    expect(due('2026-06-29')).toEqual(['Judged']);
    expect(due('2026-06-30')).toEqual([]);
  });
});
