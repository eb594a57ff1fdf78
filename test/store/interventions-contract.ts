import { beforeEach, describe, expect, test } from 'vitest';
import type { Intervention } from '../../src/model/intervention.js';
import type { Under } from './databases.js';
import { repository } from './made.js';

const made = (title: string, over: Partial<Intervention> = {}): Intervention => ({
  kind: 'coaching',
  title,
  start: '2026-03-02',
  end: '2026-03-03',
  practice: null,
  indicator: null,
  hypothesis: null,
  review: null,
  ...over,
});

export function interventionsContract(here: () => Under): void {
  describe('keeps what was recorded here:', () => {
    beforeEach(async () => {
      await here().store.repositories.put(repository(7));
      await here().store.repositories.put(repository(8));
    });

    test('beside what the file says, which does not take it away', async () => {
      const { interventions } = here().store;
      await interventions.save(7, [made('file')]);
      expect(await interventions.record(7, made('form\0', { practice: 'refactoring' }))).toBe('written');
      await interventions.save(7, [made('file 2')]);
      const form = made('form\uFFFD', { practice: 'refactoring' });
      expect(await interventions.of(7)).toEqual([form, made('file 2')]);
      await interventions.save(7, []);
      expect(await interventions.of(7)).toEqual([form]);
    });

    test('and lists it for many repositories at once, with numbers to take it away by', async () => {
      const { interventions } = here().store;
      await interventions.save(7, [made('file')]);
      await interventions.record(7, made('one'));
      await interventions.record(7, made('two'));
      await interventions.record(7, made('two'));
      await interventions.record(8, made('three'));
      const recorded = await interventions.recorded([7, 8, 9]);
      const titles = [...recorded].map(([id, all]) => [id, all.map(({ title }) => title)]);
      expect(titles.sort()).toEqual([
        [7, ['one', 'two']],
        [8, ['three']],
      ]);
      const [one, two] = recorded.get(7) ?? [];
      expect(await interventions.remove(7, one?.id ?? 0)).toBe(true);
      expect(await interventions.remove(7, one?.id ?? 0)).toBe(false);
      expect((await interventions.recorded([7])).get(7)).toEqual([two]);
      expect(await interventions.recorded([])).toEqual(new Map());
    });

    test('and takes nothing away of another repository, or of the file', async () => {
      const { store, database } = here();
      await store.interventions.save(7, [made('file')]);
      await store.interventions.record(8, made('form'));
      const rows = await database.intervention.findMany({ orderBy: { id: 'asc' } });
      expect(await store.interventions.remove(7, Number(rows[0]?.id))).toBe(false);
      expect(await store.interventions.remove(7, Number(rows[1]?.id))).toBe(false);
      expect(await database.intervention.count()).toBe(2);
    });

    test('but nothing of a repository that was erased', async () => {
      const { interventions, repositories } = here().store;
      await interventions.record(7, made('form'));
      await repositories.erase(7, 1);
      expect(await interventions.record(7, made('late'))).toBe('erased');
      expect(await interventions.of(7)).toEqual([]);
      expect(await interventions.recorded([7])).toEqual(new Map());
    });
  });
}
