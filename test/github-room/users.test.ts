import { afterAll, beforeAll, expect, test } from 'vitest';
import { NotAllowed, Spent, Unavailable } from '../../src/github/failures.js';
import { explicitRepositories, ownUser, readableRepository } from '../../src/github/user-repositories.js';
import { openUsers, type Users } from '../../src/github/users.js';
import { CALLBACK, proof } from '../github/asking-user.js';
import { type StartedDouble, startDouble } from '../github/start.js';

const NOW = 1_800_000_000;
let double: StartedDouble;
let users: Users;
const open = (over: object = {}): Users =>
  openUsers({
    clientId: 'unknown',
    clientSecret: 'unknown',
    webUrl: double.url,
    baseUrl: `${double.url}/api/v3`,
    now: () => NOW,
    log: { warn: () => {} },
    ...over,
  });

beforeAll(async () => {
  double = await startDouble();
  const { control } = double;
  const { clientId, clientSecret } = await control.app();
  users = open({ clientId, clientSecret });
  await control.setCallbackUrls({ urls: [CALLBACK] });
  for (const name of ['one', 'two']) await control.createRepository({ owner: 'acme', name });
  await control.createRepository({ owner: 'acme', name: 'open', private: false });
  await control.install({ account: 'acme' });
});
afterAll(() => double.close());

async function signIn(login: string) {
  await double.control.signInAs({ login });
  const { verifier, challenge } = proof();
  const url = users.authorizeUrl({ state: 'a-state', challenge, redirectUrl: CALLBACK });
  const { headers } = await fetch(url, { redirect: 'manual' });
  const back = new URL(headers.get('location') ?? '');
  expect(back.searchParams.get('state')).toBe('a-state');
  const given = { code: back.searchParams.get('code') ?? '', verifier, redirectUrl: CALLBACK };
  return { given, tokens: await users.exchange(given) };
}

const caller = async (login: string) => {
  const { tokens } = await signIn(login);
  return users.as(5, tokens.token);
};

test('a code is traded for tokens, with when they end, and only once', async () => {
  const { given, tokens } = await signIn('ada');
  expect(tokens).toMatchObject({ token: expect.stringMatching(/^ghu_/), endsAt: NOW + 28_800 });
  expect(await ownUser(users.as(5, tokens.token))).toEqual({ id: expect.any(Number), login: 'ada' });
  await expect(users.exchange(given)).rejects.toThrow(Spent);
  expect(await double.control.violations()).toEqual([]);
});

test('a refresh token brings new ones, and only once', async () => {
  const { tokens } = await signIn('ada');
  const renewed = await users.renew(tokens.refreshToken ?? '');
  expect(await ownUser(users.as(5, renewed.token))).toMatchObject({ login: 'ada' });
  await expect(users.renew(tokens.refreshToken ?? '')).rejects.toThrow(Spent);
});

test('a token that is taken back is refused from then on, and taking it back twice is no failure', async () => {
  const { tokens } = await signIn('ada');
  await users.revoke(tokens.token);
  await users.revoke(tokens.token);
  await expect(ownUser(users.as(5, tokens.token))).rejects.toMatchObject({ reason: 'credentials' });
  expect(await double.control.violations()).toEqual([]);
});

test('credentials that belong to no app are told as what they are, without the secret', async () => {
  const { given } = await signIn('ada');
  const wrong = open({ clientSecret: 'hunter2' }).exchange(given);
  await expect(wrong).rejects.toThrow(NotAllowed);
  await expect(wrong).rejects.toThrow(/CLIENT_ID and CLIENT_SECRET/);
  await expect(wrong).rejects.not.toThrow(/hunter2/);
});

test('a GitHub that is down, or answers nonsense, is no refusal', async () => {
  const { given } = await signIn('ada');
  await double.control.fault({ face: 'rest', match: '/login/oauth/access_token', kind: 'server-error' });
  await expect(users.exchange(given)).rejects.toThrow(Unavailable);
  const away = open({ webUrl: 'http://127.0.0.1:9' });
  await expect(away.exchange(given)).rejects.toThrow(Unavailable);
});

test('a token that no header can hold is told to nobody', async () => {
  expect(() => users.as(5, 'ghu_\n')).toThrow(/sign in again/);
});

test('what somebody may read: 200 is yes, 404 and a sign-in that an organisation wants are no', async () => {
  const { control } = double;
  await control.addCollaborator({ repository: 'acme/one', login: 'bob', level: 'push' });
  await control.addCollaborator({ repository: 'acme/two', login: 'bob', level: 'pull' });
  const bob = await caller('bob');
  expect(await readableRepository(bob, 'acme', 'one')).toMatchObject({
    owner: 'acme',
    name: 'one',
    private: true,
    mayWrite: true,
  });
  expect(await readableRepository(bob, 'acme', 'two')).toMatchObject({ mayWrite: false });
  expect(await readableRepository(bob, 'acme', 'open')).toMatchObject({ private: false, mayWrite: false });
  expect(await readableRepository(bob, 'acme', 'none')).toBeNull();
  expect(await readableRepository(await caller('cy'), 'acme', 'one')).toBeNull();
  await control.requireSso({ account: 'acme', required: true });
  expect(await readableRepository(bob, 'acme', 'one')).toBeNull();
  expect(await explicitRepositories(bob)).toEqual([]);
  await control.requireSso({ account: 'acme', required: false });
  expect((await explicitRepositories(bob)).map(({ name, mayWrite }) => [name, mayWrite])).toEqual([
    ['one', true],
    ['two', false],
  ]);
  expect(await explicitRepositories(await caller('cy'))).toEqual([]);
  expect(await control.violations()).toEqual([]);
});

test('what is no name of GitHub’s is not asked for', async () => {
  const bob = await caller('bob');
  await double.control.resetCounts();
  for (const [owner, name] of [
    ['..', 'user'],
    ['acme', '..'],
    ['a/b', 'c'],
    ['acme', 'one?x=y'],
  ] as const)
    expect(await readableRepository(bob, owner, name)).toBeNull();
  expect((await double.control.counts()).rest).toBe(0);
});

test('more repositories than a page has are all listed', async () => {
  const { control } = double;
  for (let at = 0; at < 101; at += 1) {
    await control.createRepository({ owner: 'many', name: `r${at}` });
    await control.addCollaborator({ repository: `many/r${at}`, login: 'dan', level: 'pull' });
  }
  await control.install({ account: 'many' });
  expect(await explicitRepositories(await caller('dan'))).toHaveLength(101);
});

test('a GitHub that does not answer is no “no”', async () => {
  const bob = await caller('bob');
  await double.control.fault({ face: 'rest', match: 'repos/get', kind: 'server-error' });
  await expect(readableRepository(bob, 'acme', 'one')).rejects.toThrow(Unavailable);
  await double.control.fault({ face: 'rest', match: 'repos/get', kind: 'token-expired' });
  await expect(readableRepository(bob, 'acme', 'one')).rejects.toMatchObject({ reason: 'credentials' });
});
