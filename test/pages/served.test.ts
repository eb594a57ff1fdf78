import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messagePage, waitingPage } from '../../src/pages/waiting.js';
import { openStore } from '../../src/store/open-store.js';
import { SCRIPT_PATH } from '../../src/web/assets.js';
import { embeddedFolders } from '../services/embedded.js';
import { madePages, storeTeam } from '../services/made-pages.js';
import { CHROMIUM_ARGS, chromiumHere, served } from '../services/served.js';

if (chromiumHere === null) console.warn('Left out: served pages in Chromium, because it is not installed');

const AT = '/r/acme/shop';

describe.skipIf(chromiumHere === null)('what the pages do in Chromium', () => {
  let browser: Browser;
  let url = '';
  const closing: (() => unknown)[] = [];

  beforeAll(async () => {
    const folders = await embeddedFolders();
    const store = await openStore({ url: null, folder: folders.copy() });
    await storeTeam(store, { changes: 420, weeks: 80 });
    const pages = madePages(store);
    let done = 0;
    const server = await served((request) => {
      const { pathname } = new URL(request.url);
      const html = (text: string) => new Response(text, { headers: { 'content-type': 'text/html' } });
      if (pathname === '/waiting')
        return done > 2
          ? html(messagePage('The report', 'is there'))
          : html(waitingPage('shop', { done: 0, total: 3 }, { script: SCRIPT_PATH, ask: '/progress' }));
      if (pathname === '/progress') {
        done += 1;
        const state = done > 2 ? 'ready' : 'reading';
        return Response.json({ state, done, total: 3, words: `read so far: ${done}` });
      }
      return pages.fetch(request);
    });
    url = server.url;
    browser = await chromium.launch({ executablePath: chromiumHere ?? '', args: CHROMIUM_ARGS });
    closing.push(() => browser.close(), server.close, store.close, folders.remove);
  }, 180_000);
  afterAll(async () => {
    for (const close of closing) await close();
  });

  async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    const page = await context.newPage();
    const failed: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of 404/.test(message.text())) failed.push(message.text());
    });
    page.on('pageerror', (error) => failed.push(String(error)));
    await page.goto(`${url}${path}`);
    // A policy that refuses what the page needs would be told here.
    expect(failed).toEqual([]);
    return page;
  }

  test('begin with what is newest where a chart is wider than the screen', async () => {
    const page = await open(AT, { viewport: { width: 360, height: 800 } });
    const [scroller, drawing] = [page.locator('.chart').first(), page.locator('.chart svg').first()];
    const [outer, inner] = [await scroller.boundingBox(), await drawing.boundingBox()];
    expect(
      Math.abs((inner?.x ?? 0) + (inner?.width ?? 0) - (outer?.x ?? 0) - (outer?.width ?? 0)),
    ).toBeLessThan(2);
    await page.context().close();
  });

  test('say what a point counts, by pointer and by key, and open its changes', async () => {
    const page = await open(AT);
    const point = page.locator('.chart circle').nth(5);
    await point.hover();
    const bubble = page.locator('.bubble');
    await expect.poll(() => bubble.textContent()).toMatch(/^[A-Z][a-z]{2} \d+, 20\d\d.*: \d+ of \d+, \d+%/);
    await page.locator('.chart').first().focus();
    await page.keyboard.press('End');
    const last = await bubble.textContent();
    await page.keyboard.press('ArrowLeft');
    expect(await bubble.textContent()).not.toBe(last);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/changes\?indicator=test-first\.observed&from=20\d\d-\d\d-\d\d&to=/);
    const [, n] = /: \d+ of (\d+)/.exec(last ?? '') ?? [];
    expect(await page.locator('main').textContent()).toContain(`${n} changes`);
    await page.context().close();
  });

  test('zoom into a time that is dragged over', async () => {
    const page = await open(AT);
    const chart = page.locator('.chart').first();
    await chart.scrollIntoViewIfNeeded();
    const box = await chart.boundingBox();
    if (box === null) throw new Error('there is no chart');
    const y = box.y + box.height - 60;
    await page.mouse.move(box.x + box.width * 0.4, y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.6, y, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL(/\?from=20\d\d-\d\d-\d\d&to=20\d\d-\d\d-\d\d$/);
    expect(await page.getByRole('status').first().textContent()).toContain('Shown: from');
    await page.context().close();
  });

  test('ask for a part without a script too', async () => {
    const page = await open(AT, { javaScriptEnabled: false });
    await page.locator('select[name=focus]').selectOption('Billing');
    await page.locator('input[name=from]').fill('2025-06-01');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.waitForURL(/\?focus=Billing&from=2025-06-01&to=$/);
    expect(await page.locator('[role=status]').textContent()).toContain('in focus “Billing”');
    await page.context().close();
  });

  test('tell how far an import is, and show what comes of it', async () => {
    const page = await open('/waiting');
    await expect
      .poll(() => page.locator('[data-words]').textContent(), { timeout: 20_000 })
      .toBe('read so far: 1');
    expect(await page.locator('progress').getAttribute('value')).toBe('1');
    await expect.poll(() => page.locator('main').textContent(), { timeout: 20_000 }).toContain('is there');
    await page.context().close();
  });
});
