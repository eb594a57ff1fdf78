import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browser } from './browser.js';
import { type AppAndGitHub, addVault, startAppAndGitHub } from './with-app.js';

const VAULT = '/r/acme/vault';
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);

let both: AppAndGitHub;
beforeAll(async () => {
  both = await startAppAndGitHub({ signIn: true });
  await addVault(both);
  const ada = await signedIn('ada');
  await both.until(async () => {
    const page = await ada.get(at(VAULT));
    return page.status === 200 && !(await page.text()).includes('http-equiv="refresh"');
  });
}, 300_000);
afterAll(async () => {
  const violations = await both?.github.control.violations();
  await both?.close();
  expect(violations).toEqual([]);
});

const at = (path: string): string => `${both.app.url}${path}`;

async function signedIn(login: string, next = '/') {
  await both.github.control.signInAs({ login });
  const it = browser(both.app.url);
  await it.open(at(`/sign-in?next=${encodeURIComponent(next)}`));
  return it;
}
/** Everything of an answer but the address that was asked for. */
async function seen(it: ReturnType<typeof browser>, path: string) {
  const answer = await it.get(at(path));
  const text = (await answer.text()).replaceAll(encodeURIComponent(path), 'ADDRESS');
  const headers = Object.fromEntries(answer.headers);
  return { status: answer.status, text, headers: { ...headers, date: '' } };
}
const csrfOf = async (it: ReturnType<typeof browser>): Promise<string> =>
  /name="csrf" value="([\w-]+)"/.exec(await (await it.get(at('/sign-out'))).text())?.[1] ?? '';

describe('a private report', () => {
  test('is shown to whoever may read the repository, after the sign-in that was offered', async () => {
    const it = browser(both.app.url);
    const offer = await (await it.get(at(VAULT))).text();
    const link = /href="(\/sign-in\?next=[^"]+)"/.exec(offer)?.[1] ?? '';
    await both.github.control.signInAs({ login: 'ada' });
    const page = await it.open(at(link));
    expect(page.url).toBe(at(VAULT));
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Add delta');
    for (const end of ['json', 'csv', 'md']) expect((await it.get(at(`${VAULT}.${end}`))).status).toBe(200);
  });

  test('looks like nothing at all to everybody else', async () => {
    for (const it of [browser(both.app.url), await signedIn('cy')]) {
      const hidden = await seen(it, VAULT);
      expect(hidden.status).toBe(404);
      expect(hidden).toEqual(await seen(it, '/r/acme/fault'));
      expect(await seen(it, `${VAULT}.json`)).toEqual(await seen(it, '/r/acme/fault.json'));
    }
  });

  test('is hidden at once from whoever took the app’s access back', async () => {
    await both.github.control.addCollaborator({ repository: 'acme/vault', login: 'eve', level: 'pull' });
    const eve = await signedIn('eve');
    expect((await eve.get(at(VAULT))).status).toBe(200);
    await both.github.control.revokeAuthorization({ login: 'eve' });
    await both.until(async () => (await eve.get(at(VAULT))).status === 404);
  });

  test('is shown to nobody while GitHub cannot be asked, and that is said', async () => {
    const fresh = await signedIn('ada');
    for (const path of [VAULT, '/r/acme/nothing']) {
      await both.github.control.fault({ face: 'rest', match: 'repos/get', kind: 'cut-before' });
      const answer = await fresh.get(at(path));
      expect(answer.status).toBe(502);
      expect(answer.headers.get('retry-after')).toBe('60');
    }
    expect((await fresh.get(at(VAULT))).status).toBe(200);
  });
});

describe('a public report', () => {
  test('is shown to everybody, signed in or not', async () => {
    expect((await browser(both.app.url).get(at('/r/acme/shop'))).status).toBe(200);
    expect((await (await signedIn('cy')).get(at('/r/acme/shop'))).status).toBe(200);
  });
});

describe('the way to GitHub and back', () => {
  test.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/sign-out'])(
    'never ends at %s',
    async (next) => {
      const it = browser(both.app.url);
      await both.github.control.signInAs({ login: 'ada' });
      const page = await it.open(at(`/sign-in?next=${encodeURIComponent(next)}`));
      expect(page.url).toBe(at('/'));
      expect(it.cookies.has('holdfast')).toBe(true);
    },
  );

  test('works once: played again, without a state, or begun elsewhere, it signs nobody in', async () => {
    await both.github.control.signInAs({ login: 'ada' });
    const it = browser(both.app.url);
    const begun = await it.get(at('/sign-in'));
    const held = [...it.cookies];
    const there = await it.get(begun.headers.get('location') ?? '');
    const back = there.headers.get('location') ?? '';
    const elsewhere = browser(both.app.url);
    expect((await elsewhere.open(back)).status).toBe(400);
    const stateless = new URL(back);
    stateless.searchParams.delete('state');
    const careless = browser(both.app.url);
    for (const [name, value] of held) careless.cookies.set(name, value);
    expect((await careless.open(stateless.href)).status).toBe(400);
    expect((await it.open(back)).status).toBe(200);
    expect(it.cookies.has('holdfast')).toBe(true);
    const again = browser(both.app.url);
    for (const [name, value] of held) again.cookies.set(name, value);
    expect((await again.open(back)).status).toBe(400);
    for (const one of [elsewhere, careless, again]) expect(one.cookies.has('holdfast')).toBe(false);
  });

  test('ends here where somebody does not agree', async () => {
    await both.github.control.refuseSignIn();
    const it = browser(both.app.url);
    const page = await it.open(at('/sign-in'));
    expect(page.status).toBe(403);
    expect(await page.text()).toContain('did not agree');
  });
});

describe('a session', () => {
  test('ends when somebody signs out, and its cookie is worth nothing from then on', async () => {
    const it = await signedIn('ada');
    const cookie = it.cookies.get('holdfast') ?? '';
    const csrf = await csrfOf(it);
    expect((await it.post(at('/sign-out'), { csrf: 'x' })).status).toBe(403);
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect((await it.post(at('/sign-out'), { csrf }, foreign)).status).toBe(403);
    expect((await it.get(at(VAULT))).status).toBe(200);
    expect((await it.post(at('/sign-out'), { csrf })).status).toBe(200);
    expect(it.cookies.has('holdfast')).toBe(false);
    it.cookies.set('holdfast', cookie);
    expect((await it.get(at(VAULT))).status).toBe(404);
  });

  test('outlives a restart, and holds no secret in the log', async () => {
    const it = await signedIn('ada');
    await both.restart();
    expect((await it.get(at(VAULT))).status).toBe(200);
    expect(both.app.output()).not.toMatch(/gh[ur]_/);
    expect(both.app.output()).not.toContain((await both.github.control.app()).clientSecret);
  });
});

test.skipIf(executablePath === undefined)(
  'a browser takes the cookies, and lets the form through that the pages have',
  async () => {
    await both.github.control.signInAs({ login: 'ada' });
    const real = await chromium.launch({
      executablePath: executablePath ?? '',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
    try {
      const page = await (await real.newContext({ javaScriptEnabled: false })).newPage();
      await page.goto(at(VAULT));
      await page.getByRole('link', { name: 'Sign in with GitHub' }).click();
      await page.waitForURL(at(VAULT));
      expect(await page.locator('h1').textContent()).toContain('vault');
      await page.goto(at('/sign-out'));
      await page.getByRole('button', { name: 'Sign out', exact: true }).click();
      await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
      await page.goto(at(VAULT));
      expect(await page.getByRole('link', { name: 'Sign in with GitHub' }).count()).toBe(1);
    } finally {
      await real.close();
    }
  },
);
