import { describe, expect, test } from 'vitest';
import type { Intervention } from '../../src/model/intervention.js';
import type { Under } from './databases.js';
import { delivery, repository, sha } from './made.js';

export function repositoriesContract(here: () => Under): void {
  const { max } = { max: Number.MAX_SAFE_INTEGER };

  describe('keeps installations:', () => {
    const acme = { id: 3, account: 'acme', permissions: { checks: 'write' }, suspended: false } as const;

    test('with a secret of their own, for as long as they are there', async () => {
      const { installations } = here().store;
      await installations.put(acme);
      const first = await installations.find(3);
      expect(first).toEqual({ ...acme, secret: expect.stringMatching(/^[\w-]{43}$/) });
      await installations.put({ ...acme, account: 'acme-2', suspended: true, permissions: {} });
      expect(await installations.find(3)).toEqual({
        id: 3,
        account: 'acme-2',
        permissions: {},
        suspended: true,
        secret: first?.secret,
      });
      await installations.put({ ...acme, id: max });
      expect((await installations.all()).map(({ id }) => id)).toEqual([3, max]);
      expect((await installations.find(max))?.secret).not.toBe(first?.secret);
      await installations.remove(3);
      await installations.remove(3);
      expect(await installations.find(3)).toBeNull();
      await installations.put(acme);
      expect((await installations.find(3))?.secret).not.toBe(first?.secret);
    });
  });

  describe('keeps repositories:', () => {
    test('by their number', async () => {
      const { repositories } = here().store;
      expect(await repositories.find(7)).toBeNull();
      await repositories.put(repository(7));
      await repositories.put(repository(max, { installation: 4, defaultBranch: null }));
      expect(await repositories.find(7)).toEqual(repository(7));
      expect(await repositories.all()).toEqual([
        repository(7),
        repository(max, { installation: 4, defaultBranch: null }),
      ]);
      expect(await repositories.of(3)).toEqual([repository(7)]);
      await repositories.put(repository(7, { owner: 'other', installation: 4 }));
      expect(await repositories.find(7)).toEqual(repository(7, { owner: 'other', installation: 4 }));
    });

    test('and brings up to date what it is told', async () => {
      const { repositories } = here().store;
      await repositories.put(repository(7));
      await repositories.update(7, { name: 'store', private: true });
      expect(await repositories.find(7)).toEqual(repository(7, { name: 'store', private: true }));
      await repositories.update(7, { owner: 'new', archived: true, defaultBranch: 'trunk' });
      await repositories.update(7, {});
      await repositories.update(8, { name: 'nothing' });
      expect(await repositories.all()).toEqual([
        repository(7, { owner: 'new', name: 'store', private: true, archived: true, defaultBranch: 'trunk' }),
      ]);
      await repositories.update(7, { defaultBranch: null, private: false });
      expect(await repositories.find(7)).toMatchObject({ defaultBranch: null, private: false });
    });

    test('by name too, whatever its case; where two have it, the younger', async () => {
      const { repositories } = here().store;
      await repositories.put(repository(7, { owner: 'Acme', name: 'Shop' }));
      expect((await repositories.named('aCME', 'shop'))?.id).toBe(7);
      await repositories.update(7, { name: 'Store' });
      expect(await repositories.named('acme', 'shop')).toBeNull();
      expect((await repositories.named('acme', 'STORE'))?.id).toBe(7);
      await repositories.put(repository(9, { name: 'store' }));
      expect((await repositories.named('acme', 'store'))?.id).toBe(9);
    });
  });

  describe('keeps cursors:', () => {
    test('by repository and name', async () => {
      const { cursors, repositories } = here().store;
      await repositories.put(repository(7));
      expect(await cursors.get(7, 'sync')).toBeNull();
      expect(await cursors.set(7, 'sync', sha(1))).toBe('written');
      expect(await cursors.set(7, 'sync', sha(2))).toBe('written');
      expect(await cursors.set(7, 'import', 'a\0')).toBe('written');
      expect(await cursors.get(7, 'sync')).toBe(sha(2));
      expect(await cursors.get(7, 'import')).toBe('a\ufffd');
      await cursors.drop(7, 'sync', sha(1));
      expect(await cursors.get(7, 'sync')).toBe(sha(2));
      await cursors.drop(7, 'sync', sha(2));
      expect(await cursors.get(7, 'sync')).toBeNull();
    });

    test('of no repository, and of none that is not there', async () => {
      const { cursors } = here().store;
      expect(await cursors.set(0, 'sweep', 'x')).toBe('written');
      expect(await cursors.get(0, 'sweep')).toBe('x');
      expect(await cursors.set(8, 'sync', 'x')).toBe('erased');
      expect(await cursors.get(8, 'sync')).toBeNull();
    });
  });

  describe('keeps what people said and did:', () => {
    test('one dispute a check run, with the deliveries that it answers', async () => {
      const { disputes, repositories, inbox } = here().store;
      await repositories.put(repository(7));
      await inbox.put(delivery('a'));
      await inbox.put(delivery('b'));
      const dispute = { repository: 7, head: sha(1), checkRun: max, at: 10 };
      expect(await disputes.put(dispute, ['a'])).toBe('written');
      expect(await disputes.put({ ...dispute, at: 20 }, ['b'])).toBe('written');
      expect(await disputes.put({ ...dispute, checkRun: 1, at: 5 }, [])).toBe('written');
      expect(await disputes.of(7)).toEqual([{ ...dispute, checkRun: 1, at: 5 }, dispute]);
      expect(await inbox.subjects(10)).toEqual([]);
      expect(await disputes.of(8)).toEqual([]);
    });

    test('the interventions of now, in their order', async () => {
      const { interventions, repositories } = here().store;
      await repositories.put(repository(7));
      const coaching: Intervention = {
        kind: 'coaching',
        title: 'A day\0 together',
        start: '2026-03-02',
        end: '2026-03-03',
        practice: null,
        indicator: null,
        hypothesis: null,
        review: null,
      };
      const experiment: Intervention = {
        kind: 'experiment',
        title: 'Tests first',
        start: '2026-01-05',
        end: '2026-01-05',
        practice: 'test-first',
        indicator: 'test-first.first',
        hypothesis: 'More of them',
        review: '2026-06-01',
      };
      expect(await interventions.save(7, [coaching, experiment])).toBe('written');
      expect(await interventions.of(7)).toEqual([{ ...coaching, title: 'A day\ufffd together' }, experiment]);
      expect(await interventions.save(7, [experiment])).toBe('written');
      expect(await interventions.of(7)).toEqual([experiment]);
      expect(await interventions.save(7, [])).toBe('written');
      expect(await interventions.of(7)).toEqual([]);
    });
  });
}
