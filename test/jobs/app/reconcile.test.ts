import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '../../../src/jobs/app/app.js';
import { reconcileInstallations } from '../../../src/jobs/app/reconcile-installations.js';
import { reconcileRepository } from '../../../src/jobs/app/reconcile-repository.js';
import { resume } from '../../../src/jobs/app/resume.js';
import type { Job } from '../../../src/queue/queue.js';
import { type Answers, found, madeApp, NOW } from './made-app.js';

let app: App;
let answers: Answers;
let close: () => Promise<void>;
/** What the queue was asked for. */
let asked: string[];

const DAY = 24 * 60 * 60;
const sha = (digit: number): string => String(digit).repeat(40);
const never = new AbortController().signal;

beforeAll(async () => {
  const made = await madeApp();
  ({ answers, close } = made);
  const add = async ({ kind, subject }: Job): Promise<void> => {
    asked.push(`${kind} ${subject}`);
  };
  app = { ...made.app, queue: { ...made.app.queue, add } };
  answers.installations.set(1, { suspended: false });
  await app.store.installations.put({ id: 1, account: 'acme', permissions: {}, suspended: false });
});
afterAll(() => close());

beforeEach(async () => {
  asked = [];
  answers.repositories.clear();
  answers.pulls = [];
  for (const { id } of await app.store.repositories.all()) await app.store.repositories.erase(id, NOW);
  answers.repositories.set(7, found(7, 1));
  await app.store.repositories.put(found(7, 1));
});

const open = (number: number, over: object = {}): object => ({
  ...{ number, head: { sha: sha(number) }, updated_at: '2026-10-31T10:00:00Z', draft: false },
  ...{ user: { login: 'ada', type: 'User' } },
  ...over,
});

/** What was saved of a pull request of which only was said why it was not judged. */
async function unjudged(number: number): Promise<void> {
  const fence = (await app.store.pulls.begin(7, number)) ?? 0;
  await app.store.pulls.save({
    ...{ repository: 7, number, fence, head: sha(number), open: true, judgement: null, check: null },
    ...{ deliveries: [], now: NOW },
  });
}

/** Pull requests that are looked at again. */
const lookedAt = async (): Promise<readonly string[]> => {
  const subjects = await app.store.inbox.subjects(100);
  for (const subject of subjects)
    await app.store.inbox.done(
      (await app.store.inbox.of(subject)).map(({ guid }) => guid),
      NOW,
    );
  return subjects;
};

describe('reconciling a repository', () => {
  test('looks at what nobody has judged, and at what was closed while nobody heard', async () => {
    await unjudged(4);
    answers.pulls = [open(3)];
    await reconcileRepository(app, 7, never);
    expect(await lookedAt()).toEqual(['pull-7-3', 'pull-7-4']);
  });

  test('leaves alone what a webhook has told of that waits or is being handled', async () => {
    await app.store.inbox.put({
      ...{ guid: 'told', event: 'pull_request', action: 'opened', installation: 1, receivedAt: NOW },
      repository: { id: 7, owner: 'acme', name: 'shop-7' },
      happening: { kind: 'conversation', number: 3 },
    });
    answers.pulls = [open(3)];
    await reconcileRepository(app, 7, never);
    expect(await app.store.inbox.of('pull-7-3')).toHaveLength(1);
    await lookedAt();
  });

  test('looks at drafts and at what is by a bot once a head, and again when it is no draft any more', async () => {
    answers.pulls = [open(3, { draft: true }), open(4, { user: { login: 'renewer[bot]', type: 'Bot' } })];
    await reconcileRepository(app, 7, never);
    expect(await lookedAt()).toEqual(['pull-7-3', 'pull-7-4']);
    await unjudged(3);
    await unjudged(4);
    await reconcileRepository(app, 7, never);
    expect(await lookedAt()).toEqual([]);
    answers.pulls = [open(3)];
    await reconcileRepository(app, 7, never);
    expect(await lookedAt()).toEqual(['pull-7-3', 'pull-7-4']);
  });
});

describe('what is due', () => {
  const atDay = (day: number): App => ({ ...app, now: () => NOW + day * DAY });
  const due = async (day: number): Promise<readonly string[]> => {
    asked = [];
    await resume(atDay(day));
    return asked.filter((it) => !/^(import|prune)/.test(it)).sort();
  };

  test('is each repository once a day, and the installations', async () => {
    expect(await due(0)).toEqual(['reconcile 7', 'reconcile all']);
    await reconcileRepository(app, 7, never);
    await reconcileInstallations(app);
    expect(await due(0.9)).toEqual(['sync 7']);
    expect(await due(1)).toEqual(['reconcile 7', 'reconcile all', 'sync 7']);
  });

  test('is not all of many at once: those that wait longest come first', async () => {
    for (let id = 1; id <= 40; id += 1) {
      await app.store.repositories.put(found(id, 1));
      await app.store.cursors.set(id, 'reconciled', String(NOW + 100 - id));
    }
    const some = (await due(2)).filter((it) => /reconcile \d/.test(it));
    expect(some).toHaveLength(20);
    expect(some).toContain('reconcile 40');
    expect(some).not.toContain('reconcile 1');
  });

  test('is nothing of what is archived or suspended', async () => {
    await app.store.repositories.update(7, { archived: true });
    expect(await due(0)).not.toContain('reconcile 7');
  });

  test('found again, a repository that is known is asked nothing of; a new one is', async () => {
    answers.repositories.set(8, found(8, 1));
    await reconcileInstallations(app);
    expect(asked.sort()).toEqual(['import 8', 'reconcile 8']);
    // The queue was lost.
    expect(await due(0.01)).toEqual(['reconcile 7', 'reconcile 8']);
  });

  test('is everything of an installation whose suspension ended while nobody heard', async () => {
    await app.store.cursors.set(7, 'reconciled', String(NOW));
    await app.store.installations.put({ id: 1, account: 'acme', permissions: {}, suspended: true });
    await reconcileInstallations(app);
    expect(asked).toEqual(['reconcile 7']);
  });
});
