import { describe, expect, test } from 'vitest';
import type { Under } from './databases.js';
import { session } from './made.js';

/** What is promised of those who signed in. */
export function sessionsContract(here: () => Under): void {
  const sessions = () => here().store.sessions;

  describe('sessions', () => {
    test('are found by their hash, and by nothing else', async () => {
      await sessions().put(session('one'));
      expect(await sessions().find('one')).toEqual(session('one'));
      expect(await sessions().find('One')).toBeNull();
      expect(await sessions().find('')).toBeNull();
    });

    test('are used, which makes none', async () => {
      await sessions().put(session('one'));
      await sessions().used('one', 1_060);
      await sessions().used('gone', 1_060);
      expect((await sessions().find('one'))?.usedAt).toBe(1_060);
      expect(await sessions().find('gone')).toBeNull();
    });

    test('are renewed by one at a time, until that one was too slow', async () => {
      await sessions().put(session('one'));
      const begun = await Promise.all([1, 2, 3].map(() => sessions().beginRenewal('one', 1_100, 60)));
      expect(begun.filter((it) => it)).toHaveLength(1);
      expect(await sessions().beginRenewal('one', 1_159, 60)).toBe(false);
      expect(await sessions().beginRenewal('one', 1_161, 60)).toBe(true);
      expect(await sessions().renewed('one', 'other words')).toBe(true);
      expect((await sessions().find('one'))?.sealed).toBe('other words');
      expect(await sessions().beginRenewal('one', 1_162, 60)).toBe(true);
      expect(await sessions().beginRenewal('gone', 1_162, 60)).toBe(false);
      expect(await sessions().renewed('gone', 'other words')).toBe(false);
    });

    test('end one by one, or all of somebody’s', async () => {
      for (const id of ['one', 'two', 'three']) await sessions().put(session(id));
      await sessions().put(session('other', { user: 6 }));
      await sessions().remove('one');
      await sessions().remove('one');
      expect((await sessions().of(5)).map(({ id }) => id)).toEqual(['three', 'two']);
      expect(await sessions().removeOf(5)).toBe(2);
      expect(await sessions().removeOf(5)).toBe(0);
      expect(await sessions().find('other')).not.toBeNull();
    });

    test('are forgotten when they are old, or were long not used', async () => {
      await sessions().put(session('old', { createdAt: 99, usedAt: 900 }));
      await sessions().put(session('idle', { createdAt: 500, usedAt: 799 }));
      await sessions().put(session('good', { createdAt: 100, usedAt: 800 }));
      expect(await sessions().prune({ createdBefore: 100, usedBefore: 800 })).toBe(2);
      expect(await sessions().find('good')).not.toBeNull();
      expect(await sessions().prune({ createdBefore: 100, usedBefore: 800 })).toBe(0);
    });
  });
}
