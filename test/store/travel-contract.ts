import { beforeEach, describe, expect, test } from 'vitest';
import type { Travel } from '../../src/model/organisation.js';
import type { StoredJudgement } from '../../src/store/store.js';
import type { Under } from './databases.js';
import { judgedChange, repository } from './made.js';

const travel: readonly Travel[] = [
  {
    practice: 'test-first',
    having: { x: 3, n: 4 },
    without: null,
    difference: null,
  },
];

function by(author: string, n: number, bot = false): StoredJudgement {
  const { judgement, observations } = judgedChange(n);
  return { judgement: { ...judgement, change: { ...judgement.change, author, bot } }, observations };
}

export function travelContract(here: () => Under): void {
  describe('keeps how practices travel:', () => {
    beforeEach(async () => {
      const { repositories, installations } = here().store;
      await installations.put({ id: 3, account: 'acme', permissions: {}, suspended: false });
      await repositories.put(repository(7));
      await repositories.put(repository(8));
    });

    test('tells who worked in a repository, and what they did there, without bots', async () => {
      const { changes, travels } = here().store;
      const page = [by('a', 1), by('b', 2), by('a', 3), by('robot', 4, true)];
      await changes.add(7, page, { name: 'sync', before: null, after: '1' });
      expect([...(await travels.people(7))].sort()).toEqual(['a', 'b']);
      expect(await travels.people(8)).toEqual([]);
      const work = await travels.work(7, ['a', 'robot'], ['test-first.first']);
      expect([...work].sort((one, other) => one.at - other.at)).toEqual([
        { who: 'a', at: 1_700_003_600, indicator: 'test-first.first', x: 1 },
        { who: 'a', at: 1_700_010_800, indicator: 'test-first.first', x: 1 },
      ]);
      expect(await travels.work(7, [], ['test-first.first'])).toEqual([]);
    });

    test('as it was counted last, with the repositories that it is of', async () => {
      const { travels } = here().store;
      expect(await travels.get(3)).toBeNull();
      expect(await travels.put(3, { travel: [], repositories: [7] }, 1)).toBe('written');
      expect(await travels.put(3, { travel, repositories: [7, 8] }, 2)).toBe('written');
      expect(await travels.get(3)).toEqual({ travel, repositories: [7, 8], madeAt: 2 });
    });

    test('and lets go of it with any of its repositories, and with the installation', async () => {
      const { travels, repositories, installations } = here().store;
      await travels.put(3, { travel, repositories: [7] }, 1);
      await repositories.erase(8, 1);
      expect(await travels.get(3)).toBeNull();
      expect(await travels.put(3, { travel, repositories: [7, 8] }, 1)).toBe('erased');
      expect(await travels.get(3)).toBeNull();
      await travels.put(3, { travel, repositories: [7] }, 1);
      await installations.remove(3);
      expect(await travels.get(3)).toBeNull();
    });
  });
}
