import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../../../src/jobs/app/app.js';
import { prune } from '../../../src/jobs/app/prune.js';
import { resume } from '../../../src/jobs/app/resume.js';
import type { Delivery } from '../../../src/model/forge.js';
import type { Job } from '../../../src/queue/queue.js';
import { found, madeApp, NOW } from './made-app.js';

let app: App;
let close: () => Promise<void>;
const DAY = 24 * 60 * 60;

beforeAll(async () => {
  ({ app, close } = await madeApp());
  await app.store.installations.put({ id: 1, account: 'acme', permissions: {}, suspended: false });
  await app.store.installations.put({ id: 2, account: 'other', permissions: {}, suspended: true });
  for (const id of [7, 8]) await app.store.repositories.put(found(id, 1));
  await app.store.repositories.put(found(9, 2));
});
afterAll(() => close());

const at = (day: number): App => ({ ...app, now: () => NOW + day * DAY });

const put = (guid: string): Promise<unknown> =>
  app.store.inbox.put({
    ...{ guid, event: 'push', action: null, installation: 1, repository: null, receivedAt: NOW },
    happening: { kind: 'nothing', why: 'a test' },
  } satisfies Delivery);

test('what is of no use any more goes, each in its time', async () => {
  for (const guid of ['done', 'dead', 'waits']) await put(guid);
  await app.store.inbox.done(['done'], NOW);
  await app.store.inbox.failed(['dead'], 'no', 1, NOW);
  const fence = (await app.store.pulls.begin(7, 5)) ?? 0;
  const judged = { repository: 7, number: 5, fence, head: 'a'.repeat(40), open: false, judgement: null };
  await app.store.pulls.pushed(7, 5, { at: NOW, before: null, after: judged.head });
  await app.store.pulls.save({ ...judged, check: null, deliveries: [], now: NOW });
  const left = async () => [
    ...(await app.store.inbox.knows(['done', 'dead', 'waits'])),
    ...(await app.store.pulls.pushes(7, 5)).map(() => 'a push'),
  ];
  await prune(at(13));
  expect(await left()).toHaveLength(4);
  await prune(at(15));
  expect((await left()).sort()).toEqual(['a push', 'dead', 'waits']);
  await prune(at(31));
  expect((await left()).sort()).toEqual(['dead', 'waits']);
  await prune(at(91));
  expect(await left()).toEqual(['waits']);
});

test('pruning is due once a day', async () => {
  const asked: string[] = [];
  const queue = { ...app.queue, add: async ({ kind }: Job) => void asked.push(kind) };
  await prune(at(100));
  await resume({ ...at(100.5), queue });
  expect(asked).not.toContain('prune');
  await resume({ ...at(101), queue });
  expect(asked).toContain('prune');
});

test('mirrors of what is archived or suspended go when they were not touched for a month', async () => {
  const removed: number[] = [];
  const mirrors = {
    ...app.mirrors,
    there: () => [7, 8, 9],
    touchedAt: (id: number) => NOW - (id === 8 ? 0 : 40 * DAY),
    remove: async (id: number) => void removed.push(id),
  };
  const look = (): Promise<void> => resume({ ...app, mirrors });
  await look();
  expect(removed).toEqual([9]);
  for (const id of [7, 8]) await app.store.repositories.update(id, { archived: true });
  await look();
  expect(removed).toEqual([9, 7, 9]);
});
