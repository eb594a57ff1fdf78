import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '../../../src/jobs/app/app.js';
import { handleDeliveries } from '../../../src/jobs/app/handle-deliveries.js';
import { reconcileInstallations } from '../../../src/jobs/app/reconcile-installations.js';
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
    const away = {
      ...app,
      github: { ...github, as: () => ({ rest: async () => Promise.reject(new Error('away')) }) },
    } as never;
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

describe('what comes before anybody told of the installation', () => {
  const head = 'a'.repeat(40);
  const repository = { id: 9, owner: 'acme', name: 'shop-9' };
  const group: Happening = { kind: 'merge-group', head, destroyed: false };

  test('is done all the same: GitHub is asked', async () => {
    answers.installations.set(3, { suspended: false });
    answers.repositories.set(9, found(9, 3));
    await deliver(group, { installation: 3, repository });
    expect(await app.store.outbox.ids(9, 10)).toHaveLength(1);
    expect((await app.store.installations.find(3))?.account).toBe('acme');
  });

  test('brings nothing back that is gone', async () => {
    await app.store.repositories.erase(9, NOW);
    await deliver(group, { installation: 3, repository });
    expect(await app.store.repositories.find(9)).toBeNull();
    expect(await app.store.installations.find(3)).toBeNull();
  });
});

describe('without any webhook', () => {
  test('installations and repositories are found, those that are gone too', async () => {
    answers.installations.delete(1);
    answers.installations.set(2, { suspended: true });
    answers.installations.set(4, { suspended: false });
    answers.repositories.set(10, found(10, 4));
    await reconcileInstallations(app);
    expect((await app.store.installations.all()).map(({ id, suspended }) => [id, suspended])).toEqual([
      [2, true],
      [4, false],
    ]);
    expect((await app.store.repositories.all()).map(({ id }) => id)).toEqual([10]);
  });
});
