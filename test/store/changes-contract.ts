import { beforeEach, describe, expect, test } from 'vitest';
import type { RungChange } from '../../src/model/rung.js';
import type { StoredJudgement } from '../../src/store/store.js';
import type { Under } from './databases.js';
import { judgedChange, judgedChanges, repository, trend } from './made.js';

export async function allOf({ store }: Pick<Under, 'store'>, id = 7): Promise<StoredJudgement[]> {
  const all: StoredJudgement[] = [];
  for await (const one of store.changes.all(id)) all.push(one);
  return all;
}

export function changesContract(here: () => Under): void {
  const changes = () => here().store.changes;
  const first = { name: 'import', before: null, after: '1' };

  describe('keeps changes:', () => {
    beforeEach(() => here().store.repositories.put(repository(7)));

    test('whole, in the order in which they were added, over many pages', async () => {
      const all = judgedChanges(0, 450);
      expect(await changes().add(7, all.slice(0, 200), first)).toBe('written');
      expect(await changes().add(7, all.slice(200), { ...first, before: '1', after: '2' })).toBe('written');
      expect(await allOf(here())).toEqual(all);
      expect(await changes().count(7)).toBe(450);
      expect(await allOf(here(), 8)).toEqual([]);
      expect(await changes().count(8)).toBe(0);
      expect(await here().store.cursors.get(7, 'import')).toBe('2');
    });

    test('whose parts are missing, or hold what no database can', async () => {
      const whole = judgedChange(1);
      const { change } = whole.judgement;
      const bare: StoredJudgement = {
        judgement: {
          change: {
            ...change,
            number: null,
            base: null,
            commits: [],
            mergedAt: -(2 ** 53) + 1,
            cutOff: true,
          },
          findings: [],
          lines: null,
          paths: [],
          people: null,
        },
        observations: [],
      };
      const odd = (text: string): StoredJudgement => ({
        ...judgedChange(2),
        judgement: {
          ...judgedChange(2).judgement,
          change: { ...judgedChange(2).judgement.change, title: text },
          paths: [text],
          findings: [
            {
              practice: 'test-first',
              class: 'untested',
              orderVisible: false,
              units: [],
              stacked: true,
              reasons: [text],
            },
          ],
        },
      });
      expect(await changes().add(7, [bare, odd('a\0\udc00é😀"\\u0000')], first)).toBe('written');
      expect(await allOf(here())).toEqual([bare, odd('a\ufffd\ufffdé😀"\\u0000')]);
    });

    test('all of a page or none, when somebody else has moved the cursor', async () => {
      expect(await changes().add(7, [judgedChange(1)], { ...first, before: '0' })).toBe('stale');
      expect(await changes().add(7, [judgedChange(1)], first)).toBe('written');
      expect(await changes().add(7, [judgedChange(2)], first)).toBe('stale');
      expect(await changes().add(7, [], { ...first, before: '1', after: '2' })).toBe('written');
      expect(await changes().add(7, [judgedChange(3)], { ...first, before: '1', after: '3' })).toBe('stale');
      expect(await allOf(here())).toEqual([judgedChange(1)]);
      expect(await here().store.cursors.get(7, 'import')).toBe('2');
    });

    test('and nothing of a page that can not be written', async () => {
      const twice = judgedChange(2);
      // Two findings of one practice: there is no such judgement.
      const { findings } = twice.judgement;
      const broken = { ...twice, judgement: { ...twice.judgement, findings: [...findings, ...findings] } };
      await expect(changes().add(7, [judgedChange(1), broken], first)).rejects.toThrow();
      expect(await changes().count(7)).toBe(0);
      expect(await here().store.cursors.get(7, 'import')).toBeNull();
    });

    test('anew where they are there already, in their place', async () => {
      await changes().add(7, judgedChanges(0, 3), first);
      const anew: StoredJudgement = {
        ...judgedChange(1),
        judgement: { ...judgedChange(1).judgement, findings: [], lines: null },
        observations: [{ indicator: 'test-first.first', x: 0 }],
      };
      expect(
        await changes().add(7, [judgedChange(3), judgedChange(1), anew], {
          ...first,
          before: '1',
          after: '2',
        }),
      ).toBe('written');
      expect(await allOf(here())).toEqual([judgedChange(0), anew, judgedChange(2), judgedChange(3)]);
    });

    test('with several observations of one indicator, and who reviewed them', async () => {
      const { judgement, observations } = judgedChange(1);
      const threads = [0, 1, 1].map((x) => ({ indicator: 'review-feedback.uptake', x: x as 0 | 1 }));
      const one: StoredJudgement = {
        judgement: { ...judgement, people: { author: null, reviewers: ['a', 'b'] } },
        observations: [...observations, ...threads],
      };
      await changes().add(7, [one], first);
      expect(await allOf(here())).toEqual([one]);
    });

    test('some by their ids, of this repository alone', async () => {
      await here().store.repositories.put(repository(8));
      const cursor = { name: 'import', before: null, after: '1' };
      await here().store.changes.add(7, judgedChanges(0, 5), cursor);
      await here().store.changes.add(8, judgedChanges(5, 5), cursor);
      const [first, second, , , fifth] = judgedChanges(0, 5).map(({ judgement }) => judgement.change.id);
      const foreign = judgedChange(6).judgement.change.id;
      const some = await here().store.changes.some(7, [fifth ?? '', first ?? '', foreign, 'nothing']);
      expect(some.map(({ judgement }) => judgement.change.id).sort()).toEqual([first, fifth].sort());
      expect(await here().store.changes.some(7, [second ?? ''])).toEqual([judgedChange(1)]);
      expect(await here().store.changes.some(7, [])).toEqual([]);
    });

    test('apart from those of another repository', async () => {
      await here().store.repositories.put(repository(9));
      await changes().add(7, judgedChanges(0, 2), first);
      await changes().add(9, judgedChanges(1, 2), first);
      await here().store.cursors.set(7, 'sync', 'x');
      await changes().clear(7, 'import');
      expect(await allOf(here())).toEqual([]);
      expect(await here().store.cursors.get(7, 'import')).toBeNull();
      expect(await here().store.cursors.get(7, 'sync')).toBe('x');
      expect(await allOf(here(), 9)).toEqual(judgedChanges(1, 2));
      expect(await changes().add(7, judgedChanges(0, 2), first)).toBe('written');
    });
  });

  describe('keeps trends:', () => {
    beforeEach(() => here().store.repositories.put(repository(7)));
    const reached: RungChange = {
      start: '2026-02-02',
      from: 'no-signal',
      to: 'early-win',
      reason: 'Six of 8.',
    };
    const held: RungChange = { start: '2026-03-02', from: 'early-win', to: 'holding', reason: 'Four of 5.' };

    test('as they stand now, and every rung that was ever reached', async () => {
      const before = [trend('b', [reached]), trend('a', [], { standing: null })];
      expect(await changes().saveTrends(7, before, 1)).toBe('written');
      expect(await changes().trends(7)).toEqual(before);
      const after = [trend('b', [reached, held])];
      expect(await changes().saveTrends(7, after, 2)).toBe('written');
      expect(await changes().trends(7)).toEqual(after);
      await changes().saveTrends(7, [trend('b', [held])], 3);
      expect(await changes().wins(7)).toEqual([
        { indicator: 'b', ...reached },
        { indicator: 'b', ...held },
      ]);
      await changes().clear(7, 'import');
      expect(await changes().wins(7)).toHaveLength(2);
      expect(await changes().trends(7)).toEqual([trend('b', [held])]);
      await changes().saveTrends(7, [], 4);
      expect(await changes().trends(7)).toEqual([]);
      expect(await changes().wins(7)).toHaveLength(2);
    });
  });
}
