import { expect, test } from 'vitest';
import { Unavailable } from '../../../src/github/failures.js';
import type { App } from '../../../src/jobs/app/app.js';
import { installUrlOf } from '../../../src/jobs/app/install-url.js';

/** A GitHub that knows the app, or that is away; how often it was asked. */
function gitHub() {
  const it = { away: false, asked: 0, now: 1_000 };
  const rest = async () => {
    it.asked += 1;
    if (it.away) throw new Unavailable('GitHub');
    return { status: 200, data: { slug: 'ours', html_url: 'https://github.com/apps/ours' }, headers: {} };
  };
  const github = { app: { rest } };
  return { it, url: installUrlOf({ github, now: () => it.now } as unknown as App) };
}

test('where the app can be installed is asked once', async () => {
  const { it, url } = gitHub();
  expect(await Promise.all([url(), url()])).toEqual(
    Array(2).fill('https://github.com/apps/ours/installations/new'),
  );
  await url();
  expect(it.asked).toBe(1);
});

test('a GitHub that is away is asked again after a minute, not by every reader', async () => {
  const { it, url } = gitHub();
  it.away = true;
  expect([await url(), await url()]).toEqual([null, null]);
  expect(it.asked).toBe(1);
  it.away = false;
  it.now += 60;
  expect(await url()).toMatch(/installations\/new/);
});
