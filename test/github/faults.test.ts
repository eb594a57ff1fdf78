import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../builders.js';
import { appToken, ask, opened, query, small, tokenFor, withDouble } from './asking.js';
import { type StartedDouble, startDouble } from './start.js';

let double: StartedDouble;
let place: Awaited<ReturnType<typeof small>>;
let token: string;
let head: string;

beforeAll(async () => {
  double = await startDouble();
  place = await small(double);
  token = await tokenFor(double, place.installation);
  head = (await opened(double)).head;
});
afterAll(() => double.close());

const get = (path: string) => ask(`${double.url}${path}`, token);
const check = () =>
  ask(`${double.url}/repos/acme/tool/check-runs`, token, {
    method: 'POST',
    body: { name: 'Holdfast', head_sha: head },
  });
const pulls = 'query Pulls{repository(owner:"acme",name:"tool"){pullRequests(first:9){nodes{number}}}}';

describe('REST', () => {
  test.each([
    [{ kind: 'primary-limit' }, 403, { 'x-ratelimit-remaining': '0' }],
    [{ kind: 'secondary-limit', retryAfter: 7 }, 403, { 'retry-after': '7' }],
    [{ kind: 'too-many', retryAfter: 8 }, 429, { 'retry-after': '8' }],
    [{ kind: 'server-error', status: 500 }, 500, {}],
    [{ kind: 'token-expired' }, 401, {}],
    [{ kind: 'missing-permission' }, 403, {}],
  ] as const)('answers %o once', async (fault, status, headers) => {
    await double.control.fault({ face: 'rest', match: 'repos/get', ...fault });
    const answer = await get('/repos/acme/tool');
    expect(answer.status).toBe(status);
    for (const [name, value] of Object.entries(headers)) expect(answer.headers.get(name)).toBe(value);
    expect((await get('/repos/acme/tool')).status).toBe(200);
  });

  test('loses the answer after the check run was made, or before', async () => {
    const runs = async () => (await double.control.checkRuns({ repository: 'acme/tool' })).length;
    await double.control.fault({ face: 'rest', kind: 'cut-after', match: 'checks/create' });
    await expect(check()).rejects.toThrow();
    expect(await runs()).toBe(1);
    await double.control.fault({ face: 'rest', kind: 'cut-before', match: 'checks/create' });
    await expect(check()).rejects.toThrow();
    expect(await runs()).toBe(1);
  });

  test('holds a request until it is let go, before or after the check run was made', async () => {
    const runs = async () => (await double.control.checkRuns({ repository: 'acme/tool' })).length;
    const waits = async () => {
      while ((await double.control.waiting()) === 0) await new Promise((done) => setTimeout(done, 10));
    };
    const there = await runs();
    await double.control.fault({ face: 'rest', kind: 'hold', when: 'before', match: 'checks/create' });
    const first = check();
    await waits();
    expect(await runs()).toBe(there);
    await double.control.letGo();
    expect((await first).status).toBe(201);
    await double.control.fault({ face: 'rest', kind: 'hold', when: 'after', match: 'checks/create' });
    const second = check();
    await waits();
    expect(await runs()).toBe(there + 2);
    await double.control.letGo();
    expect((await second).status).toBe(201);
    expect(await double.control.waiting()).toBe(0);
  });

  test('has an hour that can be used up', async () => {
    const { remaining } = (await get('/rate_limit')).body.rate;
    await double.control.setLimits({ rest: 5000 - remaining + 1 });
    expect((await get('/repos/acme/tool')).status).toBe(200);
    expect(await get('/repos/acme/tool')).toMatchObject({
      status: 403,
      body: { message: expect.stringContaining('rate limit') },
    });
    await double.control.setLimits({ rest: 5000 });
  });
});

describe('GraphQL', () => {
  test('gives a part with an error', async () => {
    await double.control.fault({ face: 'graphql', kind: 'partial-data' });
    const { status, body } = await query(double, token, pulls);
    expect(status).toBe(200);
    expect(body.data.repository.pullRequests.nodes).toEqual([null]);
    expect(body.errors).toMatchObject([{ type: 'RESOURCE_LIMITS_EXCEEDED' }]);
  });

  test('says with 200 that the points are used up', async () => {
    await double.control.fault({ face: 'graphql', kind: 'rate-limited' });
    const { status, body, headers } = await query(double, token, pulls);
    expect({ status, type: body.errors[0].type }).toEqual({ status: 200, type: 'RATE_LIMITED' });
    expect(headers.get('x-ratelimit-remaining')).toBe('0');
  });

  test('fails and is cut', async () => {
    await double.control.fault({ face: 'graphql', kind: 'server-error', skip: 1 });
    expect((await query(double, token, pulls)).status).toBe(200);
    expect((await query(double, token, pulls)).status).toBe(502);
    await double.control.fault({ face: 'graphql', kind: 'cut-before' });
    await expect(query(double, token, pulls)).rejects.toThrow();
  });
});

describe('a state that stops the app', () => {
  test('archived: nothing is written', async () => {
    await double.control.archiveRepository({ repository: 'acme/tool' });
    expect(await check()).toMatchObject({
      status: 403,
      body: { message: expect.stringContaining('archived') },
    });
    await double.control.archiveRepository({ repository: 'acme/tool', archived: false });
  });

  test('empty: there is nothing to read', async () => {
    await double.control.createRepository({ owner: 'acme', name: 'empty' });
    const { installation } = place;
    await double.control.addRepositories({ installation, repositories: ['acme/empty'] });
    expect((await get('/repos/acme/empty/contents/x')).status).toBe(404);
    const text = '{repository(owner:"acme",name:"empty"){isEmpty defaultBranchRef{name}}}';
    const { body } = await query(double, token, text);
    expect(body.data.repository).toEqual({ isEmpty: true, defaultBranchRef: null });
  });

  test('suspended: no token, and those there are do nothing', async () => {
    const { installation } = place;
    await double.control.suspend({ installation });
    expect((await get('/repos/acme/tool')).status).toBe(403);
    await expect(tokenFor(double, installation)).rejects.toThrow('403');
    await double.control.unsuspend({ installation });
  });
});

test('what GitHub does not know is recorded', async () => {
  await double.control.forgetViolations();
  const url = `${double.url}/repos/acme/tool`;
  await get('/repos/acme/tool/nothing/of/the/kind');
  await get('/repos/acme/tool/labels');
  await ask(`${url}/check-runs`, token, { method: 'POST', body: { name: 'x', head_sha: head, extra: 1 } });
  await get('/repos/acme/tool/pulls?sorted=yes');
  expect(await double.control.violations()).toEqual([
    { face: 'rest', where: 'GET /repos/acme/tool/nothing/of/the/kind', what: 'GitHub has no such route' },
    {
      face: 'rest',
      where: 'GET /repos/acme/tool/labels',
      what: 'the double does not answer issues/list-labels-for-repo',
    },
    { face: 'rest', where: 'checks/create request', what: '/ must NOT have additional properties: extra' },
    { face: 'rest', where: 'pulls/list request', what: '?sorted is not a parameter of pulls/list' },
  ]);
});

test('the clock of a token is the double’s', async () => {
  const at = Math.floor(Date.now() / 1000);
  const late = await appToken(double, { iat: at + 300, exp: at + 600 });
  expect(await ask(`${double.url}/app`, late)).toMatchObject({
    status: 401,
    body: { message: expect.stringContaining("'Issued at' claim") },
  });
  const old = await appToken(double, { iat: at - 700, exp: at - 100 });
  expect((await ask(`${double.url}/app`, old)).body.message).toContain("'Expiration time' claim");
});

test('what was saved is there after a crash', async () => {
  const folder = temporaryFolder();
  const first = await startDouble({ folder });
  const { installation } = await small(first);
  await first.control.save();
  await first.kill();
  await withDouble({ folder }, async (second) => {
    const again = await tokenFor(second, installation);
    expect(again).toMatch(/^ghs_[A-Za-z0-9._-]{480,}$/);
    expect((await ask(`${second.url}/repos/acme/tool/contents/a.ts`, again)).status).toBe(200);
  });
  expect(existsSync(folder)).toBe(true);
});
