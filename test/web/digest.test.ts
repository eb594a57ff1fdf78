import type { Context } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../src/jobs/app/app.js';
import { overviewOf } from '../../src/reports/overview.js';
import { openStore } from '../../src/store/open-store.js';
import { digestOfApp } from '../../src/web/app-digest.js';
import { digestRoutes } from '../../src/web/digest-routes.js';
import { madeIndicator, madeOutcome, madeReport, madeStanding } from '../made-reports.js';
import { embeddedFolders } from '../services/embedded.js';

const NOW = Date.UTC(2026, 10, 26) / 1000;
const DAY = 24 * 60 * 60;
const HOSTILE = '<script>alert(1)</script> [x](https://evil.example)';

let app: Pick<App, 'store' | 'publicUrl' | 'canSignIn' | 'now'>;
let close: () => Promise<void>;
const place = (id: number) => ({ id, owner: 'acme', name: `shop-${id}`, private: id !== 7 });

beforeAll(async () => {
  const folders = await embeddedFolders();
  const store = await openStore({ url: null, folder: folders.copy() });
  app = { store, publicUrl: 'https://holdfast.example', canSignIn: false, now: () => NOW };
  close = async () => {
    await store.close();
    folders.remove();
  };
  for (const id of [7, 8, 9]) {
    await store.repositories.put({ ...place(id), installation: 3, defaultBranch: 'main', archived: false });
    const step = { start: '2026-11-16', from: 'early-win', to: 'holding', reason: 'x' } as const;
    const indicator = madeIndicator({
      standing: madeStanding(id === 8 ? 'slipping' : 'holding'),
      log: [step],
    });
    const interventions = [madeOutcome({ title: HOSTILE, start: '2026-09-07', end: '2026-09-07' })];
    const report = madeReport({ indicators: [indicator], interventions });
    // That of the ninth one was reached, and told, before this week.
    await store.changes.saveTrends(id, [indicator], NOW - (id === 9 ? 8 : 2) * DAY);
    const kept = { version: 'v', head: '{}', index: '{}', overview: overviewOf(report) };
    await store.reports.put(id, kept, NOW);
  }
});
afterAll(() => close());

const ask = (path: string, readable: readonly number[] | null): Promise<Response> | Response =>
  digestRoutes(
    digestOfApp(app, async (_: Context) => (readable === null ? null : readable.map(place))),
  ).request(path);
const text = async (path: string, readable: readonly number[]): Promise<string> =>
  (await ask(path, readable)).text();

describe('the digest', () => {
  test.each(['/coach/digest', '/coach/digest.md'])('at %s is for who is signed in', async (path) => {
    const answer = await ask(path, null);
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(`/sign-in?next=${encodeURIComponent(path)}`);
  });

  test.each(['/coach/digest', '/coach/digest.md'])(
    'at %s tells of what they may read, and of nothing else',
    async (path) => {
      const all = await text(path, [7, 8]);
      expect(all).toContain('What became of practices, 2026-11-19 to 2026-11-26');
      for (const name of ['acme/shop-7', 'acme/shop-8']) expect(all).toContain(name);
      expect(await text(path, [7])).not.toContain('acme/shop-8');
      expect(all).not.toContain('acme/shop-9');
    },
  );

  test('tells of a rung in the week in which it was seen first', async () => {
    expect(await text('/coach/digest.md', [7])).toContain('early sign → holding');
    expect(await text('/coach/digest.md', [9])).not.toContain('early sign → holding');
  });

  test('as Markdown is Markdown, and lets nothing of a repository be more than words', async () => {
    const answer = await ask('/coach/digest.md', [7]);
    expect(answer.headers.get('content-type')).toMatch(/^text\/markdown/);
    const markdown = await answer.text();
    expect(markdown).toContain('[`acme/shop-7`](<https://holdfast.example/r/acme/shop-7>)');
    expect(markdown).toContain('<script>alert(1)</script> [x](https://evil.example)”`');
  });

  test('as a page lets nothing of a repository be more than words', async () => {
    const page = await text('/coach/digest', [7]);
    expect(page).toContain('&lt;script&gt;');
    expect(page).not.toContain('<script>');
  });

  test('of nothing is a page all the same', async () => {
    expect(await text('/coach/digest', [])).toContain('0 repositories');
  });
});
