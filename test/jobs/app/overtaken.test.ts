import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openGitHub } from '../../../src/github/app.js';
import { Configurations } from '../../../src/github/content.js';
import type { App } from '../../../src/jobs/app/app.js';
import { handleDeliveries } from '../../../src/jobs/app/handle-deliveries.js';
import { mirrorsOf } from '../../../src/jobs/app/mirrors.js';
import { publishCheck } from '../../../src/jobs/app/publish-check.js';
import { resume } from '../../../src/jobs/app/resume.js';
import { embeddedQueue } from '../../../src/queue/embedded.js';
import { Later } from '../../../src/queue/queue.js';
import { openStore } from '../../../src/store/open-store.js';
import { type StartedDouble, startDouble } from '../../github/start.js';
import { embeddedFolders } from '../../services/embedded.js';

let github: StartedDouble;
let app: App;
let ids: { repository: number; installation: number; number: number; subject: string };
let close: () => Promise<void>;

beforeAll(async () => {
  github = await startDouble();
  const { control } = github;
  const made = await control.createRepository({ owner: 'acme', name: 'shop' });
  await control.push({
    repository: 'acme/shop',
    by: 'ada',
    commits: [{ message: 'Begin', files: { 'README.md': '# Shop\n' } }],
  });
  const { id: installation } = await control.install({ account: 'acme' });
  const { number } = await control.openPullRequest({
    repository: 'acme/shop',
    author: 'ada',
    title: 'Add a cart',
    head: 'cart',
    commits: [{ message: 'Add a cart', files: { 'src/cart.ts': 'export const cart = 1;\n' } }],
  });
  ids = { repository: made.id, installation, number, subject: `pull-${made.id}-${number}` };
  const folders = await embeddedFolders();
  const folder = folders.copy();
  const store = await openStore({ url: null, folder });
  const secrets = await control.app();
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const edge = await openGitHub({
    appId: secrets.id,
    privateKey: secrets.privateKey,
    webhookSecret: secrets.webhookSecret,
    baseUrl: `${github.url}/api/v3`,
    log,
  });
  app = {
    store,
    queue: embeddedQueue(),
    github: edge,
    configurations: new Configurations(edge),
    mirrors: mirrorsOf({ folder: join(folder, 'mirrors'), gitUrl: github.url, github: edge }),
    log,
    publicUrl: null,
    canSignIn: false,
    now: () => Math.floor(Date.now() / 1000),
  };
  close = async () => {
    await app.queue.close(0);
    await store.close();
    folders.remove();
    await github.close();
  };
  await store.installations.put({
    id: installation,
    account: 'acme',
    permissions: {},
    suspended: false,
  });
  await store.repositories.put({
    ...{ id: made.id, owner: 'acme', name: 'shop', installation, defaultBranch: 'main' },
    private: true,
    archived: false,
  });
});
afterAll(() => close());

const opened = (guid: string) =>
  app.store.inbox.put({
    guid,
    event: 'pull_request',
    action: 'opened',
    installation: ids.installation,
    repository: { id: ids.repository, owner: 'acme', name: 'shop' },
    happening: { kind: 'conversation', number: ids.number },
    receivedAt: app.now(),
  });

describe('an analysis that another one has overtaken', () => {
  test('leaves its deliveries to be done: the other one may have died since', async () => {
    await opened('overtaken');
    await github.control.fault({ face: 'graphql', kind: 'hold', when: 'after', match: 'Pull' });
    const handled = handleDeliveries(app, ids.subject).then(
      () => 'done',
      (error: unknown) => error,
    );
    while ((await github.control.waiting()) === 0) await new Promise((done) => setTimeout(done, 10));
    await app.store.pulls.begin(ids.repository, ids.number);
    await github.control.letGo();
    expect(await handled).toBeInstanceOf(Later);
    expect((await app.store.inbox.of(ids.subject)).map(({ guid }) => guid)).toEqual(['overtaken']);
    await handleDeliveries(app, ids.subject);
    expect(await app.store.inbox.of(ids.subject)).toEqual([]);
  });
});

describe('a check of a suspended installation', () => {
  test('waits until the suspension ends', async () => {
    const [publication = ''] = await app.store.outbox.ids(ids.repository, 1);
    const installation = await app.store.installations.find(ids.installation);
    if (installation === null) throw new Error('there is no installation');
    await app.store.installations.put({ ...installation, suspended: true });
    await expect(publishCheck(app, publication)).rejects.toBeInstanceOf(Later);
    await app.store.installations.put({ ...installation, suspended: false });
    await publishCheck(app, publication);
    expect(await github.control.checkRuns({ repository: 'acme/shop' })).toHaveLength(1);
  });
});

describe('what was lost with the queue', () => {
  test('is taken up: an import that is not at its end, and the mirror of a repository that is no more', async () => {
    const counts = () => app.queue.counts().then(({ waiting }) => waiting);
    const before = await counts();
    await resume(app);
    expect(await counts()).toBe(before + 1);
    expect(app.mirrors.there()).toEqual([ids.repository]);
    await app.store.repositories.erase(ids.repository, app.now());
    await resume(app);
    expect(app.mirrors.there()).toEqual([]);
  });
});
