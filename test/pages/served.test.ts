import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messagePage, waitingPage } from '../../src/pages/waiting.js';
import { openStore } from '../../src/store/open-store.js';
import { SCRIPT_PATH } from '../../src/web/assets.js';
import { embeddedFolders } from '../services/embedded.js';
import { madePages, storeTeam } from '../services/made-pages.js';
import { CHROMIUM_ARGS, chromiumHere, served } from '../services/served.js';
import { repository } from '../store/made.js';

if (chromiumHere === null) console.warn('Left out: served pages in Chromium, because it is not installed');

const AT = '/r/acme/shop';
const PATHS = [
  AT,
  `${AT}?focus=Billing&from=2025-03-01&to=2025-12-31`,
  `${AT}/changes?indicator=test-first.observed`,
  `${AT}/indicators/test-first.accompanied`,
  '/r/acme/small',
  '/r/acme/empty',
  '/r/acme/none',
];

/** What does not fit: text beyond the screen, and blocks that lie on each other. */
const MISFITS = `(() => {
  const wide = document.documentElement.clientWidth + 1;
  const found = [];
  const isIn = (element) => element.closest('.chart, .scroll, .bubble') !== null;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const parent = node.parentElement;
    if (node.data.trim() === '' || isIn(parent) || !parent.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNode(node);
    const box = range.getBoundingClientRect();
    if (box.right > wide || box.left < 0) found.push('outside: ' + node.data.trim().slice(0, 40));
    if (box.height === 0 || parseFloat(getComputedStyle(parent).fontSize) < 11) found.push('too small: ' + node.data);
  }
  const blocks = [...document.querySelectorAll('main > *, section > *, .cards > *, .areas > *, ul.numbers > *')].filter((it) => it.checkVisibility());
  for (const one of blocks)
    for (const other of blocks) {
      if (one === other || one.parentNode !== other.parentNode) continue;
      const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 1 && down > 1) found.push('on each other: ' + one.className + ' ' + other.className);
    }
  if (document.documentElement.scrollWidth > wide) found.push('scrolls sideways');
  return found;
})()`;

const UNFOLD = "for (const it of document.querySelectorAll('details')) it.open = true";

describe.skipIf(chromiumHere === null)('the pages as a server gives them, in Chromium', () => {
  let browser: Browser;
  let url = '';
  const closing: (() => unknown)[] = [];

  beforeAll(async () => {
    const folders = await embeddedFolders();
    const store = await openStore({ url: null, folder: folders.copy() });
    await storeTeam(store, { changes: 420, weeks: 80 });
    await store.repositories.put(repository(8, { owner: 'acme', name: 'empty' }));
    await storeTeam(store, { id: 9, name: 'small', changes: 14, weeks: 3 });
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

  test.each(
    [360, 1280, 3840].flatMap((width) =>
      (['light', 'dark'] as const).map((scheme) => [width, scheme] as const),
    ),
  )(
    'fit %i px, %s: nothing outside, nothing on each other, nothing too small',
    async (width, colorScheme) => {
      for (const path of PATHS) {
        const page = await open(path, { colorScheme, viewport: { width, height: 900 } });
        expect([path, await page.evaluate(MISFITS)]).toEqual([path, []]);
        await page.evaluate(UNFOLD);
        expect([`${path}, unfolded`, await page.evaluate(MISFITS)]).toEqual([`${path}, unfolded`, []]);
        await page.context().close();
      }
    },
  );

  test.each([
    [360, 'light', 'no-preference'],
    [1280, 'dark', 'no-preference'],
    [1280, 'light', 'more'],
  ] as const)('have nothing that axe finds, %i px, %s, contrast %s', async (width, colorScheme, contrast) => {
    for (const path of PATHS) {
      const page = await open(path, { colorScheme, contrast, viewport: { width, height: 900 } });
      await page.evaluate(UNFOLD);
      // The page's policy lets no foreign script in; the browser's own console may.
      await page.evaluate(axe.source);
      const found = await page.evaluate(
        "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 120) + ' ' + nodes[0].failureSummary))",
      );
      expect([path, found]).toEqual([path, []]);
      await page.context().close();
    }
  });

  test('are drawn in the colours of who has forced their own', async () => {
    const page = await open(AT, { forcedColors: 'active' });
    const colours = await page.evaluate(`(() => {
      const styled = (selector) => getComputedStyle(document.querySelector(selector));
      return [getComputedStyle(document.body).backgroundColor, styled('.chart path[stroke="var(--first)"]').stroke, styled('.chart text').fill];
    })()`);
    const [paper, ...drawn] = colours as string[];
    for (const colour of drawn) expect(colour).not.toBe(paper);
    await page.context().close();
  });

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
    await expect.poll(() => bubble.textContent()).toMatch(/^20\d\d-\d\d-\d\d.*: \d+ of \d+, \d+%/);
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
