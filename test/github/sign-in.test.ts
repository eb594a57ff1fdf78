import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, small } from './asking.js';
import { authorize, CALLBACK, proof, signIn, tokens } from './asking-user.js';
import { type StartedDouble, startDouble } from './start.js';

let double: StartedDouble;
beforeAll(async () => {
  double = await startDouble();
  await small(double);
  await double.control.setCallbackUrls({ urls: [CALLBACK] });
});
afterAll(() => double.close());

const signedIn = async (login: string): Promise<string> => (await signIn(double, login)).access_token;
const may = async (token: string, name: string): Promise<number> =>
  (await ask(`${double.url}/repos/acme/${name}`, token)).status;

test('signing in brings a code with the state, and the code tokens of eight hours', async () => {
  await double.control.signInAs({ login: 'ada' });
  const { verifier, challenge } = proof();
  const { status, to } = await authorize(double, challenge);
  expect(status).toBe(302);
  expect(`${to?.origin}${to?.pathname}`).toBe(CALLBACK);
  expect(to?.searchParams.get('state')).toBe('a-state');
  const code = to?.searchParams.get('code');
  const { body } = await tokens(double, { code, code_verifier: verifier, redirect_uri: CALLBACK });
  expect(body).toMatchObject({ token_type: 'bearer', scope: '', expires_in: 28_800 });
  expect(body.access_token).toMatch(/^ghu_/);
  expect((await ask(`${double.url}/user`, body.access_token)).body).toMatchObject({ login: 'ada' });
});

test('nobody signed in, nobody willing, a wrong address, a wrong client', async () => {
  const { challenge } = proof();
  await double.control.signInAs({ login: null });
  expect(await authorize(double, challenge)).toEqual({ status: 200, to: null });
  await double.control.refuseSignIn();
  expect((await authorize(double, challenge)).to?.searchParams.get('error')).toBe('access_denied');
  await double.control.signInAs({ login: 'ada' });
  const elsewhere = await authorize(double, challenge, { redirect_uri: 'https://evil.example/signed-in' });
  expect(elsewhere.to?.origin).toBe('https://holdfast.example');
  expect(elsewhere.to?.searchParams.get('error')).toBe('redirect_uri_mismatch');
  expect((await authorize(double, challenge, { client_id: 'another' })).status).toBe(404);
  expect((await tokens(double, { client_secret: 'wrong', code: 'x' })).body.error).toBe(
    'incorrect_client_credentials',
  );
  expect(await double.control.violations()).toEqual([]);
});

test('a code is good once, for ten minutes, with what was hashed when it was asked for', async () => {
  const code = async (challenge: string): Promise<string> =>
    (await authorize(double, challenge)).to?.searchParams.get('code') ?? '';
  await double.control.signInAs({ login: 'ada' });
  const { verifier, challenge } = proof();
  const first = await code(challenge);
  const all = { code: first, code_verifier: verifier, redirect_uri: CALLBACK };
  expect((await tokens(double, all)).body.access_token).toBeDefined();
  expect((await tokens(double, all)).body.error).toBe('bad_verification_code');
  const other = { code: await code(challenge), code_verifier: proof().verifier };
  expect((await tokens(double, other)).body.error).toBe('bad_verification_code');
  const late = await code(challenge);
  await double.control.advanceClock({ seconds: 601 });
  expect((await tokens(double, { ...all, code: late })).body.error).toBe('bad_verification_code');
});

test('a refresh token is good once, and ends the token before', async () => {
  const before = await signIn(double, 'ada');
  const ask1 = { grant_type: 'refresh_token', refresh_token: before.refresh_token };
  const after = (await tokens(double, ask1)).body;
  expect(after.access_token).not.toBe(before.access_token);
  expect((await tokens(double, ask1)).body.error).toBe('bad_refresh_token');
  expect((await ask(`${double.url}/user`, before.access_token)).status).toBe(401);
  expect((await ask(`${double.url}/user`, after.access_token)).status).toBe(200);
  await double.control.advanceClock({ seconds: 28_801 });
  expect((await ask(`${double.url}/user`, after.access_token)).status).toBe(401);
});

test('reads the private repositories that somebody was let into and the app is installed in, and all public ones', async () => {
  const { control } = double;
  await control.createRepository({ owner: 'acme', name: 'open', private: false });
  const token = await signedIn('bob');
  expect(await may(token, 'tool')).toBe(404);
  expect(await may(token, 'open')).toBe(200);
  await control.addCollaborator({ repository: 'acme/tool', login: 'bob', level: 'pull' });
  await control.addCollaborator({ repository: 'acme/other', login: 'bob', level: 'push' });
  const { body } = await ask(`${double.url}/repos/acme/tool`, token);
  expect(body.permissions).toMatchObject({ pull: true, push: false });
  // The app is not installed there.
  expect(await may(token, 'other')).toBe(404);
  await control.removeCollaborator({ repository: 'acme/tool', login: 'bob' });
  expect(await may(token, 'tool')).toBe(404);
  expect(await control.violations()).toEqual([]);
});

test('lists installations and repositories that are somebody’s explicitly, page by page', async () => {
  const { control } = double;
  const token = await signedIn('cy');
  const installations = `${double.url}/user/installations`;
  expect((await ask(installations, token)).body).toMatchObject({ total_count: 0, installations: [] });
  await control.createRepository({ owner: 'corp', name: 'one' });
  await control.createRepository({ owner: 'corp', name: 'two' });
  const { id } = await control.install({ account: 'corp' });
  expect((await ask(`${installations}/${id}/repositories`, token)).status).toBe(404);
  await control.addCollaborator({ repository: 'corp/one', login: 'cy', level: 'push' });
  await control.addCollaborator({ repository: 'corp/two', login: 'cy', level: 'pull' });
  expect((await ask(installations, token)).body.installations[0].id).toBe(id);
  const page = await ask(`${installations}/${id}/repositories?per_page=1`, token);
  expect(page.body).toMatchObject({ total_count: 2, repositories: [{ permissions: { push: true } }] });
  expect(page.headers.get('link')).toContain('rel="next"');
  expect(await control.violations()).toEqual([]);
});

test('an organisation may ask for a sign-in of its own', async () => {
  const { control } = double;
  await control.addCollaborator({ repository: 'acme/tool', login: 'dan', level: 'push' });
  const token = await signedIn('dan');
  await control.requireSso({ account: 'acme', required: true });
  const { status, headers } = await ask(`${double.url}/repos/acme/tool`, token);
  await control.requireSso({ account: 'acme', required: false });
  expect(status).toBe(403);
  expect(headers.get('x-github-sso')).toMatch(/^required; url=/);
  expect(await may(token, 'tool')).toBe(200);
});

test('a token is taken back by the app, or all of them by their owner', async () => {
  const { clientId, clientSecret } = await double.control.app();
  const url = `${double.url}/applications/${clientId}/token`;
  const basic = (secret: string) => `basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`;
  const first = await signedIn('eve');
  const second = await signedIn('eve');
  const revoke = (secret: string) =>
    ask(url, null, {
      method: 'DELETE',
      body: { access_token: first },
      headers: { authorization: basic(secret) },
    });
  expect((await revoke('wrong')).status).toBe(401);
  expect((await revoke(clientSecret)).status).toBe(204);
  expect((await ask(`${double.url}/user`, first)).status).toBe(401);
  expect((await ask(`${double.url}/user`, second)).status).toBe(200);
  await double.control.revokeAuthorization({ login: 'eve' });
  expect((await ask(`${double.url}/user`, second)).status).toBe(401);
  expect(await double.control.violations()).toEqual([]);
});
