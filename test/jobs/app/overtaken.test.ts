import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../../src/jobs/app/app.js';
import { handleDeliveries } from '../../../src/jobs/app/handle-deliveries.js';
import { publishCheck } from '../../../src/jobs/app/publish-check.js';
import { resume } from '../../../src/jobs/app/resume.js';
import { Later } from '../../../src/queue/queue.js';
import { notJudgedCheck } from '../../../src/reports/check-run.js';
import type { StartedDouble } from '../../github/start.js';
import { appWithDouble } from './with-double.js';

let github: StartedDouble;
let app: App;
let ids: { repository: number; installation: number; number: number; subject: string };
let close: () => Promise<void>;

beforeAll(async () => {
  const made = await appWithDouble();
  ({ app, github, close } = made);
  const { number } = await github.control.openPullRequest({
    repository: 'acme/shop',
    author: 'ada',
    title: 'Add a cart',
    head: 'cart',
    commits: [{ message: 'Add a cart', files: { 'src/cart.ts': 'export const cart = 1;\n' } }],
  });
  const { repository, installation } = made;
  ids = { repository, installation, number, subject: `pull-${repository}-${number}` };
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

describe('a check that hung on its way', () => {
  test('and came after a newer one of its head does not stay the last word', async () => {
    const head = (await app.store.pulls.find(ids.repository, ids.number))?.head ?? '';
    const judged = async (title: string): Promise<string> => {
      const fence = (await app.store.pulls.begin(ids.repository, ids.number)) ?? 0;
      await app.store.pulls.save({
        ...{ repository: ids.repository, number: ids.number, fence, head, open: true, judgement: null },
        check: { ...notJudgedCheck('a test', null), title },
        ...{ deliveries: [], now: app.now() },
      });
      return (await app.store.outbox.ids(ids.repository, 1))[0] ?? '';
    };
    const old = await judged('Old');
    await github.control.fault({ face: 'rest', kind: 'hold', when: 'before', match: 'checks/create' });
    const hangs = publishCheck(app, old);
    while ((await github.control.waiting()) === 0) await new Promise((done) => setTimeout(done, 10));
    await publishCheck(app, await judged('New'));
    await github.control.letGo();
    await hangs;
    const titles = async () =>
      (await github.control.checkRuns({ repository: 'acme/shop', sha: head })).map(
        ({ output }) => output.title,
      );
    expect((await titles()).slice(-2)).toEqual(['New', 'Old']);
    const [again = '', ...more] = await app.store.outbox.ids(ids.repository, 2);
    expect(more).toEqual([]);
    await publishCheck(app, again);
    expect((await titles()).at(-1)).toBe('New');
    expect(await app.store.outbox.ids(ids.repository, 1)).toEqual([]);
  });

  test('and whose commit is gone meanwhile is nobody’s any more', async () => {
    const check = notJudgedCheck('a test', null);
    const head = 'f'.repeat(40);
    await app.store.outbox.put({ repository: ids.repository, head, check }, [], app.now());
    const [publication = ''] = await app.store.outbox.ids(ids.repository, 1);
    await publishCheck(app, publication);
    expect(await app.store.outbox.state()).toEqual({ waiting: 0, dead: 0 });
  });
});

describe('all checks of a merge group’s commit', () => {
  test('are asked for anew, and come', async () => {
    const group = await github.control.enqueue({ repository: 'acme/shop', number: ids.number, by: 'ada' });
    const about = {
      ...{ event: 'made', action: null, installation: ids.installation, receivedAt: app.now() },
      repository: { id: ids.repository, owner: 'acme', name: 'shop' },
    };
    const subject = `commit-${ids.repository}-${group}`;
    const publish = async () => {
      for (const id of await app.store.outbox.ids(ids.repository, 10)) await publishCheck(app, id);
      return (await github.control.checkRuns({ repository: 'acme/shop', sha: group })).length;
    };
    const merge = { kind: 'merge-group', head: group, destroyed: false } as const;
    await app.store.inbox.put({ ...about, guid: 'group', happening: merge });
    await handleDeliveries(app, subject);
    expect(await publish()).toBe(1);
    const all = { kind: 'recheck', head: group, checkRun: null } as const;
    await app.store.inbox.put({ ...about, guid: 'all', happening: all });
    await handleDeliveries(app, subject);
    expect(await publish()).toBe(2);
  });
});

describe('what was lost with the queue', () => {
  test('is taken up: an import that is not at its end, and the mirror of a repository that is no more', async () => {
    const counts = () => app.queue.counts().then(({ waiting }) => waiting);
    const before = await counts();
    await resume(app);
    // The import, pruning, and reconciling: of the repository, and of all installations.
    expect(await counts()).toBe(before + 4);
    expect(app.mirrors.there()).toEqual([ids.repository]);
    await app.store.repositories.erase(ids.repository, app.now());
    await resume(app);
    expect(app.mirrors.there()).toEqual([]);
  });
});
