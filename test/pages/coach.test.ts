import { describe, expect, test } from 'vitest';
import { type CoachPageView, coachPage, ROWS } from '../../src/pages/coach.js';
import type { Recorded } from '../../src/pages/coach-form.js';
import { organisationPage } from '../../src/pages/organisation.js';
import { coachQuery } from '../../src/reports/coach.js';
import { organisationReport, type TravelTold } from '../../src/reports/organisation.js';
import { adoptionOf } from '../../src/trends/adoption.js';
import { madeListed } from '../made-listed.js';
import { madeOutcome, monday } from '../made-reports.js';

const today = monday(53);
const recorded: Recorded = {
  ...madeOutcome({ title: 'Pairing with the coach', start: monday(40), end: monday(41) }),
  id: 3,
};
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
    links: [{ name: 'All of acme', href: '/o/acme' }],
    begin: 'Install the app.',
    form: {
      kind: 'open',
      token: 'secret-token',
      repositories: ['acme/anvil'],
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

  test('offers to record where one may push, and takes nothing away elsewhere', () => {
    const closed = view({ form: { kind: 'closed', why: 'You may push to none of these.' } });
    expect(words(closed)).toContain('You may push to none of these.');
    expect(closed).not.toContain('method="post"');
    const open = view({ recorded: new Map([['acme/bellows', [recorded]]]) });
    expect(open).not.toContain('/remove"');
    expect(open.match(/name="csrf" value="secret-token"/g)).toHaveLength(2);
  });

  test('gives back what was refused, with what is to be mended', () => {
    const html = view({
      form: {
        ...{ kind: 'open', token: 't', repositories: ['acme/anvil'], chosen: null },
        refused: {
          values: { kind: 'experiment', title: HOSTILE, review: '2020-01-01' },
          problems: [{ field: 'review', message: 'review day: expected a day after start' }],
        },
      },
    });
    expect(words(html)).toContain('Nothing was recorded: review day: expected a day after start');
    expect(html).toMatch(/name="review" value="2020-01-01"[^>]* aria-invalid="true" autofocus/);
    expect(html.match(/<details open/g)).toHaveLength(1);
    expect(html).not.toContain('<script');
  });

  test('is of so many repositories a page', () => {
    const listed = Array.from({ length: ROWS + 5 }, (_, at) =>
      madeListed(`acme/${at}`, { refactoring: 'holding' }),
    );
    const query = coachQuery({ rung: 'holding' });
    expect(rowsOf(view({ listed, query }))).toHaveLength(ROWS);
    expect(view({ listed, query })).toContain('href="/coach?rung=holding&amp;page=2"');
    expect(rowsOf(view({ listed, query: { ...query, page: 2 } }))).toHaveLength(5);
    expect(rowsOf(view({ listed, query: { ...query, page: 99 } }))).toHaveLength(5);
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
  const shown = (sort: 'name' | 'help' = 'name', travel: TravelTold = told) =>
    organisationPage({ report: report(travel), listed, path: '/o/acme', sort, links: [] });

  test('says of how many repositories each number is', () => {
    const text = words(shown());
    expect(text).toContain('Of the 3 repositories that you may read here, 2 have a report.');
    expect(text).toContain(
      '2 of 2 have something to count, 2 of them enough to compare it with; of those 2, 1 with a win that lasts and 1 slipping.',
    );
    expect(text).toContain(
      '2 of 2 have something to count, 1 of them enough to compare it with; of those 1, 0 with a win',
    );
    expect(text).toContain('Review feedback No report has anything to count yet.');
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
});
