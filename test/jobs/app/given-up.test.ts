import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../../../src/jobs/app/app.js';
import { handleDeliveries } from '../../../src/jobs/app/handle-deliveries.js';
import { Later } from '../../../src/queue/queue.js';
import { type Answers, found, madeApp, NOW } from './made-app.js';

let app: App;
let answers: Answers;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ app, answers, close } = await madeApp());
  await app.store.installations.put({ id: 1, account: 'acme', permissions: {}, suspended: false });
  await app.store.repositories.put(found(7, 1));
});
afterAll(() => close());

test('a pull request that fails again and again gets a check that says so, once, and without our words for it', async () => {
  answers.graphql = () => {
    throw new Error('a line of /ours');
  };
  const head = 'a'.repeat(40);
  const deliver = async (guid: string): Promise<void> => {
    await app.store.inbox.put({
      ...{ guid, event: 'pull_request', action: 'opened', installation: 1, receivedAt: NOW },
      repository: { id: 7, owner: 'acme', name: 'shop-7' },
      happening: { kind: 'pull-request', number: 5, head, before: null, closed: false, merged: false },
    });
    while ((await app.store.inbox.of('pull-7-5')).length > 0)
      await expect(handleDeliveries(app, 'pull-7-5')).rejects.toBeInstanceOf(Later);
  };
  await deliver('one');
  const [id = '', ...more] = await app.store.outbox.ids(7, 10);
  const publication = (await app.store.outbox.begin(id))?.publication;
  expect(publication).toMatchObject({ number: 5, head, check: { conclusion: 'neutral' } });
  expect(JSON.stringify(publication?.check)).not.toContain('/ours');
  expect(more).toEqual([]);
  expect(await app.store.inbox.dead(10)).toHaveLength(1);
  await deliver('two');
  expect(await app.store.outbox.ids(7, 10)).toHaveLength(1);
});
