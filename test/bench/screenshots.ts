/**
 * Pictures of the pages of a made team, to be looked at: three widths, light and dark.
 *
 * npm run screenshots -- [FOLDER]      where they go; docs/images, with those that the documentation shows, if left out
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { messagePage, waitingPage } from '../../src/pages/waiting.js';
import { openStore } from '../../src/store/open-store.js';
import { embeddedFolders } from '../services/embedded.js';
import { madePages, storeTeam } from '../services/made-pages.js';
import { CHROMIUM_ARGS, chromiumHere, served } from '../services/served.js';
import { repository } from '../store/made.js';

const [given] = process.argv.slice(2);
const folder = given ?? 'docs/images';
const WIDTHS = [360, 1280, 3840];

if (chromiumHere === null) throw new Error('Chromium is not installed here');
mkdirSync(folder, { recursive: true });
const folders = await embeddedFolders();
const store = await openStore({ url: null, folder: folders.copy() });
await storeTeam(store, { changes: 3_000 });
await store.repositories.put(repository(8, { owner: 'acme', name: 'empty' }));
await storeTeam(store, { id: 9, name: 'small', changes: 14, weeks: 3 });
const pages = madePages(store);
const { url, close } = await served((request) => {
  const { pathname } = new URL(request.url);
  const html = (text: string) =>
    new Response(text, { headers: { 'content-type': 'text/html; charset=utf-8' } });
  if (pathname === '/waiting') return html(waitingPage('acme/shop', { done: 1200, total: 5000 }));
  if (pathname === '/error')
    return html(messagePage('acme/shop', 'The repository cannot be read: run `holdfast doctor`.'));
  return pages.fetch(request);
});
const browser = await chromium.launch({ executablePath: chromiumHere, args: CHROMIUM_ARGS });

const report: { changes: { id: string; class: string }[] } = await (
  await fetch(`${url}/r/acme/shop.json`)
).json();
const untested = report.changes.find((it) => it.class === 'untested')?.id ?? '';
const shots: readonly (readonly [name: string, path: string])[] = [
  ['report', '/r/acme/shop'],
  ['part', '/r/acme/shop?focus=Billing&from=2025-01-01&to=2025-06-30'],
  ['changes', '/r/acme/shop/changes?indicator=test-first.observed&counts=x'],
  ['change', `/r/acme/shop/changes/${untested}`],
  ['indicator', '/r/acme/shop/indicators/test-first.accompanied'],
  ['small', '/r/acme/small'],
  ['reading', '/r/acme/empty'],
  ['waiting', '/waiting'],
  ['error', '/error'],
];
for (const [name, path] of given === undefined ? shots.slice(0, 1) : shots)
  for (const width of WIDTHS)
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({
        viewport: { width, height: width < 500 ? 780 : Math.round(width * 0.6) },
        colorScheme,
      });
      await page.goto(`${url}${path}`);
      await page.screenshot({
        path: join(folder, `${name}-${width}-${colorScheme}.png`),
        fullPage: given !== undefined,
      });
      await page.close();
    }
await browser.close();
await close();
await store.close();
folders.remove();
