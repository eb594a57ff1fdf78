import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../src/jobs/app/app.js';
import { overviewOf } from '../../src/reports/overview.js';
import { appBadges } from '../../src/web/app-badges.js';
import { badgePages } from '../../src/web/badge-pages.js';
import { policed } from '../../src/web/policy.js';
import { madeApp, NOW } from '../jobs/app/made-app.js';
import { fullReport } from '../made-reports.js';

let app: App;
let close: () => Promise<void>;
let pages: Hono;
/** Whether whoever asks may read what is private. */
let isReader = true;

beforeAll(async () => {
  ({ app, close } = await madeApp());
  const { store } = app;
  await store.installations.put({ id: 1, account: 'acme', permissions: {}, suspended: false });
  for (const [id, name, hidden] of [
    [7, 'open', false],
    [8, 'secret', true],
    [9, 'new', false],
  ] as const) {
    const repository = { id, installation: 1, owner: 'acme', name, defaultBranch: 'main' };
    await store.repositories.put({ ...repository, private: hidden, archived: false });
    if (id === 9) continue;
    const { changes: _, ...head } = fullReport();
    await store.reports.put(
      id,
      { version: '1', head: JSON.stringify(head), index: '{}', overview: overviewOf(head) },
      NOW,
    );
  }
  pages = new Hono();
  pages.use(policed([]));
  pages.route(
    '/',
    badgePages(
      ':owner/:name',
      async (_context, asked) => {
        const [owner = '', name = ''] = asked.split('/');
        const found = await store.repositories.named(owner, name);
        if (found === null || (found.private && !isReader)) return null;
        return {
          name: asked,
          path: `/r/${asked}`,
          home: '/',
          forge: null,
          state: 'reading',
          done: 0,
          total: 0,
        };
      },
      (context) => context.text('missing', 404),
      appBadges(app, {
        formToken: async () => 'ours',
        isOurForm: async (_context, token) => token === 'ours',
      }),
    ),
  );
});
afterAll(() => close());

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await pages.request(`https://holdfast.example${path}`, { headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
};
/** Without what differs from one answer to the next. */
const all = ({ status, headers, text }: Awaited<ReturnType<typeof get>>) => [status, [...headers], text];

/** The address of the badge that the page of a private repository shows to its readers. */
async function address(): Promise<string> {
  const { text } = await get('/r/acme/secret/badges');
  const [, found = ''] =
    /\(https:\/\/holdfast\.example(\/r\/acme\/secret\/badge\/test-first\.svg\?token=[\w-]+)\)/.exec(text) ??
    [];
  expect(found).not.toBe('');
  return found;
}

describe('the badge of a public repository', () => {
  test('is an image that may be kept for minutes, and runs nothing', async () => {
    const { status, headers, text } = await get('/r/acme/open/badge/test-first.svg');
    expect([status, headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
    expect(headers.get('cache-control')).toBe('max-age=300');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(text).toContain('<title>test-first: sustained</title>');
    const again = await get('/r/acme/open/badge/test-first.svg', {
      'if-none-match': headers.get('etag') ?? '',
    });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  test('is JSON for other makers of badges', async () => {
    const { text } = await get('/r/acme/open/badge/review-feedback.json');
    expect(JSON.parse(text)).toEqual({
      schemaVersion: 1,
      label: 'review-feedback',
      message: 'sustained',
      color: 'green',
    });
  });

  test('says that it is being read before there is a report', async () => {
    expect((await get('/r/acme/new/badge/test-first.svg')).text).toContain('being read');
  });

  test('is copied from a page, with no token', async () => {
    const { text } = await get('/r/acme/open/badges');
    expect(text).toContain(
      '[![test-first](https://holdfast.example/r/acme/open/badge/test-first.svg)](https://holdfast.example/r/acme/open)',
    );
    expect(text).not.toMatch(/token=|<form/);
  });
});

describe('the badge of a private repository', () => {
  test('is for whoever has its token, and otherwise looks as if it were missing', async () => {
    expect((await get(await address())).text).toContain('<title>test-first: sustained</title>');
    for (const token of ['', '?token=', '?token=x', `?token=${'a'.repeat(43)}`])
      for (const end of ['svg', 'json']) {
        const hidden = await get(`/r/acme/secret/badge/test-first.${end}${token}`);
        expect(hidden.status).toBe(404);
        expect(hidden.text).toContain('unknown');
        expect(all(hidden)).toEqual(all(await get(`/r/acme/nothing/badge/test-first.${end}${token}`)));
      }
  });

  test('has the same address until a new one is made, and the old one shows nothing then', async () => {
    const before = await address();
    expect(await address()).toBe(before);
    const post = (csrf: string) =>
      pages.request('https://holdfast.example/r/acme/secret/badges', {
        method: 'POST',
        body: new URLSearchParams({ csrf }),
      });
    expect((await post('theirs')).status).toBe(403);
    expect(await address()).toBe(before);
    expect((await post('ours')).status).toBe(303);
    const after = await address();
    expect(after).not.toBe(before);
    expect((await get(before)).status).toBe(404);
    expect((await get(after)).status).toBe(200);
  });

  test('is void when the installation is another one', async () => {
    const before = await address();
    await app.store.installations.remove(1);
    await app.store.installations.put({ id: 1, account: 'acme', permissions: {}, suspended: false });
    expect((await get(before)).status).toBe(404);
  });

  test('shows no address to who may not read it', async () => {
    isReader = false;
    expect(all(await get('/r/acme/secret/badges'))).toEqual(all(await get('/r/acme/nothing/badges')));
    isReader = true;
  });
});

test('what is no practice is unknown', async () => {
  const { status, text } = await get('/r/acme/open/badge/heroism.svg');
  expect([status, text.includes('unknown')]).toEqual([404, true]);
});
