import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BeginAgain, CannotAsk } from '../../../src/jobs/access/failures.js';
import { keysOf } from '../../../src/jobs/access/seal.js';
import { LONGEST, LONGEST_IDLE, pruneSessions, sessionOf } from '../../../src/jobs/access/sessions.js';
import { BEGUN_FOR, beginSignIn, endSignIn, formTokenOf, signOut } from '../../../src/jobs/access/sign-in.js';
import { ask } from '../../github/asking.js';
import { type MadeDoor, madeDoor, SLOW } from './made-door.js';

let made: MadeDoor;
beforeAll(async () => {
  made = await madeDoor();
}, SLOW);
afterAll(() => made.close());

const session = async (secret: string) => {
  const found = await sessionOf(made.door, secret);
  if (found === null) throw new Error('there is no session');
  return found;
};
const isKnown = async (token: string): Promise<boolean> =>
  (await ask(`${made.github.url}/user`, token)).status === 200;
/** What GitHub sends back with, of a sign-in that has begun. */
async function sentBack() {
  await made.github.control.signInAs({ login: 'ada' });
  const { url, begun } = beginSignIn(made.door, '/r/acme/one');
  const { headers } = await fetch(url, { redirect: 'manual' });
  const back = new URL(headers.get('location') ?? '').searchParams;
  return { begun, code: back.get('code') ?? '', state: back.get('state') ?? '' };
}

test('a session is known by what the browser holds, and its row gives away neither that nor the tokens', async () => {
  const { secret, next } = await made.signIn('ada', '/r/acme/one?x=1');
  expect(next).toBe('/r/acme/one?x=1');
  const found = await session(secret);
  expect(found.login).toBe('ada');
  const row = JSON.stringify(await made.store.sessions.find(found.id));
  for (const hidden of [secret, found.tokens.token, found.tokens.refreshToken ?? '', 'ada'])
    expect(row).not.toContain(hidden);
  expect(found.id).toBe(createHash('sha256').update(secret).digest('base64url'));
  expect(await sessionOf(made.door, found.id)).toBeNull();
});

test('another secret, or one that was changed, is nobody', async () => {
  const { secret } = await made.signIn('ada');
  const changed = `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`;
  for (const wrong of [undefined, '', 'x', changed, `${secret}x`, secret.toUpperCase(), `${secret}\n`])
    expect(await sessionOf(made.door, wrong)).toBeNull();
});

test('each sign-in brings a new secret', async () => {
  const secrets = [(await made.signIn('ada')).secret, (await made.signIn('ada')).secret];
  expect(new Set(secrets).size).toBe(2);
});

test('it ends after an hour without a page, and its row goes', async () => {
  const { secret } = await made.signIn('ada');
  const { id } = await session(secret);
  made.clock.now += LONGEST_IDLE - 1;
  await session(secret);
  made.clock.now += LONGEST_IDLE - 1;
  await session(secret);
  made.clock.now += LONGEST_IDLE;
  expect(await sessionOf(made.door, secret)).toBeNull();
  expect(await made.store.sessions.find(id)).toBeNull();
});

test('it ends after twelve hours, however much it is used', async () => {
  const { secret } = await made.signIn('ada');
  for (let passed = 1_800; passed < LONGEST; passed += 1_800) {
    made.clock.now += 1_800;
    await session(secret);
  }
  made.clock.now += 1_800;
  expect(await sessionOf(made.door, secret)).toBeNull();
});

test('those whose browsers never came back are forgotten', async () => {
  const { secret } = await made.signIn('ada');
  const { id } = await session(secret);
  await pruneSessions(made.store, made.clock.now + LONGEST_IDLE);
  expect(await made.store.sessions.find(id)).not.toBeNull();
  await pruneSessions(made.store, made.clock.now + LONGEST_IDLE + 1);
  expect(await made.store.sessions.find(id)).toBeNull();
});

test('one that was sealed under another client secret is over', async () => {
  const { secret } = await made.signIn('ada');
  const { id } = await session(secret);
  const signIn = { ...made.door.signIn, keys: keysOf('a new client secret') };
  expect(await sessionOf({ ...made.door, signIn }, secret)).toBeNull();
  expect(await made.store.sessions.find(id)).toBeNull();
});

test('signing out ends it here and takes the token back at GitHub; everywhere ends all of theirs', async () => {
  const first = await session((await made.signIn('bob')).secret);
  const second = await session((await made.signIn('bob')).secret);
  const other = await session((await made.signIn('ada')).secret);
  expect(await signOut(made.door, first, false)).toBe(true);
  expect(await made.store.sessions.find(first.id)).toBeNull();
  expect(await isKnown(first.tokens.token)).toBe(false);
  expect(await isKnown(second.tokens.token)).toBe(true);
  const third = await session((await made.signIn('bob')).secret);
  expect(await signOut(made.door, third, true)).toBe(true);
  expect(await made.store.sessions.of(second.user)).toEqual([]);
  expect(await isKnown(second.tokens.token)).toBe(false);
  expect(await isKnown(other.tokens.token)).toBe(true);
});

test('signing out ends it here even where GitHub is down, and says so', async () => {
  const one = await session((await made.signIn('bob')).secret);
  await made.github.control.fault({ face: 'rest', match: 'apps/delete-token', kind: 'server-error' });
  expect(await signOut(made.door, one, false)).toBe(false);
  expect(await made.store.sessions.find(one.id)).toBeNull();
});

test('a form’s token is the session’s own', async () => {
  const one = await session((await made.signIn('ada')).secret);
  const two = await session((await made.signIn('ada')).secret);
  expect(formTokenOf(made.door, one)).toBe(formTokenOf(made.door, one));
  expect(formTokenOf(made.door, one)).not.toBe(formTokenOf(made.door, two));
});

test.each([
  ['another state', { state: 'x'.repeat(43) }],
  ['no state', { state: '' }],
  ['no sign-in that began here', { begun: '' }],
  ['one that was changed', { begun: 'A'.repeat(200) }],
  ['no code', { code: '' }],
  ['a code that is none', { code: 'a/b' }],
  ['a code that GitHub does not know', { code: 'unknown' }],
])('what comes back with %s signs nobody in', async (_, wrong) => {
  await expect(endSignIn(made.door, { ...(await sentBack()), ...wrong })).rejects.toThrow(BeginAgain);
});

test('what comes back twice, to another browser, or after ten minutes signs nobody in', async () => {
  const back = await sentBack();
  await endSignIn(made.door, back);
  await expect(endSignIn(made.door, back)).rejects.toThrow(BeginAgain);
  const [mine, theirs] = [await sentBack(), await sentBack()];
  await expect(endSignIn(made.door, { ...theirs, begun: mine.begun })).rejects.toThrow(BeginAgain);
  // Another browser's code with a state of mine: GitHub ties the code to a proof that only the other one has.
  await expect(endSignIn(made.door, { ...mine, code: theirs.code })).rejects.toThrow(BeginAgain);
  const late = await sentBack();
  made.clock.now += BEGUN_FOR;
  await expect(endSignIn(made.door, late)).rejects.toThrow(BeginAgain);
});

test('a GitHub that is down is told as that', async () => {
  const back = await sentBack();
  await made.github.control.fault({
    face: 'rest',
    match: '/login/oauth/access_token',
    kind: 'server-error',
  });
  await expect(endSignIn(made.door, back)).rejects.toThrow(CannotAsk);
});
