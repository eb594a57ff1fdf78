import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Double } from '../github/client.js';
import { startDouble } from '../github/start.js';
import { freePort, type RunningApp, runApp } from '../services/app.js';
import { feature, teamRepository } from '../stories.js';

const REPOSITORY = 'acme/shop';
const { code, tests } = feature('cart');

const folder = mkdtempSync(join(tmpdir(), 'holdfast-test-'));
let github: Double;
let app: RunningApp;

beforeAll(async () => {
  const port = await freePort();
  github = await startDouble({ webhookUrl: `http://127.0.0.1:${port}/api/github/webhooks` });
  await github.control.importRepository({
    owner: 'acme',
    name: 'shop',
    path: teamRepository(join(folder, 'shop')).path,
    private: false,
  });
  app = await runApp({ port, github: { url: github.url, secrets: await github.control.app() } });
  await github.control.install({ account: 'acme' });
});
afterAll(async () => {
  await app?.close();
  await github?.close();
  rmSync(folder, { recursive: true, force: true });
});

const until = async <T>(what: () => Promise<T | null | undefined | false>): Promise<T> => {
  for (let round = 0; round < 300; round += 1) {
    const found = await what();
    if (found) return found;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error(`it did not happen; the app wrote:\n${app.output().slice(-4000)}`);
};

const checksOf = (sha: string) => github.control.checkRuns({ repository: REPOSITORY, sha });
const checkOf = (sha: string) => until(async () => (await checksOf(sha)).at(-1));

describe('a pull request', () => {
  test('gets its check: what it shows, the trend, and evidence in its lines', async () => {
    const { head } = await github.control.openPullRequest({
      repository: REPOSITORY,
      author: 'ada',
      title: 'Add a cart',
      head: 'cart',
      commits: [
        { message: 'Test the cart', files: tests },
        { message: 'Add the cart', files: code },
      ],
    });
    const check = await checkOf(head);
    expect(check).toMatchObject({ name: 'Holdfast', status: 'completed', conclusion: 'success' });
    expect(check.output.title).toMatch(/^test-first 1 of 1/);
    expect(await github.control.violations()).toEqual([]);
  });
});
