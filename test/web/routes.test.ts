import { describe, expect, test } from 'vitest';
import { LocalReports } from '../../src/jobs/local-reports.js';
import type { RepositoryReport } from '../../src/model/report.js';
import { routes } from '../../src/web/routes.js';
import { teamRepository } from '../stories.js';

const ownName = (host: string): boolean => host.startsWith('localhost');

async function app(count = 1) {
  const repos = Array.from({ length: count }, teamRepository);
  const reports = await LocalReports.open(repos.map(({ path }) => path));
  const begun = reports.begin();
  const pages = routes(reports, ownName);
  const get = (path: string, host = 'localhost:3000') => pages.request(path, { headers: { host } });
  return { repos, begun, get };
}

describe('the pages', () => {
  test('show that a report is being made, then the report', async () => {
    const { get, begun } = await app();
    const waiting = await (await get('/r/repo')).text();
    expect(waiting).toContain('http-equiv="refresh"');
    expect((await get('/r/repo.json')).status).toBe(503);
    // A script asks how far it is; without one the page is loaded again.
    expect(waiting).toContain('data-progress="/r/repo/progress.json"');
    expect(await (await get('/r/repo/progress.json')).json()).toMatchObject({ state: 'reading' });
    await begun;
    expect(await (await get('/r/repo/progress.json')).json()).toMatchObject({ state: 'ready' });
    const ready = await (await get('/r/repo')).text();
    expect(ready).toContain('Add delta');
    expect(ready).not.toContain('http-equiv="refresh"');
  });

  test('lead to the only report at once, and list several', async () => {
    expect((await (await app()).get('/')).headers.get('location')).toBe('/r/repo');
    const several = await app(2);
    await several.begun;
    const list = await (await several.get('/')).text();
    expect(list).toContain('/r/repo"');
    expect(list).toContain('/r/repo-2"');
  });

  test('are made anew when the branch has moved', async () => {
    const { get, begun, repos } = await app();
    await begun;
    repos[0]?.commit('One more thing', { 'src/more.ts': 'run();\n' });
    await get('/r/repo');
    await expect
      .poll(async () => (await get('/r/repo')).text(), { timeout: 60_000 })
      .toContain('One more thing');
  });

  test('give the same report in other formats', async () => {
    const { get, begun } = await app();
    await begun;
    expect(await (await get('/r/repo.json')).json()).toMatchObject({
      schemaVersion: 1,
      repository: { name: 'repo' },
    });
    expect(await (await get('/r/repo.csv')).text()).toMatch(/^merged_at,id,/);
    expect(await (await get('/r/repo.md')).text()).toMatch(/^# `repo`/);
  });

  test('show several side by side, without a sign-in and without a form to record', async () => {
    const { get, begun } = await app(2);
    const early = await (await get('/coach')).text();
    expect(early).toContain('2 repositories, 0 with a report');
    expect(early).toContain('its history is being read');
    await begun;
    const coach = await get('/coach');
    expect(coach.headers.get('content-security-policy')).toContain("form-action 'self'");
    const text = await coach.text();
    expect(text).toContain('2 repositories, 2 with a report');
    expect(text).toContain('href="/r/repo-2"');
    expect(text).toContain('holdfast.yml');
    expect(text).not.toContain('method="post"');
    expect(await (await get('/coach.csv')).text()).toMatch(/^repository,practice,/);
    const all = await (await get('/o/local')).text();
    expect(all).toContain('Of the 2 repositories that you may read here, 2 have a report.');
    expect((await get('/o/other')).status).toBe(404);
  });

  test('run no script but their own, load nothing else and answer to their own name only', async () => {
    const { get, begun } = await app();
    await begun;
    const response = await get('/r/repo');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('content-security-policy')).not.toContain('unsafe-inline');
    const html = (await response.text()).replace(
      /<script src="\/assets\/holdfast-[0-9a-f]{16}\.js" defer="">/,
      '',
    );
    expect(html).not.toMatch(/<script|\son\w+=|src=|\sstyle="/);
    expect((await get('/r/repo', 'evil.example')).status).toBe(421);
  });

  test('lead from a number to the changes that it counts, and to no forge', async () => {
    const { get, begun } = await app();
    await begun;
    const html = await (await get('/r/repo')).text();
    expect(html).toContain('href="/r/repo/changes?indicator=test-first.observed&amp;counts=x"');
    const list = await get('/r/repo/changes?indicator=test-first.observed&counts=x');
    const { indicators } = (await (await get('/r/repo.json')).json()) as RepositoryReport;
    expect((await list.text()).match(/<details><summary>/g)).toHaveLength(indicators[0]?.x ?? 0);
    expect(html).not.toMatch(/\/(?:blob|pull|commit)\//);
  });

  test('say what is not there', async () => {
    const { get } = await app();
    expect((await get('/r/other')).status).toBe(404);
    expect((await get('/elsewhere')).status).toBe(404);
    expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' });
  });
});
