import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appToken, ask, opened, small, tokenFor } from './asking.js';
import { ROUTES } from './rest/routes.js';
import { type StartedDouble, startDouble } from './start.js';

let double: StartedDouble;
let place: Awaited<ReturnType<typeof small>>;
let token: string;

beforeAll(async () => {
  double = await startDouble();
  place = await small(double);
  token = await tokenFor(double, place.installation);
});
afterAll(async () => {
  const violations = await double.control.violations();
  await double.close();
  expect(violations).toEqual([]);
});

const get = (path: string, as: string | null = token, headers = {}) =>
  ask(`${double.url}${path}`, as, { headers });
const post = (path: string, body: object, method = 'POST') =>
  ask(`${double.url}${path}`, token, { method, body });

describe('the app', () => {
  test('is told who it is and where it is installed', async () => {
    const app = await appToken(double);
    expect(await get('/app', app)).toMatchObject({ status: 200, body: { slug: 'holdfast' } });
    expect((await get('/api/v3/app/installations', app)).body).toHaveLength(1);
    expect(await get(`/app/installations/${place.installation}`, app)).toMatchObject({
      status: 200,
      body: { account: { login: 'acme' }, repository_selection: 'selected' },
    });
    expect((await get('/app/installations/1', app)).status).toBe(404);
  });

  test('sees the repositories of its token, page by page', async () => {
    const { body } = await get('/installation/repositories?per_page=1');
    expect(body).toMatchObject({ total_count: 1, repositories: [{ full_name: 'acme/tool' }] });
  });

  test('gets its secrets for a code, once', async () => {
    await double.control.addManifestCode({ code: 'abc' });
    const url = `${double.url}/app-manifests/abc/conversions`;
    const first = await ask(url, null, { method: 'POST' });
    expect(first.body.pem).toContain('BEGIN RSA PRIVATE KEY');
    expect((await ask(url, null, { method: 'POST' })).status).toBe(404);
  });
});

describe('a repository', () => {
  test('is found by its name and by its id', async () => {
    expect((await get('/repos/acme/tool')).body.id).toBe(place.tool);
    expect((await get(`/repositories/${place.tool}`)).body.full_name).toBe('acme/tool');
  });

  test('shows a file, and 304 where nothing changed', async () => {
    const { body, headers } = await get('/repos/acme/tool/contents/a.ts');
    expect(Buffer.from(body.content, 'base64').toString()).toBe('one\ntwo\nthree\n');
    const again = await get('/repos/acme/tool/contents/a.ts?ref=main', token, {
      'if-none-match': headers.get('etag') ?? '',
    });
    expect(again.status).toBe(304);
    expect((await get('/repos/acme/tool/contents/.github/holdfast.yml')).status).toBe(404);
    expect((await get('/repos/acme/tool/contents/')).body).toMatchObject([{ name: 'a.ts', type: 'file' }]);
  });

  test('lists its pull requests', async () => {
    await opened(double, { head: 'listed' });
    const { body } = await get('/repos/acme/tool/pulls?state=open&sort=updated&per_page=100');
    expect(body).toMatchObject([{ head: { ref: 'listed' }, state: 'open' }]);
  });
});

describe('a check run', () => {
  test('is posted, found and completed', async () => {
    const { head } = await opened(double, { head: 'checked' });
    const posted = await post('/repos/acme/tool/check-runs', {
      name: 'Holdfast',
      head_sha: head,
      external_id: '7',
      status: 'in_progress',
    });
    expect(posted).toMatchObject({ status: 201, body: { status: 'in_progress', conclusion: null } });
    const url = `/repos/acme/tool/check-runs/${posted.body.id}`;
    const patched = await post(
      url,
      { conclusion: 'success', output: { title: 'Good', summary: 'All good' } },
      'PATCH',
    );
    expect(patched.body).toMatchObject({ status: 'completed', output: { title: 'Good' } });
    const { body } = await get(
      `/repos/acme/tool/commits/${head}/check-runs?check_name=Holdfast&filter=latest`,
    );
    expect(body).toMatchObject({ total_count: 1, check_runs: [{ external_id: '7' }] });
    expect((await get(url)).body.conclusion).toBe('success');
    expect((await get(`${url}/annotations`)).body).toEqual([]);
  });
});

describe('the delivery log', () => {
  test('is listed, and shows what was sent', async () => {
    const app = await appToken(double);
    const { body } = await get('/app/hook/deliveries', app);
    expect(body).toContainEqual(expect.objectContaining({ event: 'installation', action: 'created' }));
    const [{ id }] = body;
    expect((await get(`/app/hook/deliveries/${id}`, app)).body.id).toBe(id);
    const again = { method: 'POST' };
    expect((await ask(`${double.url}/app/hook/deliveries/${id}/attempts`, app, again)).status).toBe(202);
  });

  test('is for the app alone, and a token of an installation is for what it may do', async () => {
    expect((await get('/app/hook/deliveries')).status).toBe(401);
    expect((await get('/repos/acme/tool', await appToken(double))).status).toBe(403);
    expect((await get('/repos/acme/tool', null)).status).toBe(401);
  });
});

test('a token is of one repository where that was asked, and ends when it is given back', async () => {
  const narrow = await tokenFor(double, place.installation, { repositories: ['tool'] });
  expect((await get('/installation/repositories', narrow)).body.total_count).toBe(1);
  const gone = await ask(`${double.url}/installation/token`, narrow, { method: 'DELETE' });
  expect(gone.status).toBe(204);
  expect((await get('/repos/acme/tool', narrow)).status).toBe(401);
  await expect(tokenFor(double, place.installation, { repository_ids: [place.other] })).rejects.toThrow(
    '422',
  );
  await expect(tokenFor(double, place.installation, { permissions: { contents: 'write' } })).rejects.toThrow(
    '422',
  );
});

test('limits are told', async () => {
  const { body, headers } = await get('/rate_limit');
  expect(body.resources.core.limit).toBe(5000);
  expect(Number(headers.get('x-ratelimit-remaining'))).toBe(body.rate.remaining);
});

test('an issue is made, edited and found', async () => {
  const permissions = { metadata: 'read', contents: 'read', checks: 'write', issues: 'write' } as const;
  await double.control.acceptPermissions({ installation: place.installation, permissions });
  const with_ = await tokenFor(double, place.installation);
  const issues = `${double.url}/repos/acme/tool/issues`;
  const { body } = await ask(issues, with_, { method: 'POST', body: { title: 'One' } });
  const edited = await ask(`${issues}/${body.number}`, with_, { method: 'PATCH', body: { body: 'two' } });
  expect(edited.body).toMatchObject({ title: 'One', body: 'two' });
  expect((await ask(`${issues}/${body.number}`, with_)).status).toBe(200);
  expect((await ask(`${issues}?state=all&creator=holdfast%5Bbot%5D`, with_)).body).toHaveLength(1);
});

test('the address of the webhooks is told to the app', async () => {
  const { status, body } = await ask(`${double.url}/app/hook/config`, await appToken(double));
  expect([status, body.content_type]).toEqual([200, 'json']);
});

/** What is asked by somebody who has signed in: `sign-in.test.ts` does. */
const AS_USER = [
  'users/get-authenticated',
  'apps/list-installations-for-authenticated-user',
  'apps/list-installation-repos-for-authenticated-user',
  'apps/delete-token',
];

test('every operation that the double has was asked here, so that its answer was checked', async () => {
  const { operations } = await double.control.counts();
  const unasked = Object.keys(ROUTES).filter((id) => !(`rest ${id}` in operations));
  expect(unasked.sort()).toEqual(AS_USER.sort());
});
