import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../builders.js';
import { startDouble } from '../github/start.js';
import { freePort, runApp } from '../services/app.js';
import { teamRepository } from '../stories.js';
import { browser } from './browser.js';

test('an app that is set up on its page lets people sign in, at once and after a restart', async () => {
  const github = await startDouble();
  const { control } = github;
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const home = temporaryFolder();
  const { path } = teamRepository();
  const env = { GITHUB_URL: github.url, HOLDFAST_URL: publicUrl };
  const start = (args: readonly string[]) => runApp({ port, github: null, home, args, env });
  let app = await start(['--repo', path]);
  try {
    const it = browser(publicUrl);
    const form = await (await it.get(`${publicUrl}/setup`)).text();
    const manifest = (/name="manifest" value="([^"]+)"/.exec(form)?.[1] ?? '').replaceAll('&quot;', '"');
    // GitHub does what the manifest asks for.
    await control.setCallbackUrls({ urls: JSON.parse(manifest).callback_urls });
    await control.addManifestCode({ code: 'a-code' });
    const state = it.cookies.get('holdfast-setup') ?? '';
    expect((await it.get(`${publicUrl}/setup/made?code=a-code&state=${state}`)).status).toBe(200);

    const { clientId, clientSecret } = await control.app();
    const file = join(home, 'credentials.json');
    expect(JSON.parse(readFileSync(file, 'utf8')).client).toEqual({ id: clientId, secret: clientSecret });
    expect(statSync(file).mode & 0o077).toBe(0);

    await control.signInAs({ login: 'ada' });
    expect(await (await it.open(`${publicUrl}/sign-in`)).text()).toContain('Signed in as ada');
    await app.stop();
    app = await start([]);
    expect(await (await it.get(publicUrl)).text()).toContain('Signed in as ada');
    expect(await control.violations()).toEqual([]);
  } finally {
    await app.close();
    await github.close();
  }
}, 300_000);
