import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '../../../src/jobs/app/app.js';
import { handleDeliveries } from '../../../src/jobs/app/handle-deliveries.js';
import type { Delivery, Happening } from '../../../src/model/forge.js';
import { subjectOf } from '../../../src/model/forge.js';
import { type Answers, found, madeApp, NOW } from './made-app.js';

let app: App;
let answers: Answers;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ app, answers, close } = await madeApp());
});
afterAll(() => close());

/** Two installations, and a repository of the first. */
beforeEach(async () => {
  answers.installations.clear();
  answers.repositories.clear();
  for (const id of [1, 2]) {
    answers.installations.set(id, { suspended: false });
    await app.store.installations.put({ id, account: 'acme', permissions: {}, suspended: false });
  }
  answers.repositories.set(7, found(7, 1));
  await app.store.repositories.put(found(7, 1));
});

let made = 0;

/** Handles a delivery as if it had come. */
async function deliver(happening: Happening, more: Partial<Delivery> = {}): Promise<void> {
  made += 1;
  const delivery: Delivery = {
    ...{ guid: `made-${made}`, event: 'made', action: null, installation: 1, receivedAt: NOW },
    repository: { id: 7, owner: 'acme', name: 'shop-7' },
    happening,
    ...more,
  };
  await app.store.inbox.put(delivery);
  await handleDeliveries(app, subjectOf(delivery));
}

const changed = (change: 'publicized' | 'privatized', isPrivate: boolean): Happening => ({
  ...{ kind: 'repository', change, defaultBranch: 'main' },
  private: isPrivate,
});

describe('a repository', () => {
  test('that is private stays so when word comes late that it was made public before', async () => {
    await deliver(changed('publicized', false));
    expect((await app.store.repositories.find(7))?.private).toBe(true);
  });

  test('that is public is known to be once GitHub says so', async () => {
    answers.repositories.set(7, { ...found(7, 1), private: false });
    await deliver(changed('publicized', false));
    expect((await app.store.repositories.find(7))?.private).toBe(false);
  });

  test('that was made private is hidden even where GitHub cannot be asked', async () => {
    await app.store.repositories.update(7, { private: false });
    const { github } = app;
    const away = { ...app, github: { ...github, as: () => ({ rest: async () => Promise.reject(new Error('away')) }) } } as never;
    await app.store.inbox.put({
      ...{ guid: 'hidden', event: 'repository', action: 'privatized', installation: 1, receivedAt: NOW },
      repository: { id: 7, owner: 'acme', name: 'shop-7' },
      happening: changed('privatized', true),
    });
    await expect(handleDeliveries(away, 'repository-7')).rejects.toThrow();
    expect((await app.store.repositories.find(7))?.private).toBe(true);
    await handleDeliveries(app, 'repository-7');
  });

  test('that went over to another installation is not erased when the first one loses it', async () => {
    answers.repositories.set(7, found(7, 2));
    await app.store.repositories.put(found(7, 2));
    await deliver({
      kind: 'repositories',
      added: [],
      removed: [{ id: 7, owner: 'acme', name: 'shop-7' }],
    });
    expect((await app.store.repositories.find(7))?.installation).toBe(2);
  });

  test('that was taken from its installation is erased', async () => {
    answers.repositories.delete(7);
    await deliver({
      kind: 'repositories',
      added: [],
      removed: [{ id: 7, owner: 'acme', name: 'shop-7' }],
    });
    expect(await app.store.repositories.find(7)).toBeNull();
  });
});
