import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { summarise } from '../../src/jobs/summarise.js';
import type { RepositoryReport } from '../../src/model/report.js';
import { summaryPage } from '../../src/pages/summary.js';
import { sentencesOf } from '../../src/reports/summary.js';
import { onePage } from '../../src/reports/summary-page.js';
import { temporaryFolder } from '../builders.js';
import { fullReport, madeReport } from '../made-reports.js';
import { longestReport } from '../made-summaries.js';
import { hasChromium, startChromium } from '../services/chromium.js';

const DOWNLOADS = [
  { name: 'Markdown', href: '/r/acme/shop/summary.md' },
  { name: 'JSON', href: '/r/acme/shop/summary.json' },
];
const pageOf = (report: RepositoryReport): string =>
  summaryPage(summarise(report), { report: '/r/acme/shop', downloads: DOWNLOADS });

const plain = (text: string): string => text.replace(/\s+/g, ' ').toLowerCase();

describe('the page of a summary', () => {
  test('is as it was reviewed, style aside', async () => {
    const html = pageOf(fullReport()).replace(/<style>[\s\S]*?<\/style>/, '');
    await expect(html).toMatchFileSnapshot('../golden/summary.html');
  });

  test('takes what the team wrote for words', () => {
    const hostile = `<script>alert(1)</script>"'>\u202e`;
    const html = pageOf({
      ...fullReport(),
      vision: hostile,
      repository: { name: hostile, branch: hostile, head: 'b'.repeat(40), shallow: false },
    });
    expect(html).not.toMatch(/<script|\u202e|\sstyle="/);
  });
});

if (!hasChromium) console.warn('Left out: the summary in Chromium, because it is not installed');

describe.skipIf(!hasChromium)('the summary in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser?.close());

  async function open(report: RepositoryReport, options: Parameters<Browser['newPage']>[0] = {}) {
    const file = join(temporaryFolder(), 'summary.html');
    writeFileSync(file, pageOf(report));
    const page = await browser.newPage(options);
    await page.goto(`file://${file}`);
    return page;
  }

  const REPORTS = {
    'as much as it can hold': longestReport(),
    'as much as it can hold, in wide letters': longestReport((count) => '語る '.repeat(count)),
    'what most have': fullReport(),
    nothing: madeReport(),
  };

  describe.each(Object.entries(REPORTS))('with %s', (_, report) => {
    test.each([
      ['A4', 'light'],
      ['Letter', 'dark'],
    ] as const)(
      'prints on one sheet of %s from a %s screen, with all its words',
      async (format, colorScheme) => {
        const page = await open(report, { colorScheme });
        const pdf = (await page.pdf({ format, printBackground: true, preferCSSPageSize: false })).toString(
          'latin1',
        );
        // Each page of the file is an object of its own.
        expect(pdf.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
        await page.emulateMedia({ media: 'print' });
        // biome-ignore lint/performance/useDomNodeTextContent: only what is seen is on paper
        const said = plain(await page.locator('.summary').innerText());
        const { summary } = onePage(summarise(report));
        const own = [
          summary.repository.name,
          summary.vision ?? '',
          ...summary.focus.flatMap(({ name, goal }) => [name, goal ?? '']),
          ...summary.tried.flatMap(({ title, expected }) => [title, expected ?? '']),
          ...summary.terms.flatMap(({ term, means }) => [term, means]),
        ];
        for (const sentence of [...sentencesOf(summary), ...own])
          expect(said).toContain(plain(sentence).trim());
        // What is to be clicked is of no use on paper.
        expect(said).not.toContain('the whole report');
        await page.close();
      },
    );
  });

  test.each(['A4', 'Letter'])('prints on one sheet of %s however much there is to say', async (format) => {
    const page = await open(madeReport());
    for (const part of [0, 0.15, 0.3, 0.45, 0.6, 0.8]) {
      await page.setContent(
        pageOf(
          longestReport((most) =>
            'word '.repeat(Math.ceil((part * most) / 5) + 1).slice(0, Math.max(1, part * most)),
          ),
        ),
      );
      const pdf = (await page.pdf({ format })).toString('latin1');
      expect(pdf.match(/\/Type \/Page\b(?!s)/g), `${part}`).toHaveLength(1);
    }
    await page.close();
  });

  test.each([
    [360, 'light'],
    [360, 'dark'],
    [1200, 'dark'],
    [3840, 'light'],
  ] as const)('fits %i px, %s, and can be read by key', async (width, colorScheme) => {
    const page = await open(longestReport(), { viewport: { width, height: 900 }, colorScheme });
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('The whole report');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('scroll');
    await page.close();
  });
});
