import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countTravel } from '../../src/jobs/app/count-travel.js';
import { KeptOverviews } from '../../src/jobs/app/kept-overviews.js';
import type { Access, Admitted } from '../../src/web/access.js';
import { coachOfApp, organisationsOfApp } from '../../src/web/app-coach.js';
import { coachRoutes } from '../../src/web/coach-routes.js';
import { organisationRoutes } from '../../src/web/organisation-routes.js';
import { madeApp, NOW } from '../jobs/app/made-app.js';
import { madeListed } from '../made-listed.js';
import { madePeriod, madeStanding, monday } from '../made-reports.js';
import { judgedChange, repository, trend } from '../store/made.js';

const DAY = 24 * 60 * 60;
const admitted = (id: number, mayWrite = false, owner = 'acme'): Admitted => ({
  ...{ id, owner, name: `shop-${id}`, private: true, mayWrite },
});
const both = [admitted(7, true), admitted(8)];

/** Somebody who may read some repositories; null: nobody is signed in. */
function reader(mine: readonly Admitted[] | null): Access {
  return {
    repositories: async () => mine,
    repository: async (_context, owner, name) =>
      mine?.find((one) => one.owner === owner && one.name === name) ?? null,
    formToken: async () => (mine === null ? null : 'token'),
    isOurForm: async (_context, token) => mine !== null && token === 'token',
    reader: async () => (mine === null ? null : { login: 'ada' }),
  };
}

let made: Awaited<ReturnType<typeof madeApp>>;
let overviews: KeptOverviews;
beforeAll(async () => {
  made = await madeApp();
  overviews = new KeptOverviews(made.app.store);
  const { repositories, reports, installations } = made.app.store;
  await installations.put({ id: 3, account: 'acme', permissions: {}, suspended: false });
  for (const id of [7, 8, 9]) {
    await repositories.put(repository(id));
    const { overview } = madeListed(`shop-${id}`, { 'test-first': id === 8 ? 'slipping' : 'holding' });
    if (overview !== null && id < 9)
      await reports.put(id, { version: '1', head: '{}', index: '[]', overview }, 1);
  }
}, 120_000);
afterAll(() => made?.close());

function pagesOf(mine: readonly Admitted[] | null): Hono {
  const access = reader(mine);
  const app = { ...made.app, now: () => NOW, overviews };
  const pages = coachRoutes(coachOfApp(app, access, async () => null));
  pages.route('/', organisationRoutes(organisationsOfApp(app, access)));
  return pages;
}
const get = async (path: string, mine: readonly Admitted[] | null = both) => {
  const response = await pagesOf(mine).request(path);
  return { status: response.status, to: response.headers.get('location'), text: await response.text() };
};
const post = async (path: string, form: Record<string, string>, mine: readonly Admitted[] | null = both) => {
  const response = await pagesOf(mine).request(path, { method: 'POST', body: new URLSearchParams(form) });
  return { status: response.status, to: response.headers.get('location'), text: await response.text() };
};
const session = {
  csrf: 'token',
  repository: 'acme/shop-7',
  kind: 'coaching',
  title: 'Test-first in billing',
  start: '2026-10-05',
  end: '',
  practice: 'test-first',
};

describe("the coach's view of an app", () => {
  test('is for who is signed in, and leads back to what was asked for', async () => {
    expect(await get('/coach?rung=slipping', null)).toMatchObject({
      status: 302,
      to: '/sign-in?next=%2Fcoach%3Frung%3Dslipping',
    });
    for (const path of ['/coach.csv', '/coach.json', '/o/acme'])
      expect((await get(path, null)).status).toBe(302);
    expect((await post('/coach/interventions', session, null)).status).toBe(302);
  });

  test('shows what they may read, and nothing else', async () => {
    const { text } = await get('/coach');
    expect(text.indexOf('acme/shop-8')).toBeLessThan(text.indexOf('acme/shop-7'));
    expect(text).not.toContain('shop-9');
    expect((await get('/coach', [admitted(7)])).text).not.toContain('shop-8');
    expect((await get('/coach', [])).text).toContain('No repository yet');
    expect((await get('/coach', [admitted(9)])).text).toContain('no report yet');
    expect(text).toContain('href="/o/acme"');
  });

  test('shows a report that was made anew since it was looked at', async () => {
    const { reports } = made.app.store;
    const put = (version: string, rung: 'holding' | 'relapsed') => {
      const { overview } = madeListed('shop-7', { 'test-first': rung });
      if (overview === null) throw new Error('it has one');
      return reports.put(7, { version, head: '{}', index: '[]', overview }, 1);
    };
    await put('2', 'relapsed');
    expect((await get('/coach.csv')).text).toContain('shop-7,test-first,test-first.observed,relapsed');
    await put('3', 'holding');
    expect((await get('/coach.csv')).text).toContain('shop-7,test-first,test-first.observed,holding');
  });

  test('is CSV and JSON too, with the same questions', async () => {
    const csv = (await get('/coach.csv?sort=name')).text.split('\r\n');
    expect(csv[0]).toBe('repository,practice,indicator,rung,since,x,n,lower,upper,guards');
    expect(csv[2]).toMatch(/^acme\/shop-8,test-first,test-first\.observed,slipping,/);
    const json = JSON.parse((await get('/coach.json?rung=slipping')).text);
    expect(json.repositories.map(({ name }: { name: string }) => name)).toEqual(['acme/shop-8']);
    expect(JSON.stringify(json)).not.toContain('token');
  });

  test('records by its form, for who may push, and takes away again', async () => {
    const { store, queue } = made.app;
    const waiting = (await queue.counts()).waiting;
    expect(await post('/coach/interventions', session)).toMatchObject({
      status: 303,
      to: '/coach?done=recorded#tried',
    });
    expect((await store.interventions.of(7)).map(({ title }) => title)).toEqual(['Test-first in billing']);
    expect((await queue.counts()).waiting).toBe(waiting + 1);
    const shown = (await get('/coach?done=recorded')).text;
    expect(shown).toContain('It is recorded.');
    const id = /name="id" value="(\d+)"/.exec(shown)?.[1] ?? '';
    const removal = { csrf: 'token', repository: 'acme/shop-7', id };
    const foreign = [admitted(7), admitted(8, true)];
    expect((await post('/coach/interventions/remove', removal, foreign)).status).toBe(403);
    expect((await post('/coach/interventions/remove', { ...removal, csrf: 'x' })).status).toBe(403);
    expect(await store.interventions.of(7)).toHaveLength(1);
    // By the number of another repository's nothing goes.
    await post('/coach/interventions/remove', { ...removal, repository: 'acme/shop-8' }, foreign);
    expect(await store.interventions.of(7)).toHaveLength(1);
    expect((await post('/coach/interventions/remove', removal)).status).toBe(303);
    expect(await store.interventions.of(7)).toEqual([]);
    expect((await post('/coach/interventions/remove', removal)).status).toBe(303);
  });

  test.each([
    ['from elsewhere', { csrf: 'other' }, 403],
    ['without a token', { csrf: '' }, 403],
    ['for a repository that they only read', { repository: 'acme/shop-8' }, 403],
    ['for one that is not theirs', { repository: 'acme/shop-9' }, 403],
    ['for what is none', { repository: 'acme/shop-7/x' }, 403],
    ['with a name', { title: 'Pairing with @ada' }, 422],
    ['of no kind', { kind: 'party' }, 422],
    ['larger than a form', { title: 'x'.repeat(20_000) }, 413],
  ])('records nothing %s', async (_name, over, status) => {
    const answer = await post('/coach/interventions', { ...session, ...over });
    expect(answer.status).toBe(status);
    expect(await made.app.store.interventions.of(7)).toEqual([]);
    expect(await made.app.store.interventions.of(8)).toEqual([]);
    if (status === 422) expect(answer.text).toContain('Nothing was recorded');
  });
});

describe('the page of an organisation of an app', () => {
  test('is of what they may read of it, whatever the case of its name', async () => {
    const { text } = await get('/o/ACME');
    expect(text).toContain('Of the 2 repositories that you may read here, 2 have a report.');
    expect((await get('/o/other')).status).toBe(404);
    expect((await get('/o/acme', [admitted(7, true, 'other')])).status).toBe(404);
    expect((await get('/o/acme.pdf')).status).toBe(404);
    expect((await get('/o/acme.constructor')).status).toBe(404);
  });

  test('is JSON, CSV and Markdown too', async () => {
    const json = JSON.parse((await get('/o/acme.json')).text);
    expect(json).toMatchObject({ organisation: 'acme', repositories: { readable: 2, withReport: 2 } });
    expect(json.list.map(({ name }: { name: string }) => name)).toEqual(['acme/shop-7', 'acme/shop-8']);
    expect((await get('/o/acme.csv')).text).toMatch(/^practice,day,rung,repositories\r\ntest-first,/);
    const markdown = (await get('/o/acme.md')).text;
    expect(markdown).toContain('| `acme/shop-8` | slipping |');
  });

  test('tells how practices travel to who may read all that it is counted from', async () => {
    const { app } = made;
    const { store } = app;
    expect((await get('/o/acme')).text).toContain('It is being counted for the first time');
    const start = Date.parse(monday(20)) / 1000;
    const page = (who: string, from: number, x: number, of: number) =>
      Array.from({ length: 10 }, (_, at) => {
        const { judgement } = judgedChange(1000 * of + at + 20 * who.charCodeAt(0));
        const change = { ...judgement.change, author: who, mergedAt: start + (from + at) * DAY };
        const indicator = 'test-first.observed';
        return {
          judgement: { ...judgement, change },
          observations: [{ indicator, x: at < x ? 1 : 0 } as const],
        };
      });
    const people = ['a', 'b', 'c', 'd', 'e', 'f'];
    const there = people.flatMap((who) => page(who, 10, who < 'd' ? 8 : 0, 1));
    const here = people.flatMap((who) => page(who, 60, who < 'c' ? 8 : 0, 2));
    await store.changes.add(7, there, { name: 'sync', before: null, after: '1' });
    await store.changes.add(8, here, { name: 'sync', before: null, after: '1' });
    const periods = Array.from({ length: 40 }, (_, week) => madePeriod(week, week < 20 ? 2 : 6, 10));
    const log = [{ start: monday(20), from: 'no-signal', to: 'early-win', reason: 'x' }] as const;
    const gained = trend('test-first.observed', log, {
      periods,
      baseline: { from: monday(0), to: monday(11), x: 24, n: 120 },
      standing: madeStanding('holding'),
    });
    await store.changes.saveTrends(7, [gained], 1);
    await countTravel({ ...app, now: () => NOW }, 3, new AbortController().signal);
    const { text } = await get('/o/acme');
    expect(text).toContain(
      'of 3 people who had taken it up in one repository, 2 (67%) do it in the next one',
    );
    expect(text).toContain('Of 3 who had worked beside it and not taken it up, 0 (0%) do');
    const fewer = (await get('/o/acme', [admitted(7)])).text;
    expect(fewer).not.toContain('of 3 people');
    expect(fewer).toContain('some of them are not yours to read');
    for (const format of ['json', 'md', 'csv'])
      expect((await get(`/o/acme.${format}`)).text).not.toMatch(/"(?:a|b|c|d|e|f)"/);
  });
});
