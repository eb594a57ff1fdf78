import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { held } from '../../src/store/tombstone.js';
import { allOf } from './changes-contract.js';
import { tombstones, traces, type Under, waitingChecks } from './databases.js';
import { checkRun, delivery, judgedChanges, repository, sha, trend } from './made.js';
import { begun, judgedPull } from './pulls-contract.js';

/** In which an erasure that waits for nobody would have come to its end. */
const LONG_ENOUGH_MS = 500;

const times = <Result>(count: number, make: (n: number) => Result): Result[] =>
  Array.from({ length: count }, (_, n) => make(n));

export function concurrencyContract(here: () => Under): void {
  describe('when many come at once:', () => {
    test('stores each of 200 deliveries once', async () => {
      const { inbox } = here().store;
      const answers = await Promise.all(times(400, (n) => inbox.put(delivery(`guid-${n % 200}`))));
      expect(answers.filter((one) => one === 'stored')).toHaveLength(200);
      expect(await inbox.of('pull-7-12')).toHaveLength(200);
    });

    test('numbers all who begin apart', async () => {
      await here().store.repositories.put(repository(7));
      const fences = await Promise.all(times(40, () => begun(here())));
      expect(new Set(fences).size).toBe(40);
      const saved = await Promise.all(fences.map((fence) => here().store.pulls.save(judgedPull(fence))));
      expect(saved.filter((one) => one === 'written')).toHaveLength(1);
      expect(saved[fences.indexOf(Math.max(...fences))]).toBe('written');
      expect(await here().store.outbox.ids(null, 100)).toHaveLength(1);
    });

    test('lets none save what somebody else has begun since', async () => {
      const { pulls, repositories } = here().store;
      await repositories.put(repository(7));
      const saved: { fence: number; title: string }[] = [];
      await Promise.all(
        times(12, async (worker) => {
          for (let round = 0; round < 5; round++) {
            const fence = await begun(here());
            const title = `${worker}-${round}`;
            const written = await pulls.save(
              judgedPull(fence, { check: checkRun({ title }), head: sha(fence) }),
            );
            if (written === 'written') saved.push({ fence, title });
          }
        }),
      );
      const last = saved.reduce((one, other) => (one.fence > other.fence ? one : other));
      expect(await pulls.find(7, 12)).toMatchObject({ head: sha(last.fence) });
      expect((await waitingChecks(here())).map(({ check }) => check.title)).toEqual([last.title]);
    });

    test('lets one of several send a check', async () => {
      const { outbox, repositories } = here().store;
      await repositories.put(repository(7));
      await outbox.put({ repository: 7, head: sha(1), check: checkRun() }, [], 1);
      const [id = ''] = await outbox.ids(null, 1);
      const ends = await Promise.all(
        times(20, async (n) => {
          const begun = await outbox.begin(id);
          if (begun === null) return 'nothing';
          await outbox.sent(id, begun.fence, n + 1, 1);
          return await outbox.end(id, begun.fence, 'done', 1);
        }),
      );
      expect(ends.filter((one) => one === 'written')).toHaveLength(1);
    });

    test('puts a merge group once', async () => {
      const { outbox, repositories } = here().store;
      await repositories.put(repository(7));
      await Promise.all(
        times(20, () => outbox.put({ repository: 7, head: sha(1), check: checkRun() }, [], 1)),
      );
      expect(await outbox.ids(null, 100)).toHaveLength(1);
    });

    test('adds a page once', async () => {
      const { changes, repositories } = here().store;
      await repositories.put(repository(7));
      for (const [before, after] of [
        [null, '1'],
        ['1', '2'],
      ] as const) {
        const answers = await Promise.all(
          times(8, (n) =>
            changes.add(7, judgedChanges(after === '1' ? 0 : 5, 5), {
              name: 'import',
              before,
              after: n < 8 ? after : '',
            }),
          ),
        );
        expect(answers.filter((one) => one === 'written')).toHaveLength(1);
      }
      expect(await allOf(here())).toEqual(judgedChanges(0, 10));
    });

    test('answers deliveries whatever the order in which they are named', async () => {
      const { inbox, disputes, repositories } = here().store;
      await repositories.put(repository(7));
      const guids = times(30, (n) => `guid-${n}`);
      for (const guid of guids) await inbox.put(delivery(guid));
      await Promise.all([
        ...times(6, () => inbox.done(guids, 1)),
        ...times(6, () => inbox.failed([...guids].reverse(), 'no', 99, 1)),
        ...times(6, (n) =>
          disputes.put({ repository: 7, head: sha(1), checkRun: n, at: 1 }, [...guids].reverse()),
        ),
      ]);
      await inbox.done(guids, 1);
      expect(await inbox.state()).toMatchObject({ waiting: 0, dead: 0 });
    });

    test('lets an erasure wait for those who write already', async () => {
      const { store, database } = here();
      await store.repositories.put(repository(7, { owner: 'wordofthisone' }));
      let erased = false;
      let erasing: Promise<void> | undefined;
      await database.$transaction(async (within) => {
        expect(await held(within, 7, 'shared')).toBe(true);
        erasing = store.repositories.erase(7, 1).then(() => {
          erased = true;
        });
        await wait(LONG_ENOUGH_MS);
        expect(erased).toBe(false);
        const row = { repositoryId: 7n, checkRun: 1n, head: sha(1), at: 1n };
        await within.dispute.createMany({ data: [row] });
      });
      await erasing;
      expect(await traces(database, 7, 'wordofthisone')).toEqual([]);
    });

    test('leaves nothing of a repository that is erased meanwhile', async () => {
      const { store, database } = here();
      for (let round = 0; round < 8; round++) {
        await store.repositories.put(repository(7, { owner: 'wordofthisone' }));
        const fences = await Promise.all(times(4, (n) => begun(here(), n)));
        const about = { repository: { id: 7, owner: 'wordofthisone', name: 'x' } };
        await store.inbox.put(delivery(`before-${round}`, about));
        const writes = (n: number) => [
          store.pulls.save(judgedPull(fences[n] ?? 0, { number: n })),
          store.pulls.begin(7, 100 + n),
          store.pulls.pushed(7, n, { at: n, before: null, after: sha(n) }),
          store.changes.add(7, judgedChanges(n * 20, 20), { name: `import-${n}`, before: null, after: '1' }),
          store.changes.saveTrends(7, [trend('a', [])], 1),
          store.cursors.set(7, `sync-${n}`, 'x'),
          store.outbox.put({ repository: 7, head: sha(50 + n), check: checkRun() }, [], 1),
          store.disputes.put({ repository: 7, head: sha(n), checkRun: n, at: 1 }, []),
          store.inbox.put(delivery(`during-${round}-${n}`, about)),
        ];
        await Promise.all([
          ...writes(0),
          ...writes(1),
          store.repositories.erase(7, 1),
          ...writes(2),
          ...writes(3),
        ]);
        await Promise.all([
          store.repositories.erase(7, 2),
          store.inbox.done([`before-${round}`, ...times(4, (n) => `during-${round}-${n}`)], 2),
        ]);
        expect(await traces(database, 7, 'wordofthisone')).toEqual([]);
        expect(await tombstones(database)).toEqual([7]);
      }
    });
  });
}
