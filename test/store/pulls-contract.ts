import { beforeEach, describe, expect, test } from 'vitest';
import type { Pulls } from '../../src/store/store.js';
import type { Under } from './databases.js';
import { checkRun, delivery, judgedChange, repository, sha } from './made.js';

type Judged = Parameters<Pulls['save']>[0];

export const judgedPull = (fence: number, over: Partial<Judged> = {}): Judged => ({
  repository: 7,
  number: 12,
  fence,
  head: sha(2),
  open: true,
  judgement: judgedChange(1).judgement,
  check: checkRun(),
  deliveries: [],
  now: 1000,
  ...over,
});

/** Begins work, which a repository that is there never refuses. */
export async function begun({ store }: Under, number = 12): Promise<number> {
  const fence = await store.pulls.begin(7, number);
  if (fence === null) throw new Error('the repository is not there');
  return fence;
}

export function pullsContract(here: () => Under): void {
  describe('keeps pull requests:', () => {
    beforeEach(() => here().store.repositories.put(repository(7)));

    test('that are to be judged', async () => {
      const { pulls } = here().store;
      expect(await pulls.find(7, 12)).toBeNull();
      const first = await begun(here());
      expect(await begun(here())).toBeGreaterThan(first);
      expect(await pulls.find(7, 12)).toEqual({ repository: 7, number: 12, head: null, open: true });
      expect(await pulls.judgement(7, 12)).toBeNull();
      expect(await pulls.begin(8, 1)).toBeNull();
    });

    test('with what was judged, the check and the deliveries that it answers', async () => {
      const { pulls, inbox, outbox } = here().store;
      for (const guid of ['a', 'b', 'c']) await inbox.put(delivery(guid));
      const fence = await begun(here());
      expect(await pulls.save(judgedPull(fence, { deliveries: ['a', 'b'], open: false }))).toBe('written');
      expect(await pulls.find(7, 12)).toEqual({ repository: 7, number: 12, head: sha(2), open: false });
      expect(await pulls.judgement(7, 12)).toEqual(judgedChange(1).judgement);
      expect((await inbox.of('pull-7-12')).map(({ guid }) => guid)).toEqual(['c']);
      expect(await outbox.waiting(10)).toMatchObject([{ repository: 7, number: 12, check: checkRun() }]);
    });

    test('as they were, where somebody else has begun since', async () => {
      const { pulls, inbox, outbox } = here().store;
      await inbox.put(delivery('a'));
      const late = await begun(here());
      const fence = await begun(here());
      expect(await pulls.save(judgedPull(late, { deliveries: ['a'] }))).toBe('stale');
      expect(await pulls.save(judgedPull(fence + 1, { deliveries: ['a'] }))).toBe('stale');
      expect(await pulls.find(7, 12)).toMatchObject({ head: null });
      expect(await inbox.subjects(10)).toEqual(['pull-7-12']);
      expect(await outbox.waiting(10)).toEqual([]);
      expect(await pulls.save(judgedPull(fence, { deliveries: ['a'] }))).toBe('written');
      expect(await pulls.save(judgedPull(late))).toBe('stale');
    });

    test('as they were judged last, where there is nothing to judge now', async () => {
      const { pulls, outbox } = here().store;
      await pulls.save(judgedPull(await begun(here())));
      await pulls.save(
        judgedPull(await begun(here()), { judgement: null, check: null, open: false, head: sha(3) }),
      );
      expect(await pulls.find(7, 12)).toMatchObject({ head: sha(3), open: false });
      expect(await pulls.judgement(7, 12)).toEqual(judgedChange(1).judgement);
      expect(await outbox.waiting(10)).toEqual([]);
    });

    test('by the heads that they have, or had', async () => {
      const { pulls } = here().store;
      await pulls.save(judgedPull(await begun(here()), { head: sha(5) }));
      await pulls.save(judgedPull(await begun(here()), { head: sha(6) }));
      await pulls.save(judgedPull(await begun(here(), 13), { number: 13, head: sha(6), check: null }));
      await pulls.pushed(7, 14, { at: 10, before: sha(6), after: sha(7) });
      expect(await pulls.atHead(7, sha(5))).toEqual([12]);
      expect(await pulls.atHead(7, sha(6))).toEqual([12, 13, 14]);
      expect(await pulls.atHead(7, sha(7))).toEqual([14]);
      expect(await pulls.atHead(7, sha(8))).toEqual([]);
      expect(await pulls.atHead(8, sha(6))).toEqual([]);
    });

    test('with each of their pushes once, the oldest first', async () => {
      const { pulls } = here().store;
      const [one, two, three] = [
        { at: 30, before: sha(1), after: sha(2) },
        { at: 10, before: null, after: sha(1) },
        { at: 40, before: sha(2), after: sha(1) },
      ];
      for (const push of [one, two, three, one]) await pulls.pushed(7, 12, push);
      expect(await pulls.pushes(7, 12)).toEqual([two, one, three]);
      expect(await pulls.pushes(7, 13)).toEqual([]);
      await pulls.pushed(8, 1, one);
      expect(await pulls.pushes(8, 1)).toEqual([]);
    });

    test('and forgets the pushes of those that were closed long ago', async () => {
      const { pulls } = here().store;
      const push = { at: 1, before: null, after: sha(1) };
      for (const [number, open, now] of [
        [12, true, 10],
        [13, false, 10],
        [14, false, 20],
      ] as const) {
        const fence = await begun(here(), number);
        await pulls.save(judgedPull(fence, { number, open, now, check: null }));
        await pulls.pushed(7, number, push);
      }
      await pulls.prune(7, 20);
      const left = await Promise.all([12, 13, 14].map((number) => pulls.pushes(7, number)));
      expect(left).toEqual([[push], [], [push]]);
    });

    test('and which of them are open', async () => {
      const { pulls } = here().store;
      for (const [number, open] of [
        [3, true],
        [1, false],
        [2, true],
      ] as const) {
        await pulls.save(judgedPull(await begun(here(), number), { number, open }));
      }
      expect((await pulls.open(7)).map(({ number }) => number)).toEqual([2, 3]);
      expect(await pulls.open(8)).toEqual([]);
    });

    test('and whether they were judged, or only told why not', async () => {
      const { pulls } = here().store;
      const isJudged = async () => (await pulls.open(7)).map(({ judged }) => judged);
      await begun(here());
      expect(await isJudged()).toEqual([false]);
      await pulls.save(judgedPull(await begun(here())));
      expect(await isJudged()).toEqual([true]);
      await pulls.save(judgedPull(await begun(here()), { judgement: null, head: sha(3) }));
      expect(await isJudged()).toEqual([false]);
    });
  });
}
