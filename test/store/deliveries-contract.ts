import { describe, expect, test } from 'vitest';
import type { Delivery, Happening } from '../../src/model/forge.js';
import type { Under } from './databases.js';
import { delivery, sha } from './made.js';

const pull = 'pull-7-12';

export function deliveriesContract(here: () => Under): void {
  const inbox = () => here().store.inbox;
  const guids = async (subject: string) => (await inbox().of(subject)).map(({ guid }) => guid);

  describe('keeps deliveries:', () => {
    test('each once, whole, with no attempt yet', async () => {
      expect(await inbox().put(delivery('a'))).toBe('stored');
      expect(await inbox().put(delivery('a', { action: 'closed' }))).toBe('known');
      expect(await inbox().of(pull)).toEqual([{ ...delivery('a'), attempts: 0 }]);
    });

    test('of every kind', async () => {
      const big = Number.MAX_SAFE_INTEGER;
      const ref = { id: big, owner: 'acme', name: 'shop' };
      const kinds: Happening[] = [
        { kind: 'conversation', number: 12 },
        { kind: 'recheck', head: sha(1), checkRun: null },
        { kind: 'dispute', head: sha(1), checkRun: big },
        { kind: 'merge-group', head: sha(1), destroyed: true },
        { kind: 'push', branch: 'main', before: sha(1), after: sha(2) },
        { kind: 'repository', change: 'renamed', defaultBranch: 'main', private: true },
        {
          kind: 'installation',
          change: 'created',
          account: 'acme',
          permissions: { checks: 'write' },
          repositories: [ref],
        },
        { kind: 'repositories', added: [ref], removed: [] },
        { kind: 'authorization-revoked', user: big },
        { kind: 'nothing', why: 'a label' },
      ];
      const all: Delivery[] = kinds.map((happening, i) =>
        delivery(`kind-${i}`, {
          happening,
          repository: i % 2 === 0 ? ref : null,
          installation: i < 5 ? big : null,
        }),
      );
      for (const one of all) await inbox().put(one);
      const subjects = await inbox().subjects(100);
      const back = (await Promise.all(subjects.map((subject) => inbox().of(subject)))).flat();
      expect(back.map(({ attempts, ...one }) => one)).toEqual(expect.arrayContaining(all));
      expect(back).toHaveLength(all.length);
    });

    test('and knows of which subjects some are to be handled', async () => {
      await inbox().put(delivery('a'));
      expect(await inbox().waits([pull, 'pull-7-13'])).toEqual(new Set([pull]));
      await inbox().done(['a'], 1);
      expect(await inbox().waits([pull])).toEqual(new Set());
    });

    test('with texts that no database can hold', async () => {
      const bad = 'a\0b\ud800c';
      const odd = delivery(bad, { event: bad, action: bad, happening: { kind: 'nothing', why: bad } });
      expect(await inbox().put(odd)).toBe('stored');
      expect(await inbox().put(odd)).toBe('known');
      const good = 'a\ufffdb\ufffdc';
      expect(await inbox().of('none')).toMatchObject([
        { guid: good, event: good, happening: { kind: 'nothing', why: good } },
      ]);
      expect((await inbox().knows([bad])).size).toBe(1);
      await inbox().failed([bad], bad, 1, 1);
      expect(await inbox().dead(10)).toMatchObject([{ why: good }]);
      expect(await inbox().revive(bad)).toBe(1);
      await inbox().done([bad], 1);
      expect(await inbox().subjects(10)).toEqual([]);
    });

    test('in the order in which they came, whatever their times say', async () => {
      await inbox().put(delivery('one', { receivedAt: 300 }));
      await inbox().put(delivery('two', { receivedAt: 100 }));
      await inbox().put(delivery('three', { receivedAt: 200 }));
      expect(await guids(pull)).toEqual(['one', 'two', 'three']);
    });

    test('by subject, the one that waits longest first', async () => {
      const of = (guid: string, number: number) =>
        delivery(guid, { happening: { kind: 'conversation', number } });
      await inbox().put(of('a', 1));
      await inbox().put(of('b', 2));
      await inbox().put(of('c', 1));
      await inbox().put(of('d', 3));
      expect(await inbox().subjects(10)).toEqual(['pull-7-1', 'pull-7-2', 'pull-7-3']);
      expect(await inbox().subjects(2)).toEqual(['pull-7-1', 'pull-7-2']);
      expect(await inbox().subjects(2, 2)).toEqual(['pull-7-3']);
      await inbox().done(['a'], 1);
      expect(await inbox().subjects(10)).toEqual(['pull-7-2', 'pull-7-1', 'pull-7-3']);
    });

    test('and knows those that were done', async () => {
      await inbox().put(delivery('a'));
      await inbox().put(delivery('b'));
      await inbox().done(['a'], 1);
      await inbox().done([], 1);
      expect(await guids(pull)).toEqual(['b']);
      expect(await inbox().put(delivery('a'))).toBe('known');
      expect(await inbox().knows(['a', 'b', 'c'])).toEqual(new Set(['a', 'b']));
      expect(await inbox().knows([])).toEqual(new Set());
    });

    test('until they have failed too often, and gives them another go when asked', async () => {
      await inbox().put(delivery('a'));
      await inbox().put(delivery('b'));
      await inbox().put(delivery('c'));
      await inbox().failed(['a', 'b'], 'first', 2, 10);
      expect((await inbox().of(pull)).map(({ guid, attempts }) => [guid, attempts])).toEqual([
        ['a', 1],
        ['b', 1],
        ['c', 0],
      ]);
      await inbox().failed(['b', 'a'], 'second', 2, 20);
      expect(await guids(pull)).toEqual(['c']);
      const dead = await inbox().dead(10);
      expect(dead.map(({ guid, why, attempts }) => [guid, why, attempts])).toEqual([
        ['a', 'second', 2],
        ['b', 'second', 2],
      ]);
      expect(await inbox().dead(1)).toHaveLength(1);
      expect(await inbox().put(delivery('a'))).toBe('known');
      expect(await inbox().revive('b')).toBe(1);
      expect(await inbox().revive('c')).toBe(0);
      expect(await guids(pull)).toEqual(['b', 'c']);
      expect(await inbox().revive(null)).toBe(1);
      expect((await inbox().of(pull)).map(({ attempts }) => attempts)).toEqual([0, 0, 0]);
    });

    test('and says how it stands with them', async () => {
      expect(await inbox().state()).toEqual({ waiting: 0, oldest: null, dead: 0 });
      await inbox().put(delivery('a', { receivedAt: 100 }));
      await inbox().put(delivery('b', { receivedAt: 50 }));
      await inbox().put(delivery('c', { receivedAt: 70 }));
      expect(await inbox().state()).toEqual({ waiting: 3, oldest: 50, dead: 0 });
      await inbox().done(['b'], 1000);
      expect(await inbox().state()).toEqual({ waiting: 2, oldest: 70, dead: 0 });
      await inbox().failed(['c'], 'no', 1, 1000);
      expect(await inbox().state()).toEqual({ waiting: 1, oldest: 100, dead: 1 });
      await inbox().revive(null);
      expect(await inbox().state()).toEqual({ waiting: 2, oldest: 70, dead: 0 });
    });

    test('and forgets those that were done long ago, and no others', async () => {
      const many = Array.from({ length: 1203 }, (_, i) => `old-${i}`);
      await Promise.all(many.map((guid) => inbox().put(delivery(guid))));
      for (const guid of ['young', 'dead', 'waits']) await inbox().put(delivery(guid));
      await inbox().done(many, 100);
      await inbox().done(['young'], 200);
      await inbox().failed(['dead'], 'no', 1, 50);
      expect(await inbox().prune({ doneBefore: 200, deadBefore: 0 })).toBe(1203);
      expect(await inbox().prune({ doneBefore: 200, deadBefore: 0 })).toBe(0);
      expect(await inbox().knows(['old-7', 'young', 'dead', 'waits'])).toEqual(
        new Set(['young', 'dead', 'waits']),
      );
      expect(await inbox().prune({ doneBefore: 0, deadBefore: 51 })).toBe(1);
      expect(await inbox().knows(['young', 'dead', 'waits'])).toEqual(new Set(['young', 'waits']));
    });
  });
}
