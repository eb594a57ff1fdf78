/**
 * Pictures of every page in every state, from made teams, to be looked at: three widths, light and dark.
 *
 * npm run screenshots -- [FOLDER [NAME…]]      where they go, and which pages; without a folder, the one that the
 *                                              documentation shows is made anew in docs/images
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { openStore } from '../../src/store/open-store.js';
import { embeddedFolders } from '../services/embedded.js';
import { madePages, storeTeam } from '../services/made-pages.js';
import { CHROMIUM_ARGS, chromiumHere, served } from '../services/served.js';
import { openStage } from '../services/stage.js';
import { stagedPages } from '../services/stage-pages.js';
import { fillStage } from '../services/stage-store.js';
import { goTo } from '../services/staged.js';

const [given, ...names] = process.argv.slice(2);
const folder = given ?? 'docs/images';
const WIDTHS = [360, 1280, 3840];

if (chromiumHere === null) throw new Error('Chromium is not installed here');
const unknown = names.filter((name) => !stagedPages.some((it) => it.name === name));
if (unknown.length > 0)
  throw new Error(
    `no page is called ${unknown.join(', ')}: ${stagedPages.map(({ name }) => name).join(' ')}`,
  );
mkdirSync(folder, { recursive: true });
const folders = await embeddedFolders();
const store = await openStore({ url: null, folder: folders.copy() });
const browser = await chromium.launch({ executablePath: chromiumHere, args: CHROMIUM_ARGS });

/** A page, once it is there, in all sizes and themes. */
async function picture(page: Page, name: string, fullPage: boolean): Promise<void> {
  for (const width of WIDTHS)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: width < 500 ? 780 : Math.round(width * 0.6) });
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage });
    }
}

const page = await browser.newPage();
if (given === undefined) {
  await storeTeam(store, { changes: 3_000 });
  const { url, close } = await served(madePages(store).fetch);
  await page.goto(`${url}/r/acme/shop`);
  await picture(page, 'report', false);
  await close();
} else {
  await fillStage(store);
  const stage = await openStage(store);
  for (const staged of stagedPages.filter(({ name }) => names.length === 0 || names.includes(name))) {
    await goTo(page, stage, staged);
    await picture(page, staged.name, true);
  }
  await stage.close();
}
await browser.close();
await store.close();
folders.remove();
