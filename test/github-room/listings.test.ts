import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import nock from 'nock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GitHub } from '../../src/github/app.js';
import { Configurations } from '../../src/github/content.js';
import { listDeliveries, redeliver } from '../../src/github/deliveries.js';
import { convertManifest, manifestFormUrl, manifestOf } from '../../src/github/manifest.js';
import { installations, openPulls, repositoriesOf, repositoryById } from '../../src/github/repositories.js';
import { API, mints, openForTest, PULLS, REPOSITORY } from './made-github.js';
import { shaOf } from './made-pulls.js';

let github: GitHub;
beforeEach(async () => {
  nock.disableNetConnect();
  github = await openForTest();
});
afterEach(() => nock.cleanAll());

const more = (path: string): Record<string, string> => ({
  link: `<${API}${path}>; rel="next", <${API}/>; rel="first"`,
});

describe('deliveries', () => {
  test('come by pages, whatever size their numbers have', async () => {
    nock(API)
      .get('/app/hook/deliveries?per_page=100')
      .reply(
        200,
        `[{"id":12345678901234567890,"guid":"g-1","delivered_at":"2026-10-01T00:00:00Z","status_code":502,"event":"push","installation_id":3},
          {"id":7,"guid":"g-2","delivered_at":"2026-10-01T00:00:00Z","status_code":200,"event":"push","redelivery":true,"installation_id":null},
          {"id":null}]`,
        { 'content-type': 'application/json', ...more('/app/hook/deliveries?per_page=100&cursor=v1_12') },
      );
    const { attempts, next } = await listDeliveries(github.app, null);
    expect(next).toBe('v1_12');
    expect(attempts).toMatchObject([
      { id: '12345678901234567890', guid: 'g-1', ok: false, again: false, installation: 3 },
      { id: '7', guid: 'g-2', ok: true, again: true, installation: null },
    ]);
    nock(API).get('/app/hook/deliveries?per_page=100&cursor=v1_12').reply(200, []);
    expect(await listDeliveries(github.app, next)).toEqual({ attempts: [], next: null });
  });

  test('are sent again by number', async () => {
    const asked = nock(API).post('/app/hook/deliveries/12345678901234567890/attempts').reply(202, {});
    await redeliver(github.app, '12345678901234567890');
    expect(asked.isDone()).toBe(true);
  });
});

describe('repositories', () => {
  const repository = { id: 7, full_name: 'octo/x', default_branch: 'main', private: false, archived: true };

  test('and installations come by pages', async () => {
    nock(API)
      .get('/app/installations?per_page=100&page=1')
      .reply(
        200,
        [{ id: 3, account: { login: 'octo' }, permissions: { checks: 'write' }, suspended_at: null }],
        more('/x'),
      );
    nock(API)
      .get('/app/installations?per_page=100&page=2')
      .reply(200, [
        { id: 4, account: { slug: 'big' }, permissions: null, suspended_at: '2026-10-01' },
        { id: 5 },
      ]);
    expect(await installations(github)).toEqual([
      { id: 3, account: 'octo', permissions: { checks: 'write' }, suspended: false },
      { id: 4, account: 'big', permissions: {}, suspended: true },
    ]);
    mints();
    nock(API)
      .get('/installation/repositories?per_page=100&page=1')
      .reply(200, { repositories: [repository, null, { ...repository, id: 8, private: null }] });
    expect(await repositoriesOf(github, 3)).toMatchObject([
      { id: 7, owner: 'octo', name: 'x', defaultBranch: 'main', private: false, archived: true },
      { id: 8, private: true },
    ]);
  });

  test('are found by number under their name of today', async () => {
    mints();
    nock(API)
      .get('/installation/repositories?per_page=1')
      .reply(200, { repositories: [{ ...repository, full_name: 'octo/renamed' }] });
    expect(await repositoryById(github, 3, 7)).toMatchObject({ id: 7, name: 'renamed' });
  });

  test('that are gone say so', async () => {
    mints();
    nock(API).get('/installation/repositories?per_page=1').reply(200, { repositories: [] });
    await expect(repositoryById(github, 3, 7)).rejects.toMatchObject({ name: 'Gone' });
  });

  test('have open pull requests', async () => {
    mints();
    const open = { number: 4, draft: true, updated_at: '2026-10-01T00:00:00Z', head: { sha: shaOf(4) } };
    const user = { login: 'robot', type: 'User' };
    nock(API)
      .get('/repos/octo/x/pulls?state=open&sort=updated&direction=desc&per_page=100&page=1')
      .reply(200, [open, { number: 5, head: null }, { ...open, number: 6, user }]);
    expect(await openPulls(github.as(PULLS), REPOSITORY, (name) => name === 'robot')).toEqual([
      { number: 4, head: shaOf(4), draft: true, bot: false },
      { number: 6, head: shaOf(4), draft: true, bot: true },
    ]);
  });
});

describe('a configuration', () => {
  const OWN = `/repos/octo/x/contents/.github/holdfast.yml?ref=${shaOf(1)}`;
  const OWNERS = '/repos/octo/.github/contents/.github/holdfast.yml';
  const read = (configurations: Configurations): ReturnType<Configurations['read']> =>
    configurations.read(3, REPOSITORY, shaOf(1), null);

  test('is read once, and asked for by its mark from then on', async () => {
    mints(2);
    const raw = { etag: '"abc"', 'content-type': 'application/vnd.github.raw+json; charset=utf-8' };
    nock(API).get(OWN).reply(200, 'version: 1\n', raw);
    const configurations = new Configurations(github);
    const expected = { text: 'version: 1\n', from: 'repository' };
    expect(await read(configurations)).toEqual(expected);
    nock(API).get(OWN).matchHeader('if-none-match', '"abc"').reply(304);
    expect(await read(configurations)).toEqual(expected);
  });

  test('of the owner stands in where a repository has none', async () => {
    mints(2);
    nock(API).get(OWN).reply(404, {});
    nock(API).get(OWNERS).reply(200, 'version: 1\n', { 'content-type': 'text/plain' });
    expect(await read(new Configurations(github))).toEqual({ text: 'version: 1\n', from: 'owner' });
  });

  test.each([404, 403])('that nobody has is none (%i)', async (status) => {
    mints(2);
    nock(API).get(OWN).reply(404, {});
    nock(API).get(OWNERS).reply(status, { message: 'Resource not accessible by integration' });
    expect(await read(new Configurations(github))).toBeNull();
  });
});

describe('the manifest', () => {
  const appYml = readFileSync(join(resolve(import.meta.dirname, '../..'), 'app.yml'), 'utf8');

  test('asks for the least, and for what webhooks are read', () => {
    const home = 'https://holdfast.example';
    expect(
      manifestOf(appYml, { home, webhooks: `${home}/w`, created: `${home}/c`, signedIn: `${home}/s` }),
    ).toMatchObject({
      name: 'Holdfast',
      url: home,
      public: false,
      hook_attributes: { url: `${home}/w`, active: true },
      redirect_url: `${home}/c`,
      callback_urls: [`${home}/s`],
      default_permissions: {
        metadata: 'read',
        contents: 'read',
        pull_requests: 'read',
        checks: 'write',
        merge_queues: 'read',
      },
    });
  });

  test('goes to the page of a user or of an organisation', () => {
    expect(manifestFormUrl('https://github.com', null, 'a b')).toBe(
      'https://github.com/settings/apps/new?state=a%20b',
    );
    expect(manifestFormUrl('https://github.com/', 'octo', 's')).toBe(
      'https://github.com/organizations/octo/settings/apps/new?state=s',
    );
  });

  test('becomes credentials once', async () => {
    nock(API).post('/app-manifests/abc/conversions').reply(201, {
      id: 12,
      slug: 'holdfast',
      client_id: 'c',
      client_secret: 'cs',
      webhook_secret: 'ws',
      pem: 'p',
      html_url: 'https://github.com/apps/holdfast',
    });
    expect(await convertManifest('abc')).toEqual({
      appId: 12,
      slug: 'holdfast',
      clientId: 'c',
      clientSecret: 'cs',
      webhookSecret: 'ws',
      privateKey: 'p',
      url: 'https://github.com/apps/holdfast',
    });
    nock(API).post('/app-manifests/abc/conversions').reply(404, {});
    await expect(convertManifest('abc')).rejects.toMatchObject({ name: 'Gone' });
    await expect(convertManifest('../x')).rejects.toMatchObject({ name: 'Gone' });
  });

  test('that GitHub answers in part is not kept', async () => {
    nock(API).post('/app-manifests/abc/conversions').reply(201, { id: 12, pem: null });
    await expect(convertManifest('abc')).rejects.toThrow(/did not give its .*privateKey/);
  });
});
