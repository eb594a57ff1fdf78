import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RepositoryReport } from '../../src/model/report.js';
import { openStore } from '../../src/store/open-store.js';
import type { Store } from '../../src/store/store.js';
import { embeddedFolders } from '../services/embedded.js';
import { FORGE, madePages, makeReport, storeTeam } from '../services/made-pages.js';

const CHANGES = 420;
const AT = '/r/acme/shop';

let store: Store;
let pages: ReturnType<typeof madePages>;
let removeFolders = (): void => {};

beforeAll(async () => {
  const folders = await embeddedFolders();
  removeFolders = folders.remove;
  store = await openStore({ url: null, folder: folders.copy() });
  await storeTeam(store, { changes: CHANGES, weeks: 80 });
  pages = madePages(store);
}, 120_000);
afterAll(async () => {
  await store.close();
  removeFolders();
});

const get = (path: string, headers: Record<string, string> = {}) => pages.request(path, { headers });
const text = async (path: string, headers?: Record<string, string>): Promise<string> => {
  const response = await get(path, headers);
  expect(response.status).toBe(200);
  return response.text();
};
const json = async (path: string): Promise<RepositoryReport> => JSON.parse(await text(path));
/** Where a page leads, of its own site. */
const hrefs = (html: string): string[] =>
  [...html.matchAll(/ href="([^"]+)"/g)].map(([, href]) => (href ?? '').replaceAll('&amp;', '&'));

describe('the page of a repository', () => {
  test('opens every share to exactly the changes that it counts', async () => {
    const report = await json(`${AT}.json`);
    const html = await text(AT);
    let opened = 0;
    for (const { name, x, n, of } of report.indicators) {
      if (n === 0) continue;
      for (const counts of ['x', 'n'] as const) {
        const href = `${AT}/changes?indicator=${name}${counts === 'x' ? '&counts=x' : ''}`;
        expect(hrefs(html)).toContain(href);
        const list = await text(href);
        const wanted = counts === 'x' ? x : n;
        expect(list).toContain(
          of === 'threads'
            ? ` with ${wanted.toLocaleString('en-US')} of ${n.toLocaleString('en-US')} threads`
            : `${wanted.toLocaleString('en-US')} change`,
        );
        opened += 1;
      }
    }
    expect(opened).toBeGreaterThan(15);
  });

  test('leads to nothing that is not there', async () => {
    const seen = new Set<string>();
    const waiting = [AT];
    for (let path = waiting.pop(); path !== undefined && seen.size < 60; path = waiting.pop()) {
      if (seen.has(path)) continue;
      seen.add(path);
      const html = await text(path);
      // Some of each kind of page; hundreds look the same.
      for (const href of hrefs(html).filter((it) => it.startsWith('/r/'))) {
        const kind = href.replace(/[0-9a-f]{40}/, 'ID').replace(/\d{4}-\d\d-\d\d/g, 'DAY');
        if (
          ![...seen, ...waiting].some(
            (it) => it.replace(/[0-9a-f]{40}/, 'ID').replace(/\d{4}-\d\d-\d\d/g, 'DAY') === kind,
          )
        )
          waiting.push(href);
      }
    }
    expect(seen.size).toBeGreaterThan(25);
  });

  test('shows a part of it, says so, and keeps that in what it leads to', async () => {
    const part = '?focus=Billing&from=2025-01-01&to=2025-06-30';
    const html = await text(`${AT}${part}`);
    expect(html).toContain('Shown: in focus “Billing”, from 2025-01-01 to 2025-06-30');
    const own = hrefs(html).filter((href) => href.startsWith(`${AT}/changes?indicator`));
    expect(own.length).toBeGreaterThan(10);
    for (const href of own) expect(href).toContain('focus=Billing&from=2025-01-01&to=2025-06-30');
    for (const end of ['json', 'csv', 'md']) expect(hrefs(html)).toContain(`${AT}.${end}${part}`);
    const whole = await json(`${AT}.json`);
    const report = await json(`${AT}.json${part}`);
    expect(report).toMatchObject({ filter: { focus: 'Billing', from: '2025-01-01', to: '2025-06-30' } });
    expect(report.changes.length).toBe(report.counts.changes);
    expect(report.changes.length).toBeLessThan(whole.changes.length / 3);
    for (const { mergedAt } of report.changes)
      expect(mergedAt.slice(0, 10) >= '2025-01-01' && mergedAt < '2025-07').toBe(true);
    const first = report.changes.filter((row) => row.class === 'first').length;
    expect(report.indicators[0]).toMatchObject({ x: first, standing: whole.indicators[0]?.standing });
    expect((await text(`${AT}.csv${part}`)).trim().split('\r\n')).toHaveLength(report.changes.length + 1);
    expect(await text(`${AT}.md${part}`)).toContain('Shown: in focus');
  });

  test('says what of an address makes no sense; data are not given for it', async () => {
    expect(await text(`${AT}?from=2025-02-31`)).toContain('from is no day');
    const response = await get(`${AT}.json?focus=x`);
    expect([response.status, await response.text()]).toEqual([
      400,
      'focus names no area in focus: there is “Billing”, “Orders”\n',
    ]);
  });

  test('is the same report in what the reader accepts', async () => {
    const typeOf = async (accept: string): Promise<string | null> =>
      (await get(AT, { accept })).headers.get('content-type');
    expect(await typeOf('application/json')).toBe('application/json');
    expect(await typeOf('text/csv;q=0.9, text/html;q=0.1')).toMatch(/^text\/csv/);
    expect(await typeOf('text/markdown')).toMatch(/^text\/markdown/);
    expect(await typeOf('text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8')).toMatch(
      /^text\/html/,
    );
    expect(await typeOf('*/*')).toMatch(/^text\/html/);
  });

  test('is asked for again without being sent again, until the report says something else', async () => {
    const first = await get(AT, { 'accept-encoding': 'gzip' });
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    expect(first.headers.get('content-encoding')).toBe('gzip');
    const etag = first.headers.get('etag') ?? '';
    const zipped = Buffer.from(await first.arrayBuffer());
    expect(gunzipSync(zipped).toString()).toBe(await text(AT));
    const again = await get(AT, { 'if-none-match': etag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await get(AT, { 'if-none-match': '"other"' })).status).toBe(200);
    const data = await get(`${AT}.csv`);
    expect((await get(`${AT}.csv`, { 'if-none-match': data.headers.get('etag') ?? '' })).status).toBe(304);
    // The same report made anew is the same page.
    await makeReport(store);
    expect((await get(AT, { 'if-none-match': etag })).status).toBe(304);
    // A page of another version is another page.
    const kept = await store.reports.head(7);
    const index = await store.reports.index(7);
    const overview = (await store.reports.overviews([7])).get(7)?.overview;
    if (kept === null || index === null || overview === undefined) throw new Error('there is no report');
    const head = JSON.stringify({ ...JSON.parse(kept.head), vision: 'Another vision' });
    await store.reports.put(7, { version: 'other', head, index, overview }, 9);
    const other = await get(AT, { 'if-none-match': etag });
    expect(other.status).toBe(200);
    expect(await other.text()).toContain('Another vision');
    await makeReport(store);
  });

  test('writes days and numbers as its reader does', async () => {
    const german = await text(`${AT}/changes`, { 'accept-language': 'xx-invalid-, de-DE;q=0.9, en;q=0.5' });
    expect(german).toMatch(/<span class="quiet">\d\d\.\d\d\.202\d<\/span>/);
    expect(await text(`${AT}/changes`)).toMatch(/<span class="quiet">202\d-\d\d-\d\d<\/span>/);
  });

  test('has one script of its own, which may be kept for ever', async () => {
    const response = await get(AT);
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    const [, src = ''] = /<script src="([^"]+)" defer/.exec(await response.text()) ?? [];
    const script = await get(src);
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect(script.headers.get('content-type')).toMatch(/^text\/javascript/);
    const code = await script.text();
    expect(() => new Function(code)).not.toThrow();
    expect(code).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
  });

  test('holds for a repository of another owner, and no page of it, that there is none', async () => {
    for (const path of ['/r/acme/other', '/r/acme/other/changes', `/r/acme/other/changes/${'a'.repeat(40)}`])
      expect((await get(path)).status).toBe(404);
    for (const path of [`${AT}/changes/nothing`, `${AT}/changes/${'a'.repeat(40)}`, `${AT}/indicators/none`])
      expect((await get(path)).status).toBe(404);
  });
});

describe('changes', () => {
  test('come fifty on a page, and all of them on all pages', async () => {
    const ids = new Set<string>();
    for (let page = 1; page <= Math.ceil(CHANGES / 50); page += 1) {
      const html = await text(`${AT}/changes?page=${page}`);
      const own = hrefs(html).filter((href) => /\/changes\/[0-9a-f]{40}$/.test(href));
      const shown = new Set([...html.matchAll(/<details><summary>/g)]).size;
      expect(shown).toBe(page <= Math.floor(CHANGES / 50) ? 50 : CHANGES % 50);
      for (const href of own) ids.add(href);
      expect(html).toContain(`page ${page} of 9`);
    }
    expect(ids.size).toBe(CHANGES);
    expect(await text(`${AT}/changes?page=99`)).toContain('There is no page 99: the last one is 9.');
  });

  test('open to files, lines and commits where the forge has them, and to what there is to learn from', async () => {
    const { changes } = await json(`${AT}.json`);
    const refactored = changes.find((row) => row.refactoring.class === 'refactored');
    const [found] =
      refactored?.findings?.flatMap((it) => (it.practice === 'refactoring' ? it.refactorings : [])) ?? [];
    const html = await text(`${AT}/changes/${refactored?.id}`);
    expect(hrefs(html)).toContain(`${FORGE}/acme/shop/blob/${found?.commit}/${found?.after.file}#L12-L30`);
    const untested = changes.find((row) => row.class === 'untested' && row.number !== null);
    const open = await text(`${AT}/changes/${untested?.id}`);
    expect(hrefs(open)).toContain(`${FORGE}/acme/shop/pull/${untested?.number}`);
    expect(open).toContain('Nearest test to');
    expect(open).toContain('A change that shows how:');
    expect(open).toContain('the newest in the same folder');
    expect(open).toContain('href="https://handbook.example/test-first"');
  });
});
