import { afterAll, beforeAll, expect, test } from 'vitest';
import { browser } from './browser.js';
import { type AppAndGitHub, addVault, startAppAndGitHub } from './with-app.js';

let both: AppAndGitHub;
beforeAll(async () => {
  both = await startAppAndGitHub({ signIn: true });
  await addVault(both);
  await both.github.control.addCollaborator({ repository: 'acme/vault', login: 'eve', level: 'pull' });
}, 300_000);
afterAll(async () => {
  const violations = await both?.github.control.violations();
  await both?.close();
  expect(violations).toEqual([]);
});

const at = (path: string): string => `${both.app.url}${path}`;
const session = {
  repository: 'acme/vault',
  kind: 'coaching',
  title: 'Test-first in billing',
  start: '2026-04-06',
  end: '',
  practice: 'test-first',
};

test('a coach records a session, and the next report tells what followed it', async () => {
  await both.github.control.signInAs({ login: 'ada' });
  const ada = browser(both.app.url);
  expect((await ada.open(at('/coach'))).url).toBe(at('/coach'));
  const text = async (path: string): Promise<string> => (await ada.get(at(path))).text();
  await both.until(async () => (await text('/coach')).includes('/r/acme/vault/summary'));
  const csrf = /name="csrf" value="([\w-]+)"/.exec(await text('/coach'))?.[1] ?? '';
  expect((await ada.post(at('/coach/interventions'), session)).status).toBe(403);
  const sent = await ada.post(at('/coach/interventions'), { ...session, csrf });
  expect([sent.status, sent.headers.get('location')]).toEqual([303, '/coach?done=recorded#tried']);
  const told = await both.until(async () => {
    const json = (await (await ada.get(at('/r/acme/vault.json'))).json()) as {
      readonly interventions: readonly { readonly title: string; readonly sentence: string }[];
    };
    return json.interventions.find(({ title }) => title === session.title);
  });
  expect(told.sentence).not.toBe('');
  await both.until(async () => !(await text('/coach')).includes('is in the next report'));
  expect(await text('/coach')).toContain('Remove Test-first in billing');
  expect(await text('/o/acme')).toContain('that you may read here');

  // Who only reads it sees it, and can neither record nor take away.
  await both.github.control.signInAs({ login: 'eve' });
  const eve = browser(both.app.url);
  const page = await (await eve.open(at('/coach'))).text();
  expect(page).toContain(session.title);
  expect(page).not.toContain('action="/coach/interventions');
  const own = /name="csrf" value="([\w-]+)"/.exec(await (await eve.get(at('/sign-out'))).text())?.[1] ?? '';
  expect((await eve.post(at('/coach/interventions'), { ...session, csrf: own })).status).toBe(403);
});
