import { inspect } from 'node:util';
import nock from 'nock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type GitHub, openGitHub } from '../../src/github/app.js';
import { cloneUrl } from '../../src/github/repositories.js';
import type { Access } from '../../src/github/tokens.js';
import { privateKey } from './keys.js';
import { API, NOW, openForTest, PULLS, REPOSITORY, TOKEN } from './made-github.js';

let now = NOW;
let github: GitHub;
beforeEach(async () => {
  nock.disableNetConnect();
  now = NOW;
  github = await openForTest(() => now);
});
afterEach(() => nock.cleanAll());

const TOKENS = '/app/installations/3/access_tokens';
const token = (name: string): object => ({
  token: `ghs_${name.repeat(40)}`,
  expires_at: new Date(now + 3_600_000).toISOString(),
});

/** Every token that is asked for, by what it is for. */
function minting(): object[] {
  const bodies: object[] = [];
  nock(API)
    .persist()
    .post(TOKENS)
    .matchHeader('authorization', /^bearer [\w-]+\.[\w-]+\.[\w-]+$/)
    .reply(201, (_uri, body) => {
      bodies.push(body as object);
      return token(String.fromCharCode(96 + bodies.length)) as never;
    });
  return bodies;
}

describe('a token', () => {
  test('is for one repository and one purpose, and is made once', async () => {
    const bodies = minting();
    const all: Access[] = [
      { installation: 3, repository: 7, purpose: 'contents' },
      { installation: 3, repository: 7, purpose: 'checks' },
      { installation: 3, repository: 8, purpose: 'checks' },
      { installation: 3, repository: null, purpose: 'metadata' },
    ];
    for (const access of [...all, ...all]) await github.token(access);
    expect(bodies).toEqual([
      { permissions: { contents: 'read' }, repository_ids: [7] },
      { permissions: { checks: 'write' }, repository_ids: [7] },
      { permissions: { checks: 'write' }, repository_ids: [8] },
      { permissions: { metadata: 'read' } },
    ]);
  });

  test('is made once for all who ask at the same time', async () => {
    const bodies = minting();
    const tokens = await Promise.all([1, 2, 3].map(() => github.token(PULLS)));
    expect(new Set(tokens).size).toBe(1);
    expect(bodies).toHaveLength(1);
  });

  test('is made anew five minutes before it ends', async () => {
    const bodies = minting();
    await github.token(PULLS);
    now += 54 * 60_000;
    await github.token(PULLS);
    expect(bodies).toHaveLength(1);
    now += 60_000;
    await github.token(PULLS);
    expect(bodies).toHaveLength(2);
  });

  test('that GitHub refuses is replaced once', async () => {
    const bodies = minting();
    const used: string[] = [];
    nock(API)
      .get('/x')
      .times(2)
      .reply(function () {
        used.push(String(this.req.headers.authorization));
        return (used.length === 1 ? [401, { message: 'Bad credentials' }] : [200, { fine: true }]) as never;
      });
    expect((await github.as(PULLS).rest('GET /x')).data).toEqual({ fine: true });
    expect(used).toEqual([`token ghs_${'a'.repeat(40)}`, `token ghs_${'b'.repeat(40)}`]);
    expect(bodies).toHaveLength(2);
  });

  test('of the new kind, with dots in it, is one too', async () => {
    nock(API)
      .post(TOKENS)
      .reply(201, { ...token('a'), token: TOKEN });
    nock(API)
      .get('/x')
      .matchHeader('authorization', new RegExp(TOKEN.replaceAll('.', '\\.')))
      .reply(200, {});
    expect((await github.as(PULLS).rest('GET /x')).status).toBe(200);
  });

  test('that cannot be had is asked for again the next time', async () => {
    nock(API).post(TOKENS).reply(500, {});
    await expect(github.token(PULLS)).rejects.toMatchObject({ name: 'Unavailable' });
    minting();
    expect(await github.token(PULLS)).toMatch(/^ghs_/);
  });

  test.each([
    [
      422,
      'The permissions requested are not granted to this installation.',
      { name: 'NotAllowed', reason: 'permission', permission: 'checks:write' },
    ],
    [
      422,
      'There is at least one repository that does not exist or is not accessible to the parent installation.',
      { name: 'Gone' },
    ],
    [404, 'Not Found', { name: 'Gone' }],
    [403, 'This installation has been suspended', { name: 'NotAllowed', reason: 'suspended' }],
    [401, 'A JSON web token could not be decoded', { name: 'NotAllowed', reason: 'credentials' }],
  ])('is refused with %i: %s', async (status, message, expected) => {
    nock(API).post(TOKENS).reply(status, { message });
    const access = { installation: 3, repository: 7, purpose: 'checks' } as const;
    await expect(github.token(access)).rejects.toMatchObject(expected);
  });
});

describe('a call that fails', () => {
  beforeEach(() => {
    minting();
  });
  const failing = async (): Promise<Error> =>
    github
      .as(PULLS)
      .rest('GET /x')
      .then(
        () => new Error('it did not fail'),
        (error: Error) => error,
      );

  test.each([
    [
      'a primary limit',
      403,
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 900) },
      'API rate limit exceeded',
      NOW + 901_000,
    ],
    [
      'a primary limit as 429',
      429,
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 900) },
      'x',
      NOW + 901_000,
    ],
    [
      'a limit with its own time',
      403,
      { 'retry-after': '30' },
      'You have exceeded a secondary rate limit',
      NOW + 30_000,
    ],
    ['a secondary limit without a time', 403, {}, 'You have exceeded a secondary rate limit', NOW + 60_000],
    ['a limit of a server without limits', 429, {}, 'x', NOW + 60_000],
    [
      'a reset that has passed',
      403,
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' },
      'x',
      NOW + 60_000,
    ],
  ])('by %s says until when', async (_, status, headers, message, until) => {
    nock(API).get('/x').reply(status, { message }, headers);
    expect(await failing()).toMatchObject({ name: 'RateLimited', until });
  });

  test('by a limit is not made again before its time', async () => {
    nock(API).get('/x').reply(403, { message: 'secondary rate limit' });
    await failing();
    nock(API).get('/x').reply(200, {});
    expect(await failing()).toMatchObject({ name: 'RateLimited' });
    now += 60_001;
    expect(await failing()).toMatchObject({ message: 'it did not fail' });
  });

  test('by a limit without a time waits twice as long each time, until it works again', async () => {
    const waits: number[] = [];
    nock(API).get('/x').times(6).reply(429, {});
    for (let count = 0; count < 6; count += 1) {
      const { until } = (await failing()) as Error & { until: number };
      waits.push((until - now) / 60_000);
      now = until + 1;
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 16]);
    nock(API).get('/x').reply(200, {});
    await failing();
    nock(API).get('/x').reply(429, {});
    expect(await failing()).toMatchObject({ until: now + 60_000 });
  });

  test.each([
    [500, {}, { name: 'Unavailable', partial: false }],
    [502, {}, { name: 'Unavailable', partial: true }],
    [404, {}, { name: 'Gone' }],
    [410, {}, { name: 'Gone' }],
    [
      403,
      { 'x-accepted-github-permissions': 'checks=write' },
      { name: 'NotAllowed', permission: 'checks:write' },
    ],
    [403, {}, { name: 'NotAllowed', permission: 'pull_requests:read, contents:read' }],
    [422, {}, { name: 'Refused' }],
  ])('with %i %o', async (status, headers, expected) => {
    nock(API).get('/x').reply(status, { message: 'x' }, headers);
    expect(await failing()).toMatchObject(expected);
  });

  test('because the network does', async () => {
    nock(API).get('/x').replyWithError('connect ECONNREFUSED');
    expect(await failing()).toMatchObject({ name: 'Unavailable' });
  });

  test.each([401, 403, 404, 422, 429, 500, 502])(
    'with %i tells no token, and the next step',
    async (status) => {
      nock(API)
        .get('/x')
        .times(2)
        .reply(status, { message: `no ${TOKEN} and no eyJhbGciOiJ.eyJpc3Mi.c2ln` });
      const failure = await failing();
      const all = inspect(failure, { depth: 20, showHidden: true });
      expect(all).not.toMatch(/ghs_|eyJ|PRIVATE/);
      expect(failure.message).toMatch(/: (try again|its owner|look at|see that|this is a mistake)/);
    },
  );
});

describe('opening', () => {
  const options = {
    appId: 12,
    privateKey: privateKey(),
    webhookSecret: 's',
    log: { warn: () => {} },
    now: () => now,
  };

  test.each([
    ['https://api.github.com', 'https://api.github.com', '', '/graphql', 'https://github.com'],
    [
      'https://github.example/api/v3',
      'https://github.example',
      '/api/v3',
      '/api/graphql',
      'https://github.example',
    ],
    ['https://api.octo.ghe.com/', 'https://api.octo.ghe.com', '', '/graphql', 'https://octo.ghe.com'],
    ['http://127.0.0.1:9/api/v3/', 'http://127.0.0.1:9', '/api/v3', '/api/graphql', 'http://127.0.0.1:9'],
  ])('of %s finds its addresses', async (baseUrl, host, rest, graphql, web) => {
    const other = await openGitHub({ ...options, baseUrl });
    expect(cloneUrl(other, REPOSITORY)).toBe(`${web}/octo/x.git`);
    nock(host).post(`${rest}${TOKENS}`).reply(201, token('a'));
    nock(host).get(`${rest}/x`).reply(200, { rest: true });
    nock(host)
      .post(graphql)
      .reply(200, { data: { graphql: true } });
    expect((await other.as(PULLS).rest('GET /x')).data).toEqual({ rest: true });
    expect(await other.as(PULLS).graphql('query Q { x }', {})).toEqual({ graphql: true });
  });

  test.each(['http://github.example/api/v3', 'ftp://x', 'api.github.com', 'https://user@api.github.com'])(
    'of %s is refused: a token would be sent there',
    async (baseUrl) => {
      await expect(openGitHub({ ...options, baseUrl })).rejects.toThrow(/https URL/);
    },
  );

  test('without a webhook secret is refused', async () => {
    await expect(openGitHub({ ...options, webhookSecret: '' })).rejects.toThrow(/webhook secret/);
  });

  test('with a key that is none is refused, and the key is not told', async () => {
    const failure = await openGitHub({ ...options, privateKey: 'no key' }).catch((error) => error);
    expect(inspect(failure)).toMatch(/private key of the app cannot be read/);
    expect(inspect(failure)).not.toMatch(/no key/);
  });
});
