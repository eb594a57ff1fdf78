import { beforeEach, describe, expect, test } from 'vitest';
import type { Publication } from '../../src/store/store.js';
import type { Under } from './databases.js';
import { checkRun, delivery, repository, sha } from './made.js';
import { begun, judgedPull } from './pulls-contract.js';

export function publicationsContract(here: () => Under): void {
  const outbox = () => here().store.outbox;
  const waiting = () => outbox().waiting(100);
  const save = async (over: Parameters<typeof judgedPull>[1] = {}) =>
    here().store.pulls.save(judgedPull(await begun(here(), over.number), over));
  const begin = async (id: string | undefined) => {
    const sending = await outbox().begin(id ?? '');
    if (sending === null) throw new Error('there is nothing to send');
    return sending;
  };
  const only = async (): Promise<Publication> => {
    const all = await waiting();
    expect(all).toHaveLength(1);
    return all[0] as Publication;
  };

  describe('keeps checks to be published:', () => {
    beforeEach(() => here().store.repositories.put(repository(7)));

    test('from judging to the end', async () => {
      await save();
      const { id } = await only();
      expect(await only()).toEqual({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        repository: 7,
        number: 12,
        head: sha(2),
        check: checkRun(),
        state: 'waiting',
        checkRun: null,
        lots: 0,
        attempts: 0,
      });
      const { publication, fence } = await begin(id);
      expect(publication).toMatchObject({ id, state: 'sending' });
      expect(await outbox().sent(id, fence, 2 ** 53 - 1, 2)).toBe('written');
      expect(await only()).toMatchObject({ state: 'sending', checkRun: 2 ** 53 - 1, lots: 2 });
      expect(await outbox().end(id, fence, 'done', 10)).toBe('written');
      expect(await waiting()).toEqual([]);
      expect(await outbox().begin(id)).toBeNull();
      expect(await outbox().begin('nothing')).toBeNull();
      expect(await outbox().ofCheckRun(7, 2 ** 53 - 1)).toMatchObject({ id, state: 'done' });
      expect(await outbox().ofCheckRun(8, 2 ** 53 - 1)).toBeNull();
    });

    test('under the number of whoever sends last', async () => {
      await save();
      const { id } = await only();
      const late = await begin(id);
      expect(late.again).toBe(false);
      expect(await outbox().holds(id, late.fence)).toBe(true);
      const now = await begin(id);
      expect(now.again).toBe(true);
      expect(await outbox().holds(id, late.fence)).toBe(false);
      expect(now.fence).toBeGreaterThan(late.fence);
      expect(await outbox().sent(id, late.fence, 1, 1)).toBe('stale');
      expect(await outbox().end(id, late.fence, 'done', 1)).toBe('stale');
      await outbox().failed(id, late.fence, 'no', 1, 1);
      expect(await only()).toMatchObject({ state: 'sending', checkRun: null, attempts: 0 });
      expect(await outbox().end(id, now.fence, 'superseded', 1)).toBe('written');
      expect(await outbox().sent(id, now.fence, 5, 1)).toBe('stale');
      expect(await outbox().end(id, now.fence, 'done', 1)).toBe('stale');
      expect(await outbox().end('nothing', 1, 'done', 1)).toBe('erased');
    });

    test('until they have failed too often, and gives them another go when asked', async () => {
      await save();
      const { id } = await only();
      await outbox().failed(id, (await begin(id)).fence, 'a\0', 2, 1);
      expect(await only()).toMatchObject({ state: 'waiting', attempts: 1 });
      expect(await outbox().state()).toEqual({ waiting: 1, dead: 0 });
      await outbox().failed(id, (await begin(id)).fence, 'b', 2, 2);
      expect(await waiting()).toEqual([]);
      expect(await outbox().begin(id)).toBeNull();
      expect(await outbox().state()).toEqual({ waiting: 0, dead: 1 });
      expect(await outbox().dead(5)).toMatchObject([{ id, number: 12, why: 'b' }]);
      expect(await outbox().revive(8)).toBe(0);
      expect(await outbox().revive(7)).toBe(1);
      expect(await outbox().dead(5)).toEqual([]);
      expect(await outbox().revive(null)).toBe(0);
      expect(await only()).toMatchObject({ state: 'waiting', attempts: 0 });
    });

    test('the oldest first', async () => {
      await save({ number: 1, head: sha(1) });
      await save({ number: 2, head: sha(2) });
      await save({ number: 3, head: sha(3) });
      await begin((await waiting())[0]?.id);
      expect((await waiting()).map(({ number }) => number)).toEqual([1, 2, 3]);
      expect((await outbox().waiting(2)).map(({ number }) => number)).toEqual([1, 2]);
      const ids = await outbox().ids(null, 3);
      expect(await outbox().ids(null, 3, 1)).toEqual(ids.slice(1));
      expect(await outbox().ids(7, 1, 2)).toEqual(ids.slice(2));
    });

    test('not one that a newer judgement has overtaken', async () => {
      await save({ head: sha(1), check: checkRun({ title: 'Old' }) });
      const old = await only();
      const { fence } = await begin(old.id);
      await save({ number: 13, head: sha(9) });
      await save({ head: sha(2), check: checkRun({ title: 'New' }) });
      expect((await waiting()).map(({ check }) => check.title)).toEqual(['Tests came first', 'New']);
      expect(await outbox().begin(old.id)).toBeNull();
      expect(await outbox().sent(old.id, fence, 77, 1)).toBe('stale');
      expect(await outbox().ofCheckRun(7, 77)).toMatchObject({ id: old.id, state: 'superseded' });
      expect(await outbox().end(old.id, fence, 'done', 1)).toBe('stale');
    });

    test('once more, where an older one of its head may have come after it', async () => {
      const sent = async (title: string, run: number) => {
        await save({ check: checkRun({ title }) });
        const [{ id } = { id: '' }] = await waiting();
        const { fence } = await begin(id);
        await outbox().sent(id, fence, run, 1);
        return { id, fence };
      };
      const old = await sent('Old', 5);
      const now = await sent('New', 4);
      // What is being sent now may have come before the old one, or after it.
      expect(await outbox().again(old.id, 3, 1)).toBe(false);
      await outbox().end(now.id, now.fence, 'done', 1);
      expect(await outbox().again(now.id, 4, 1)).toBe(false);
      expect(await outbox().again(old.id, 3, 1)).toBe(false);
      expect(await outbox().again('nothing', 9, 1)).toBe(false);
      expect(await waiting()).toEqual([]);
      expect(await outbox().again(old.id, 5, 1)).toBe(true);
      expect(await only()).toMatchObject({
        check: { title: 'New' },
        checkRun: null,
        number: 12,
        head: sha(2),
      });
      // It is to be sent anyway.
      expect(await outbox().again(old.id, null, 1)).toBe(false);
      const third = await only();
      await outbox().end(third.id, (await begin(third.id)).fence, 'done', 1);
      expect(await outbox().again(old.id, null, 1)).toBe(true);
    });

    test('as long as somebody may look at them, the last one of a head longer', async () => {
      const done = async (title: string, since: number) => {
        await save({ check: checkRun({ title }) });
        const [{ id } = { id: '' }] = await waiting();
        await outbox().end(id, (await begin(id)).fence, 'done', since);
        return id;
      };
      await done('One', 10);
      await done('Two', 20);
      await save({ number: 13, head: sha(3) });
      const kept = () => here().database.checkPublication.count();
      expect(await outbox().prune({ replacedBefore: 10, allBefore: 0 })).toBe(0);
      expect(await outbox().prune({ replacedBefore: 99, allBefore: 0 })).toBe(1);
      expect(await kept()).toBe(2);
      expect(await outbox().prune({ replacedBefore: 99, allBefore: 99 })).toBe(1);
      expect((await only()).number).toBe(13);
    });

    test('not one that was given up and then overtaken', async () => {
      await save({ head: sha(1) });
      const old = await only();
      await outbox().failed(old.id, (await begin(old.id)).fence, 'no', 1, 1);
      await save({ head: sha(2) });
      expect(await outbox().revive(null)).toBe(0);
      expect(await only()).toMatchObject({ head: sha(2) });
    });

    test('not again what the head shows already, unless it is asked for', async () => {
      await save();
      const { id } = await only();
      await save();
      expect((await only()).id).toBe(id);
      const { fence } = await begin(id);
      await save();
      expect(await outbox().sent(id, fence, 5, 1)).toBe('written');
      expect(await outbox().end(id, fence, 'done', 1)).toBe('written');
      await save();
      expect(await waiting()).toEqual([]);
      await save({ anew: true });
      expect((await only()).id).not.toBe(id);
    });

    test('again, when it is what an earlier judgement of the head said', async () => {
      await save({ check: checkRun({ title: 'A' }) });
      const first = await only();
      const { fence } = await begin(first.id);
      await outbox().end(first.id, fence, 'done', 1);
      await save({ check: checkRun({ title: 'B' }) });
      await save({ check: checkRun({ title: 'A' }) });
      const again = await only();
      expect(again.check.title).toBe('A');
      expect(again.id).not.toBe(first.id);
    });

    test('again, when it was given up and is judged anew', async () => {
      await save();
      const { id } = await only();
      await outbox().failed(id, (await begin(id)).fence, 'no', 1, 1);
      await save();
      expect(await only()).toMatchObject({ id, attempts: 0 });
    });

    test('of merge groups: one a head and name', async () => {
      await here().store.inbox.put(delivery('a'));
      await here().store.inbox.put(delivery('b'));
      const group = { repository: 7, head: sha(4), check: checkRun() };
      expect(await outbox().put(group, ['a'], 1)).toBe('written');
      const { id } = await only();
      expect(await only()).toMatchObject({ number: null, head: sha(4), state: 'waiting' });
      expect(await outbox().put({ ...group, check: checkRun({ title: 'Other' }) }, ['b'], 2)).toBe('written');
      expect(await only()).toMatchObject({ id, check: checkRun() });
      expect(await here().store.inbox.subjects(10)).toEqual([]);
      const other = { ...group, check: checkRun({ name: 'Other' }) };
      await outbox().put(other, [], 3);
      expect(await waiting()).toHaveLength(2);
      await outbox().put(group, [], 3, true);
      expect(await waiting()).toHaveLength(3);
      expect(await outbox().put({ ...group, repository: 8 }, [], 1)).toBe('erased');
      expect((await outbox().ofGroup(7, sha(4))).map(({ check }) => check.name)).toEqual([
        'Holdfast',
        'Other',
      ]);
      expect(await outbox().ofGroup(7, sha(2))).toEqual([]);
      await save();
      expect(await waiting()).toHaveLength(4);
    });
  });
}
