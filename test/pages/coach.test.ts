import { describe, expect, test } from 'vitest';
import { PLAIN } from '../../src/pages/around.js';
import { type CoachPageView, coachPage } from '../../src/pages/coach.js';
import type { Recorded } from '../../src/pages/coach-form.js';
import { organisationPage } from '../../src/pages/organisation.js';
import { ROWS } from '../../src/pages/page-links.js';
import { coachQuery } from '../../src/reports/coach.js';
import { organisationReport, type TravelTold } from '../../src/reports/organisation.js';
import { adoptionOf } from '../../src/trends/adoption.js';
import { localeOf } from '../../src/web/say.js';
import { madeListed } from '../made-listed.js';
import { madeOutcome, monday } from '../made-reports.js';

const today = monday(53);
const recorded: Recorded = {
  ...madeOutcome({ title: 'Pairing with the coach', start: monday(40), end: monday(41) }),
  id: 3,
};
const indicators = [
  { name: 'test-first.observed', practice: 'test-first', title: 'test first, seen' },
  { name: 'refactoring.tidy', practice: 'refactoring', title: 'tidy refactorings' },
] as const;
const HOSTILE = '"><script>alert(1)</script>\u202e';

const view = (over: Partial<CoachPageView> = {}): string =>
  coachPage({
    listed: [
      madeListed('acme/anvil', { 'test-first': 'sustained' }, undefined, [
        madeOutcome({ start: recorded.start, end: recorded.end }),
        madeOutcome({ kind: 'experiment', title: 'Mob on Mondays', review: monday(52), hypothesis: HOSTILE }),
      ]),
      madeListed('acme/bellows', { 'test-first': 'slipping', refactoring: 'holding' }),
      madeListed('acme/crane', null),
    ],
    query: coachQuery({}),
    today,
    say: PLAIN,
    reading: [],
    links: [{ name: 'All of acme', href: '/o/acme' }],
    begin: 'Install the app.',
    form: {
      kind: 'open',
      token: 'secret-token',
      repositories: ['acme/anvil'],
      indicators,
      refused: null,
      chosen: null,
    },
    recorded: new Map([['acme/anvil', [recorded]]]),
    done: null,
    ...over,
  });
/** What a reader sees of a page, without markup. */
const words = (html: string): string =>
  html.replace(/<style>[\s\S]*?<\/style>|<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const rowsOf = (html: string): string[] =>
  [...html.matchAll(/<th scope="row"><a href="([^"]*)"/g)].map(([, href = '']) => href);

describe("the coach's view", () => {
  test('shows repositories by practices, what slips first, each a way to its pages', () => {
    const html = view();
    expect(rowsOf(html)).toEqual(['/r/acme/bellows', '/r/acme/anvil', '/r/acme/crane']);
    expect(html).toContain('href="/r/acme/bellows/summary"');
    expect(words(html)).toContain('hangs on one person');
    expect(html.match(/<svg class="spark"/g)).toHaveLength(3);
    expect(words(html)).toContain('3 repositories, 2 with a report');
  });

  test('counts where they stand, and each count leads to those', () => {
    expect(view()).toContain('href="/coach?practice=test-first&amp;rung=slipping"');
  });

  test('shows one practice, and keeps what was asked for in its form', () => {
    const html = view({ query: coachQuery({ practice: 'refactoring', q: 'bell' }) });
    expect(rowsOf(html)).toEqual(['/r/acme/bellows']);
    expect(html).toContain('value="bell"');
    expect(html).toMatch(/<option value="refactoring" selected/);
  });

  test('tells what was tried, what is due, and what was recorded since the report', () => {
    const later = { ...recorded, id: 4, title: 'Naming things', start: monday(52), end: monday(52) };
    const html = view({ recorded: new Map([['acme/anvil', [recorded, later]]]) });
    const [, due = '', tried = ''] = html.split(/<h2[^>]*>(?=Experiments due|What was tried)/);
    expect(words(due)).toContain('Mob on Mondays');
    expect(words(tried)).toContain('Naming things Recorded.');
    expect(words(tried)).toContain('Pairing with the coach More often since');
    // Both were recorded here, and the experiment was not.
    expect(tried.match(/action="\/coach\/interventions\/remove"/g)).toHaveLength(2);
  });

  test('says of what was recorded and is not told here where it is', () => {
    const many = Array.from({ length: 25 }, (_, at) =>
      madeOutcome({ title: `Session ${at}`, start: monday(20 + at), end: monday(20 + at) }),
    );
    const older = { ...recorded, start: monday(10), end: monday(10) };
    const later = { ...older, id: 4, title: 'Naming things', start: monday(46), end: monday(46) };
    const listed = [madeListed('acme/anvil', { 'test-first': 'holding' }, undefined, many)];
    const html = view({ listed, recorded: new Map([['acme/anvil', [older, later]]]) });
    expect(words(html)).toContain('Naming things Recorded. What came before and after it is in the next');
    expect(words(html)).toContain(
      'Pairing with the coach Recorded, and older than the 20 latest of this repository, which are told here.',
    );
    expect(html).toContain('href="/r/acme/anvil.json"');
    expect(html.match(/\/remove"/g)).toHaveLength(2);
  });

  test('shows of what was recorded what fits, and calls nothing new that a report has', () => {
    const html = (asked: Record<string, string>) => words(view({ query: coachQuery(asked) }));
    expect(html({ practice: 'refactoring' })).not.toContain('Pairing with the coach');
    expect(html({ q: 'bellows' })).not.toContain('Pairing with the coach');
    expect(html({ q: 'anvil' })).toContain('Pairing with the coach More often since');
  });

  test('offers to record where one may push, and takes nothing away elsewhere', () => {
    const closed = view({ form: { kind: 'closed', why: 'You may push to none of these.' } });
    expect(words(closed)).toContain('You may push to none of these.');
    expect(closed).not.toContain('method="post"');
    // Of one repository, too.
    expect(view().match(/<select name="repository"><option>acme\/anvil<\/option><\/select>/g)).toHaveLength(
      2,
    );
    const open = view({ recorded: new Map([['acme/bellows', [recorded]]]) });
    expect(open).not.toContain('/remove"');
    expect(open.match(/name="csrf" value="secret-token"/g)).toHaveLength(2);
  });

  test('asks of an experiment which indicator it is judged by, practice by practice', () => {
    const html = view();
    expect(html).toMatch(
      /<optgroup label="Refactoring"><option value="refactoring\.tidy">tidy refactorings<\/option><\/optgroup>/,
    );
    expect(html.match(/<select name="indicator"/g)).toHaveLength(1);
  });

  test('gives back what was refused, with what is to be mended', () => {
    const html = view({
      form: {
        ...{ kind: 'open', token: 't', repositories: ['acme/anvil'], indicators, chosen: null },
        refused: {
          values: {
            ...{ kind: 'experiment', title: HOSTILE, review: '2020-01-01' },
            indicator: 'refactoring.tidy',
          },
          problems: [{ field: 'review', message: 'review day: expected a day after start' }],
        },
      },
    });
    expect(words(html)).toContain('Nothing was recorded: review day: expected a day after start');
    expect(html).toMatch(/name="review" value="2020-01-01"[^>]* aria-invalid="true" autofocus/);
    expect(html).toContain('<option value="refactoring.tidy" selected');
    expect(html.match(/<details open/g)).toHaveLength(1);
    expect(html).not.toContain('<script');
  });

  test('is of so many repositories a page', () => {
    const listed = Array.from({ length: ROWS + 5 }, (_, at) =>
      madeListed(`acme/${at}`, { refactoring: 'holding' }),
    );
    const query = coachQuery({ rung: 'holding' });
    expect(rowsOf(view({ listed, query }))).toHaveLength(ROWS);
    expect(view({ listed, query })).toContain('href="/coach?rung=holding&amp;page=2#grid"');
    expect(rowsOf(view({ listed, query: { ...query, page: 2 } }))).toHaveLength(5);
    expect(rowsOf(view({ listed, query: { ...query, page: 99 } }))).toHaveLength(5);
  });

  test('writes days as its reader does, in sentences too', () => {
    const begun = madeOutcome({ review: '2021-12-27', sentence: 'Test first: runs until 2021-12-27.' });
    const listed = [madeListed('acme/anvil', { 'test-first': 'holding' }, '2021-08-02', [begun])];
    const html = view({ listed, say: localeOf('de').say });
    expect(words(html)).toContain('since 02.08.2021');
    expect(words(html)).toContain('runs until 27.12.2021.');
    expect(html.replace(/<form[\s\S]*?<\/form>/g, '')).not.toMatch(/\d{4}-\d\d-\d\d/);
  });

  test('says what is still being read, and comes back by itself until all is there', () => {
    const state = 'its history is being read: 3 of 20 changes';
    const html = view({ reading: [{ name: HOSTILE, path: '/r/shop', state }] });
    expect(html).toMatch(/<meta http-equiv="refresh" content="\d+"/);
    expect(words(html)).toContain('its history is being read: 3 of 20 changes');
    expect(words(html)).toContain('comes back by itself');
    expect(html).not.toMatch(/<script|\u202e/);
    expect(view()).not.toContain('http-equiv="refresh"');
    // Nothing that is being typed is lost where a script asks instead.
    const asked = view({ reading: [{ name: 'shop', path: '/r/shop', state }], script: '/script.js' });
    expect(asked).toMatch(/<noscript><meta http-equiv="refresh" content="\d+"\/?><\/noscript>/);
    expect(asked).toContain('data-progress="/r/shop/progress.json"');
    expect(view({ script: '/script.js' })).not.toContain('<script');
  });

  test('is small enough for a slow line', () => {
    const rungs = {
      'test-first': 'holding',
      refactoring: 'slipping',
      'review-feedback': 'sustained',
    } as const;
    const listed = Array.from({ length: 500 }, (_, at) => madeListed(`acme/shop-${at}`, rungs));
    const repositories = listed.map(({ name }) => name);
    const form = { kind: 'open', token: 't', repositories, indicators, refused: null, chosen: null } as const;
    expect(view({ listed, form }).length).toBeLessThan(150 * 1024);
  });

  test('says what its words mean, what its numbers are of, and where the rest of the page is', () => {
    const html = view();
    expect(words(html)).toContain('early sign More than before, but for a short time');
    expect(words(html)).toContain('Test first The test is written before the code that it checks.');
    expect(html).toMatch(/<th scope="col">Test first<small>test-first<\/small><\/th>/);
    expect(words(html)).toContain('the share of all changes so far, and of how many');
    for (const id of ['due', 'tried', 'record']) {
      expect(html).toContain(`href="#${id}"`);
      expect(html).toContain(`id="${id}"`);
    }
    expect(words(html)).toContain('1 experiment due for review');
    expect(view({ listed: [madeListed('acme/anvil', { 'test-first': 'holding' })] })).not.toContain(
      'href="#due"',
    );
  });

  test('says the next step where there is nothing', () => {
    expect(words(view({ listed: [] }))).toContain('No repository yet. Install the app.');
    const none = view({ query: coachQuery({ q: 'zzz' }) });
    expect(words(none)).toContain('No repository fits.');
    expect(none).toContain('<a href="/coach">Show all of them</a>');
  });

  test('runs nothing and hides nothing, whatever names and titles are', () => {
    const html = view({
      listed: [{ ...madeListed(`acme/${HOSTILE}`, null), path: '/r/acme/odd' }],
      query: coachQuery({ q: HOSTILE.slice(0, 3) }),
      recorded: new Map([['acme/anvil', [{ ...recorded, title: HOSTILE }]]]),
    });
    expect(html).not.toMatch(/<script|\son\w+=|\sstyle="|\u202e/);
    expect(html).toContain('U+202E');
  });
});

describe('the page of an organisation', () => {
  const listed = [
    madeListed('acme/bellows', { 'test-first': 'slipping', refactoring: 'holding' }),
    madeListed('acme/anvil', { 'test-first': 'anchored', refactoring: 'no-baseline' }),
    madeListed('acme/crane', null),
  ];
  const told: TravelTold = {
    kind: 'told',
    countedOn: '2022-01-09',
    practices: [
      {
        practice: 'test-first',
        having: { x: 9, n: 14 },
        without: { x: 6, n: 22 },
        difference: { lower: 0.05, upper: 0.62 },
      },
      { practice: 'refactoring', having: null, without: { x: 1, n: 3 }, difference: null },
    ],
  };
  const report = (travel: TravelTold = told) =>
    organisationReport('acme', listed, (indicators) => adoptionOf(indicators, today), travel);
  const around = { path: '/o/acme', page: 1, say: PLAIN, reading: [], links: [] } as const;
  const shown = (sort: 'name' | 'help' = 'name', travel: TravelTold = told) =>
    organisationPage({ ...around, report: report(travel), listed, sort });

  test('says of how many repositories each number is', () => {
    const text = words(shown());
    expect(text).toContain('Of the 3 repositories that you may read here, 2 have a report.');
    expect(text).toContain(
      'In 2 of 2 repositories there is something to count, in 2 of them enough to compare; of those 2, 1 has a win that lasts (sustained or anchored), 1 is slipping.',
    );
    expect(text).toContain(
      'In 2 of 2 repositories there is something to count, in 1 of them enough to compare; of that 1, none has a win that lasts (sustained or anchored).',
    );
    expect(text).toContain('Review feedback No report has anything to count yet.');
    expect(text).toContain('anchored A win that has outlasted a year');
  });

  test('leads from how many stand on a rung to those, and to no others', () => {
    expect(shown()).toContain('href="/coach?q=acme%2F&amp;practice=test-first&amp;rung=slipping"');
    const local = [madeListed('anvil', { 'test-first': 'slipping' }), madeListed('other', null)];
    const all = organisationReport('All local repositories', local, () => [], told);
    const html = organisationPage({ ...around, path: '/o/local', report: all, listed: local, sort: 'name' });
    expect(html).toContain('href="/coach?practice=test-first&amp;rung=slipping"');
  });

  test('draws the curve, with its numbers beside it', () => {
    const html = shown();
    expect(html.match(/<svg [^>]*class="adoption"/g)).toHaveLength(2);
    expect(html).toContain('class="bar-anchored"');
    expect(html).toMatch(/<th scope="row">2022-01-10<\/th>/);
  });

  test('tells how practices travel, as shares of three people or more', () => {
    const text = words(shown());
    expect(text).toContain(
      'Test first: of 14 people who had taken it up in one repository, 9 (64%) do it in the next one. Of 22 who had worked beside it and not taken it up, 6 (27%) do. More than chance makes of it: the difference is 5 to 62 points',
    );
    expect(text).toContain('Refactoring: fewer than three people had taken it up');
    const why = 'It is being counted for the first time.';
    expect(words(shown('name', { kind: 'not-told', why }))).toContain(why);
  });

  test('lists repositories by name, or by what needs help: there is no other order', () => {
    expect(rowsOf(shown())).toEqual(['/r/acme/anvil', '/r/acme/bellows', '/r/acme/crane']);
    expect(rowsOf(shown('help'))).toEqual(['/r/acme/bellows', '/r/acme/anvil', '/r/acme/crane']);
    expect(shown()).not.toMatch(/rank|#1\b/i);
  });

  test('is of so many repositories a page, with what each page is of, under addresses that stay', () => {
    const many = Array.from({ length: 2 * ROWS + 5 }, (_, at) =>
      madeListed(`acme/${String(at).padStart(4, '0')}`, { refactoring: 'holding' }),
    );
    const all = organisationReport('acme', many, () => [], told);
    const at = (page: number, sort: 'name' | 'help' = 'name') =>
      organisationPage({ ...around, report: all, listed: many, sort, page });
    expect(rowsOf(at(1))).toHaveLength(ROWS);
    expect(rowsOf(at(3))).toHaveLength(5);
    expect(rowsOf(at(3)).at(-1)).toBe(`/r/acme/0${2 * ROWS + 4}`);
    expect(rowsOf(at(99))).toEqual(rowsOf(at(3)));
    expect(at(1)).toContain('href="/o/acme?page=2#repositories"');
    expect(at(2, 'help')).toContain('href="/o/acme?sort=help&amp;page=3#repositories"');
    expect(at(2, 'help')).toContain('href="/o/acme?sort=help#repositories"');
    expect(at(2)).toContain('href="/o/acme#repositories"');
    expect(words(at(2))).toContain(`${ROWS + 1} to ${2 * ROWS} of ${2 * ROWS + 5} · page 2 of 3`);
    expect(words(at(2))).toContain(`Of the ${2 * ROWS + 5} repositories that you may read here`);
    expect(words(shown())).not.toContain('page 1 of');
  });

  test('writes days as its reader does', () => {
    const html = organisationPage({
      ...around,
      report: report(),
      listed,
      sort: 'name',
      say: localeOf('de').say,
    });
    expect(words(html)).toContain('Counted on 09.01.2022.');
    expect(html).not.toMatch(/\d{4}-\d\d-\d\d/);
  });

  test('comes back by itself while repositories are being read', () => {
    const reading = [{ name: 'acme/crane', path: '/r/crane', state: 'its history is being read' }];
    const html = organisationPage({ ...around, report: report(), listed, sort: 'name', reading });
    expect(html).toMatch(/<meta http-equiv="refresh" content="\d+"/);
    expect(words(html)).toContain('acme/crane: its history is being read');
  });
});
