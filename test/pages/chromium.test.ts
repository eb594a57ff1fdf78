import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRepository } from '../../src/git/repository.js';
import { analyseRepository } from '../../src/jobs/analyse-repository.js';
import { reportPage } from '../../src/pages/report.js';
import { temporaryFolder } from '../builders.js';
import { fullReport, madeOutcome } from '../made-reports.js';
import { CHROMIUM_ARGS, chromiumHere } from '../services/served.js';
import { teamRepository } from '../stories.js';

if (chromiumHere === null) console.warn('Left out: the pages in Chromium, because it is not installed');

describe.skipIf(chromiumHere === null)('the report in Chromium, without scripts', () => {
  let browser: Awaited<ReturnType<typeof chromium.launch>>;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: chromiumHere ?? '',
      args: CHROMIUM_ARGS,
    });
  });
  afterAll(() => browser?.close());

  async function open(width: number, colorScheme: 'light' | 'dark') {
    const repository = await openRepository(teamRepository().path);
    const file = join(temporaryFolder(), 'report.html');
    writeFileSync(file, reportPage(await analyseRepository(repository, { branch: null, since: null })));
    await repository.close();
    const page = await browser.newPage({
      viewport: { width, height: 800 },
      colorScheme,
      javaScriptEnabled: false,
    });
    await page.goto(`file://${file}`);
    return page;
  }

  test.each([
    [360, 'light'],
    [360, 'dark'],
    [1200, 'dark'],
  ] as const)('fits %i px, %s', async (width, scheme) => {
    const page = await open(width, scheme);
    const box = await page.locator('main').boundingBox();
    expect(box?.width).toBeLessThanOrEqual(width);
    const heading = await page.locator('h1').boundingBox();
    expect((heading?.x ?? 0) + (heading?.width ?? 0)).toBeLessThanOrEqual(width);
    // The numbers of the chart are drawn in colours that the page sets, so they are there in both schemes.
    expect(await page.locator('.chart svg path').count()).toBeGreaterThan(2);
    await page.close();
  });

  test.each([
    [360, 'light'],
    [360, 'dark'],
    [1000, 'light'],
  ] as const)(
    'of five years with long names fits %i px, %s, and can be read by key',
    async (width, colorScheme) => {
      const file = join(temporaryFolder(), 'full.html');
      const long = 'long'.repeat(60);
      const report = fullReport(260);
      writeFileSync(
        file,
        reportPage({
          ...report,
          repository: { ...report.repository, name: long, branch: long },
          vision: long,
          interventions: [madeOutcome({ title: long, sentence: long })],
          hotspots: [{ file: long, changes: 9, tested: 0 }],
        }),
      );
      const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
      await page.goto(`file://${file}`);
      const wider = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(wider).toBeLessThanOrEqual(0);
      expect(await page.locator('.ladder [aria-current=step]').first().textContent()).toContain('sustained');
      // Charts scroll where they are wider than the screen, so keys must reach them.
      const reached = new Set<unknown>();
      for (let step = 0; step < 12; step += 1) {
        await page.keyboard.press('Tab');
        reached.add(await page.evaluate('document.activeElement.className'));
      }
      expect(reached).toContain('chart');
      await page.close();
    },
  );

  test('opens a change to its evidence', async () => {
    const page = await open(800, 'light');
    const change = page.locator('section > details', { hasText: 'Add delta' });
    await expect(change.locator('.evidence').isVisible()).resolves.toBe(false);
    await change.locator('> summary').click();
    await expect(change.locator('.evidence').isVisible()).resolves.toBe(true);
    await expect(change.locator('.evidence').textContent()).resolves.toContain(
      'src/delta.ts: first: test/delta.test.ts',
    );
    await page.close();
  });
});
