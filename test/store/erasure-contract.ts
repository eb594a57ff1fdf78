import { describe, expect, test } from 'vitest';
import type { Delivery } from '../../src/model/forge.js';
import { allOf } from './changes-contract.js';
import type { Under } from './databases.js';
import { traces } from './databases.js';
import { checkRun, delivery, judgedChanges, repository, sha, trend } from './made.js';
import { begun, judgedPull } from './pulls-contract.js';

const WORD = 'wordofthisone';
const page = { name: 'import', before: null, after: '1' };

/** Something of every kind about repository 7, with its name in most of it. */
async function filled(under: Under): Promise<{ fence: number; publication: { id: string; fence: number } }> {
  const { store } = under;
  await store.repositories.put(repository(7, { owner: WORD, name: WORD }));
  const about = { repository: { id: 7, owner: WORD, name: WORD } };
  for (const guid of ['waits', 'done', 'dead']) await store.inbox.put(delivery(guid, about));
  await store.inbox.failed(['dead'], WORD, 1, 1);
  await store.inbox.done(['done'], 1);
  const fence = await begun(under);
  await store.pulls.save(judgedPull(fence, { check: checkRun({ summary: WORD }) }));
  await store.pulls.pushed(7, 12, { at: 1, before: null, after: sha(1) });
  const [waiting] = await store.outbox.waiting(1);
  const sending = await store.outbox.begin(waiting?.id ?? '');
  await store.changes.add(7, judgedChanges(0, 3), page);
  const log = [{ start: '2026-01-05', from: 'no-signal', to: 'early-win', reason: WORD }] as const;
  await store.changes.saveTrends(7, [trend(WORD, log)], 1);
  await store.cursors.set(7, 'sync', WORD);
  await store.disputes.put({ repository: 7, head: sha(1), checkRun: 5, at: 1 }, []);
  await store.issues.want({ repository: 7, kind: 'report' }, { rungs: WORD, week: 1 }, 1);
  await store.interventions.save(7, [
    {
      kind: 'policy',
      title: WORD,
      start: '2026-01-05',
      end: '2026-01-05',
      practice: null,
      indicator: null,
      hypothesis: null,
      review: null,
    },
  ]);
  return { fence, publication: { id: waiting?.id ?? '', fence: sending?.fence ?? 0 } };
}

/** Every write that somebody who began before an erasure may still try. */
async function late({ store }: Under, fence: number, publication: { id: string; fence: number }) {
  return [
    await store.pulls.begin(7, 12),
    await store.pulls.save(judgedPull(fence)),
    await store.pulls.pushed(7, 12, { at: 2, before: null, after: sha(2) }),
    await store.outbox.put({ repository: 7, head: sha(3), check: checkRun() }, [], 1),
    await store.outbox.begin(publication.id),
    await store.outbox.sent(publication.id, publication.fence, 6, 1),
    await store.outbox.end(publication.id, publication.fence, 'done', 1),
    await store.outbox.failed(publication.id, publication.fence, 'no', 1, 1),
    await store.changes.add(7, judgedChanges(0, 1), page),
    await store.changes.add(7, judgedChanges(0, 1), { ...page, before: '1', after: '2' }),
    await store.changes.saveTrends(7, [trend('a', [])], 1),
    await store.changes.clear(7, 'import'),
    await store.cursors.set(7, 'sync', 'x'),
    await store.disputes.put({ repository: 7, head: sha(1), checkRun: 6, at: 1 }, []),
    await store.interventions.save(7, []),
    await store.repositories.update(7, { name: WORD }),
  ];
}

export function erasureContract(here: () => Under): void {
  describe('erases a repository:', () => {
    test('and no delivery of its installation that is done names it', async () => {
      const { store, database } = here();
      const named = [{ id: 7, owner: WORD, name: WORD }];
      const about = { repository: null, event: 'installation' } as const;
      await store.inbox.put(
        delivery('made', {
          ...about,
          happening: {
            kind: 'installation',
            change: 'created',
            account: 'acme',
            permissions: {},
            repositories: named,
          },
        }),
      );
      await store.inbox.put(
        delivery('taken', { ...about, happening: { kind: 'repositories', added: [], removed: named } }),
      );
      await store.inbox.done(['made'], 1);
      await store.repositories.erase(7, 1);
      expect((await store.inbox.of('installation-3')).map(({ guid }) => guid)).toEqual(['taken']);
      await store.inbox.done(['taken'], 1);
      expect(await traces(database, 7, WORD)).toEqual([]);
      expect(await store.inbox.knows(['made', 'taken'])).toEqual(new Set(['made', 'taken']));
    });

    test('and none that was given up names it either', async () => {
      const { store, database } = here();
      await store.installations.put({ id: 3, account: 'acme', permissions: {}, suspended: false });
      const about = { repository: null, event: 'installation' } as const;
      const other = { id: 9, owner: 'acme', name: 'shop-9' };
      const lists = (named: { id: number; owner: string; name: string }): Delivery['happening'] => ({
        ...{ kind: 'installation', change: 'created', account: 'theaccount', permissions: {} },
        repositories: [other, named],
      });
      await store.inbox.put(
        delivery('lists', { ...about, happening: lists({ id: 7, owner: WORD, name: WORD }) }),
      );
      await store.inbox.put(delivery('others', { ...about, happening: lists(other) }));
      await store.inbox.failed(['lists'], WORD, 1, 1);
      await store.inbox.failed(['others'], 'theaccount', 1, 1);
      await store.repositories.erase(7, 1);
      expect(await traces(database, 7, WORD)).toEqual([]);
      expect((await store.inbox.dead(9)).map(({ guid }) => guid)).toEqual(['others']);
      await store.installations.remove(3);
      expect(await traces(database, 7, 'theaccount')).toEqual([]);
      expect(await store.inbox.dead(9)).toEqual([]);
      expect(await store.inbox.knows(['lists', 'others'])).toEqual(new Set(['lists', 'others']));
    });

    test('with everything of it, and leaves a tombstone', async () => {
      const { store, database } = here();
      await filled(here());
      expect((await traces(database, 7, WORD)).length).toBeGreaterThan(8);
      await store.repositories.put(repository(9));
      await store.changes.add(9, judgedChanges(0, 2), page);
      await store.repositories.erase(7, 5);
      expect(await traces(database, 7, WORD)).toEqual([]);
      expect(await store.repositories.find(7)).toBeNull();
      expect(await store.repositories.named(WORD, WORD)).toBeNull();
      expect(await store.repositories.named('', '')).toBeNull();
      expect(await store.repositories.of(3)).toEqual([repository(9)]);
      expect(await store.repositories.all()).toEqual([repository(9)]);
      expect(await store.repositories.tombstones()).toEqual([7]);
      expect(await allOf(here(), 9)).toEqual(judgedChanges(0, 2));
      const before = await database.repository.findMany();
      await store.repositories.erase(7, 9);
      expect(await database.repository.findMany()).toEqual(before);
    });

    test('so that late work leaves nothing behind', async () => {
      const { store, database } = here();
      const { fence, publication } = await filled(here());
      await store.repositories.erase(7, 5);
      expect(await late(here(), fence, publication)).toEqual([
        null,
        'erased',
        undefined,
        'erased',
        null,
        'erased',
        'erased',
        undefined,
        'erased',
        'erased',
        'erased',
        undefined,
        'erased',
        'erased',
        'erased',
        undefined,
      ]);
      expect(await traces(database, 7, WORD)).toEqual([]);
    });

    test('and knows its deliveries, but not what they said', async () => {
      const { store, database } = here();
      await filled(here());
      await store.repositories.erase(7, 5);
      expect(await store.inbox.knows(['waits', 'done', 'dead'])).toHaveProperty('size', 3);
      expect(await store.inbox.state()).toEqual({ waiting: 0, oldest: null, dead: 0 });
      const about = { repository: { id: 7, owner: WORD, name: WORD } };
      await store.inbox.put(delivery('late', about));
      await store.inbox.put(delivery('later', about));
      expect(await store.inbox.subjects(10)).toEqual(['pull-7-12']);
      await store.inbox.done(['late'], 6);
      await store.inbox.failed(['later'], WORD, 9, 6);
      expect(await store.inbox.subjects(10)).toEqual([]);
      expect(await traces(database, 7, WORD)).toEqual([]);
    });

    test('that was never there', async () => {
      const { store } = here();
      await store.repositories.erase(8, 5);
      expect(await store.repositories.tombstones()).toEqual([8]);
      expect(await store.pulls.begin(8, 1)).toBeNull();
    });

    test('which may come back, and work from before is not taken for new', async () => {
      const { store } = here();
      const { fence } = await filled(here());
      await store.repositories.erase(7, 5);
      await store.repositories.put(repository(7));
      expect(await store.repositories.tombstones()).toEqual([]);
      expect(await store.repositories.find(7)).toEqual(repository(7));
      expect(await allOf(here())).toEqual([]);
      expect(await store.pulls.save(judgedPull(fence))).toBe('stale');
      const again = await begun(here());
      expect(again).toBeGreaterThan(fence);
      expect(await store.pulls.save(judgedPull(fence))).toBe('stale');
      expect(await store.pulls.save(judgedPull(again))).toBe('written');
    });
  });
}
