import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storeOn } from '../../src/store/open-store.js';
import { CHROMIUM_ARGS, chromiumHere } from '../services/served.js';
import { openStage, type Stage } from '../services/stage.js';
import { stagedPages } from '../services/stage-pages.js';
import { fillStage } from '../services/stage-store.js';
import { goTo } from '../services/staged.js';
import { databases } from '../store/databases.js';
import {
  AT_THE_END,
  BEGIN_WALK,
  LED_ASTRAY,
  LOST_TO_KEYS,
  MISFITS,
  PARTED_BADLY,
  UNFOLD,
  UNSEEN,
} from './looked-at.js';

if (chromiumHere === null) console.warn('Left out: every page in Chromium, because it is not installed');
for (const { name, missing } of databases)
  if (missing !== null) console.warn(`Left out: every page over ${name}: ${missing}`);

/** Making a database and a team's history takes seconds, on a busy machine many. */
const SLOW = 300_000;
const WIDTHS = [360, 1280, 3840];
/** So many times the tab key is pressed at most: past the filter of a report, each of whose days takes four. */
const KEYS = 15;
const THEMES = ['light', 'dark'] as const;

const PLAIN = { contrast: 'no-preference', forcedColors: 'none' } as const;
/** Rules whose answer is another one in other colours. */
const OF_COLOURS = "{ runOnly: ['color-contrast', 'link-in-text-block'] }";
/** On which screens axe looks at a page: with all its rules, or with those of colours. */
const AXE = [
  [360, { ...PLAIN, colorScheme: 'light' }, '{}'],
  [1280, { ...PLAIN, colorScheme: 'dark' }, '{}'],
  [1280, { ...PLAIN, colorScheme: 'light', contrast: 'more' }, OF_COLOURS],
  [1280, { ...PLAIN, colorScheme: 'dark', contrast: 'more' }, OF_COLOURS],
  [1280, { ...PLAIN, colorScheme: 'dark', forcedColors: 'active' }, OF_COLOURS],
] as const;

const axeFinds = (options: string): string =>
  `axe.run(document, ${options}).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 120) + ' ' + nodes[0].failureSummary))`;

describe.skipIf(chromiumHere === null).each(databases.filter(({ missing }) => missing === null))(
  'every page, over $name, in Chromium',
  ({ name: database, open }) => {
    let browser: Browser;
    let stage: Stage;
    let page: Page;
    const closing: (() => unknown)[] = [];

    beforeAll(async () => {
      const under = await open();
      closing.push(under.close);
      const store = storeOn(under);
      await fillStage(store);
      stage = await openStage(store);
      browser = await chromium.launch({ executablePath: chromiumHere ?? '', args: CHROMIUM_ARGS });
      closing.push(stage.close, () => browser.close());
      page = await browser.newPage();
    }, SLOW);
    afterAll(async () => {
      for (const close of closing.reverse()) await close();
    });

    const screen = async (width: number, media: Parameters<Page['emulateMedia']>[0]): Promise<void> => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia(media);
    };

    test.each(stagedPages.map((staged) => [staged.name, staged] as const))('%s', async (_, staged) => {
      const none = (what: string, found: unknown): void => expect.soft(found, what).toEqual([]);
      await screen(1280, { ...PLAIN, colorScheme: 'light' });
      none('the browser complains', await goTo(page, stage, staged));
      none('parted badly', await page.evaluate(PARTED_BADLY));
      none('does not fit', await page.evaluate(MISFITS));
      // What a database gives is the same on every screen and for every key.
      if (database !== 'PGlite') return;

      for (const isUnfolded of [false, true]) {
        if (isUnfolded) await page.evaluate(UNFOLD);
        for (const width of WIDTHS)
          for (const colorScheme of THEMES) {
            await screen(width, { colorScheme });
            none(`does not fit ${width} px, ${colorScheme}`, await page.evaluate(MISFITS));
          }
      }

      // The page's policy lets no foreign script in; the browser's own console may.
      await page.evaluate(axe.source);
      for (const [width, media, options] of staged.isLong ? AXE.slice(0, 1) : AXE) {
        await screen(width, media);
        const where = `${width} px, ${Object.values(media)}`;
        none(`axe, ${where}`, await page.evaluate(axeFinds(options)));
        none(`not to be seen, ${where}`, await page.evaluate(UNSEEN));
      }

      await screen(1280, { ...PLAIN, colorScheme: 'dark' });
      await page.keyboard.press('Tab');
      none('lost to keys', await page.evaluate(LOST_TO_KEYS));
      // Once around goes through the browser's own window, from which it may come back twice to what is first.
      const behind = (await page.evaluate(BEGIN_WALK)) as number;
      for (let key = 0; key < Math.min(KEYS, behind); key += 1) await page.keyboard.press('Tab');
      none('led astray', await page.evaluate(LED_ASTRAY));
      // Where there is one alone, the window gives the keys back to it.
      if (behind === 0 || !(await page.evaluate(AT_THE_END))) return;
      await page.keyboard.press('Tab');
      expect.soft(await page.evaluate(AT_THE_END), 'what is last holds the keys').toBe(false);
    });

    test('a badge, for who wants more contrast, and who has forced their own colours', async () => {
      const fills = async (media: Parameters<Page['emulateMedia']>[0]) => {
        await page.emulateMedia({ ...PLAIN, colorScheme: 'light', ...media });
        return (await page.evaluate(
          "['.message', 'text', '.label'].map((it) => getComputedStyle(document.querySelector(it)).fill)",
        )) as [message: string, text: string, label: string];
      };
      await page.goto(`${stage.urlOf('app')}/r/acme/shop/badge/test-first.svg`);
      const [white, black] = ['rgb(255, 255, 255)', 'rgb(0, 0, 0)'];
      expect((await fills({})).slice(1)).toEqual([white, 'rgb(59, 66, 73)']);
      expect(await fills({ contrast: 'more' })).toEqual([black, white, black]);
      const [message, text, label] = await fills({ forcedColors: 'active' });
      expect(message).toBe(label);
      expect([black, white]).toContain(message);
      expect([black, white]).toContain(text);
      expect(text).not.toBe(message);
    });
  },
);
