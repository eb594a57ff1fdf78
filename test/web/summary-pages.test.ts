import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { LocalReports } from '../../src/jobs/local-reports.js';
import { publishedSchemas } from '../../src/jobs/published-schemas.js';
import { routes } from '../../src/web/routes.js';
import { teamRepository } from '../stories.js';

async function app() {
  const reports = await LocalReports.open([teamRepository().path]);
  const pages = routes(reports, () => true);
  return { reports, get: (path: string) => pages.request(path, { headers: { host: 'localhost' } }) };
}

describe('the summary of a repository', () => {
  test('is a page, Markdown and JSON', async () => {
    const { reports, get } = await app();
    await reports.begin();
    const page = await get('/r/repo/summary');
    expect(page.status).toBe(200);
    const html = await page.text();
    expect(html).toContain('Where each practice stands');
    expect(html).not.toMatch(/<script|\son\w+=|src=|\sstyle="/);
    for (const href of ['/r/repo', '/r/repo/summary.md', '/r/repo/summary.json'])
      expect(html).toContain(`href="${href}"`);
    const markdown = await get('/r/repo/summary.md');
    expect(markdown.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
    expect(await markdown.text()).toMatch(/^# `repo`: summary/);
    const summary = await (await get('/r/repo/summary.json')).json();
    const check = new Ajv2020({ strict: false }).compile(publishedSchemas()['summary.schema.json'] as object);
    expect(check(summary) ? [] : check.errors).toEqual([]);
  });

  test('waits for the report, and is nowhere where there is none', async () => {
    const { reports, get } = await app();
    const begun = reports.begin();
    expect(await (await get('/r/repo/summary')).text()).toContain('http-equiv="refresh"');
    expect((await get('/r/repo/summary.json')).status).toBe(503);
    expect((await get('/r/other/summary')).status).toBe(404);
    expect((await get('/r/repo/summary.pdf')).status).toBe(404);
    await begun;
  });
});
