import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../../src/jobs/app/app.js';
import { handleDeliveries } from '../../../src/jobs/app/handle-deliveries.js';
import type { Happening } from '../../../src/model/forge.js';
import { Later } from '../../../src/queue/queue.js';
import { type Answers, found, madeApp, NOW } from './made-app.js';

let app: App;
let answers: Answers;
let close: () => Promise<void>;

const sha = (digit: number): string => String(digit).repeat(40);

beforeAll(async () => {
  ({ app, answers, close } = await madeApp());
  await app.store.installations.put({ id: 1, account: 'acme', permissions: {}, suspended: false });
  await app.store.repositories.put(found(7, 1));
});
afterAll(() => close());

/** A draft: what is judged of it needs no commits. */
const pull =
  (head: number, state = 'OPEN') =>
  () => ({
    repository: {
      databaseId: 7,
      pullRequest: {
        ...{ id: 'P', number: 5, title: 'A cart', state, isDraft: true },
        ...{ createdAt: '2026-10-31T10:00:00Z', updatedAt: '2026-10-31T11:00:00Z' },
        ...{ baseRefName: 'main', baseRefOid: sha(1), headRefName: 'cart', headRefOid: sha(head) },
      },
    },
  });

let made = 0;

async function told(
  { head, before = null, closed = false }: { head: number; before?: number | null; closed?: boolean },
  receivedAt = NOW,
): Promise<void> {
  made += 1;
  const happening: Happening = {
    ...{ kind: 'pull-request', number: 5, head: sha(head), closed, merged: false },
    before: before === null ? null : sha(before),
  };
  await app.store.inbox.put({
    ...{ guid: `made-${made}`, event: 'pull_request', action: null, installation: 1, receivedAt },
    repository: { id: 7, owner: 'acme', name: 'shop-7' },
    happening,
  });
}

const handle = (): Promise<void> => handleDeliveries(app, 'pull-7-5');
const head = async (): Promise<string | null> => (await app.store.pulls.find(7, 5))?.head ?? null;

describe('GitHub may be behind its own webhooks:', () => {
  test('one that it does not know yet is asked for again', async () => {
    await told({ head: 2 });
    answers.graphql = () => ({ repository: { databaseId: 7, pullRequest: null } });
    await expect(handle()).rejects.toBeInstanceOf(Later);
    answers.graphql = pull(2);
    await handle();
    expect(await head()).toBe(sha(2));
  });

  test('so is one that has the head of before a push, whatever else was told since', async () => {
    await told({ head: 3, before: 2 });
    await told({ head: 3 });
    await expect(handle()).rejects.toBeInstanceOf(Later);
    answers.graphql = pull(3);
    await handle();
    expect(await head()).toBe(sha(3));
  });

  test('so is one that is still open where it was closed', async () => {
    await told({ head: 3, closed: true });
    await expect(handle()).rejects.toBeInstanceOf(Later);
    answers.graphql = pull(3, 'CLOSED');
    await handle();
    expect(await app.store.pulls.find(7, 5)).toMatchObject({ open: false });
  });

  test('what it says a minute later is the truth, and so is a head that nobody told of', async () => {
    answers.graphql = pull(3);
    await told({ head: 4, before: 3 }, NOW - 60);
    await handle();
    expect(await head()).toBe(sha(3));
    answers.graphql = pull(6);
    await told({ head: 5, before: 3 });
    await handle();
    expect(await head()).toBe(sha(6));
  });
});
