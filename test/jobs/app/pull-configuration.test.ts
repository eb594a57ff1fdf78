import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRepository } from '../../../src/git/repository.js';
import { installedRepository } from '../../../src/jobs/app/installed.js';
import { loadSettings } from '../../../src/jobs/load-settings.js';
import type { PullRequestSnapshot } from '../../../src/model/forge.js';
import { type AppWithDouble, appWithDouble } from './with-double.js';

let here: AppWithDouble;
beforeAll(async () => {
  here = await appWithDouble();
});
afterAll(() => here.close());

test('a pull request is judged by the configuration of its base, though a sync has fetched that without files', async () => {
  const { app, github, repository } = here;
  const installed = await installedRepository(app, repository);
  if (installed === null) throw new Error('it is not installed');
  await app.mirrors.fetchAll(installed);
  const opened = await github.control.openPullRequest({
    ...{ repository: 'acme/shop', author: 'ada', title: 'Add a cart', head: 'cart' },
    commits: [{ message: 'Add a cart', files: { 'src/cart.ts': 'export const a = 1;\n' } }],
  });
  const base = await github.control.push({
    repository: 'acme/shop',
    by: 'ada',
    commits: [{ message: 'Configure', files: { '.github/holdfast.yml': 'vision: Calm\n' } }],
  });
  const path = await app.mirrors.fetchAll(installed);
  const mirror = await openRepository(path);
  await expect(loadSettings(mirror, base)).rejects.toThrow(/holdfast\.yml.*not.*fetched/);
  const pull = { number: opened.number, base: { branch: 'main', sha: base }, head: { sha: opened.head } };
  await app.mirrors.fetchPull(installed, pull as PullRequestSnapshot, []);
  await mirror.close();
  const now = await openRepository(path);
  expect((await loadSettings(now, base)).settings.vision).toBe('Calm');
  await now.close();
});
