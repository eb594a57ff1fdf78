import { beforeEach, describe, expect, test } from 'vitest';
import type { StoredReview } from '../../src/store/store.js';
import type { Under } from './databases.js';
import { overview, repository, review } from './made.js';

/** As a database gives it back. */
const stored = (one: StoredReview): StoredReview => ({
  ...one,
  finding: { ...one.finding, reasons: ['a zero byte \uFFFD of somebody'] },
});

const made = (head: string, name = 'team') => ({
  version: `v-${head.length}`,
  head,
  index: `index of ${head}`,
  overview: overview(name),
});

export function reviewsContract(here: () => Under): void {
  const all = async (id = 7): Promise<StoredReview[]> => {
    const found: StoredReview[] = [];
    for await (const one of here().store.reviews.all(id)) found.push(one);
    return found;
  };

  describe('keeps reviews:', () => {
    beforeEach(() => here().store.repositories.put(repository(7)));

    test('by their numbers, over many pages, with the cursor', async () => {
      const page = Array.from({ length: 1_100 }, (_, at) => review(at + 1));
      const cursor = { name: 'import', before: null, after: '1' };
      expect(await here().store.reviews.add(7, [...page].reverse(), cursor)).toBe('written');
      expect(await all()).toEqual(page.map(stored));
      expect(await here().store.cursors.get(7, 'import')).toBe('1');
    });

    test('anew, without a cursor, and without people who are not known', async () => {
      await here().store.reviews.add(7, [review(3)], null);
      await here().store.reviews.add(7, [review(3, { people: null }), review(4)], null);
      expect(await all()).toEqual([stored(review(3, { people: null })), stored(review(4))]);
    });

    test('not where somebody else has moved the cursor, or the repository was erased', async () => {
      const late = { name: 'import', before: '1', after: '2' };
      expect(await here().store.reviews.add(7, [review(1)], late)).toBe('stale');
      expect(await all()).toEqual([]);
      await here().store.repositories.erase(7, 1);
      expect(await here().store.reviews.add(7, [review(1)], null)).toBe('erased');
      expect(await here().store.reports.put(7, made('{}'), 1)).toBe('erased');
      expect(await here().store.reports.head(7)).toBeNull();
    });

    test('some by their numbers', async () => {
      await here().store.reviews.add(7, [review(3), review(4), review(5)], null);
      const some = await here().store.reviews.some(7, [5, 3, 99]);
      expect(some.map(({ number }) => number).sort()).toEqual([3, 5]);
      expect(some).toContainEqual(stored(review(3)));
      expect(await here().store.reviews.some(7, [])).toEqual([]);
    });

    test('beside the report that was made last; both go with the repository', async () => {
      expect(await here().store.reports.head(7)).toBeNull();
      expect(await here().store.reports.version(7)).toBeNull();
      expect(await here().store.reports.index(7)).toBeNull();
      await here().store.reports.put(7, made('one'), 1);
      await here().store.reports.put(7, made('two\0'), 2);
      expect(await here().store.reports.head(7)).toEqual({ version: 'v-4', head: 'two\uFFFD', madeAt: 2 });
      expect(await here().store.reports.version(7)).toEqual({ version: 'v-4', madeAt: 2 });
      expect(await here().store.reports.index(7)).toBe('index of two\uFFFD');
      await here().store.reviews.add(7, [review(1)], null);
      await here().store.repositories.erase(7, 3);
      await here().store.repositories.put(repository(7));
      expect(await all()).toEqual([]);
      expect(await here().store.reports.head(7)).toBeNull();
    });

    test('overviews of many are read at once; of those without a report there is none', async () => {
      await here().store.repositories.put(repository(8));
      await here().store.repositories.put(repository(9));
      await here().store.reports.put(7, made('one', 'seven'), 1);
      await here().store.reports.put(8, made('one', 'eight'), 2);
      const overviews = await here().store.reports.overviews([7, 8, 9, 10]);
      expect([...overviews].sort()).toEqual([
        [7, { overview: made('', 'seven').overview, digestTo: null, madeAt: 1 }],
        [8, { overview: made('', 'eight').overview, digestTo: null, madeAt: 2 }],
      ]);
      expect([...(await here().store.reports.versions([7, 8, 9, 10])).keys()].sort()).toEqual([7, 8]);
      expect((await here().store.reports.overviews([])).size).toBe(0);
    });
  });
}
