import { beforeEach, describe, expect, test } from 'vitest';
import type { IssueOf } from '../../src/store/store.js';
import type { Under } from './databases.js';
import { repository, trend } from './made.js';

const REPORT: IssueOf = { repository: 7, kind: 'report' };
/** When the week began, in all of these; the days around it are small numbers. */
const WEEK = 100;

export function issuesContract(here: () => Under): void {
  const issues = () => here().store.issues;
  const want = (rungs = 'a holding', week = WEEK, now = week + 1, issue = REPORT) =>
    issues().want(issue, { rungs, week }, now);
  const begin = async (now = 102): Promise<number> => {
    const fence = await issues().begin(REPORT, now);
    if (fence === null) throw new Error('there is nothing to write');
    return fence;
  };
  /** Wants and writes it in the first week. */
  const written = async (rungs = 'a holding'): Promise<void> => {
    await want(rungs);
    const fence = await begin();
    await issues().made(REPORT, fence, 12);
    await issues().end(REPORT, fence, rungs, 103);
  };

  describe('keeps issues:', () => {
    beforeEach(() => here().store.repositories.put(repository(7)));

    test('from wanting to the end', async () => {
      expect(await issues().find(REPORT)).toBeNull();
      expect(await want()).toBe('written');
      expect(await issues().waiting(10)).toEqual([REPORT]);
      expect(await issues().find(REPORT)).toEqual({
        ...REPORT,
        ...{
          number: null,
          state: 'waiting',
          since: 101,
          begun: false,
          attempts: 0,
          writtenAt: null,
          why: null,
        },
      });
      const fence = await begin();
      expect(await issues().find(REPORT)).toMatchObject({ state: 'sending', begun: true, since: 102 });
      expect(await issues().waiting(10)).toEqual([REPORT]);
      expect(await issues().made(REPORT, fence, 12)).toBe('written');
      expect(await issues().end(REPORT, fence, 'a holding', 103)).toBe('written');
      expect(await issues().find(REPORT)).toMatchObject({ number: 12, state: 'done', writtenAt: 103 });
      expect(await issues().waiting(10)).toEqual([]);
      expect(await issues().begin(REPORT, 104)).toBeNull();
    });

    test('that are due in a new week, or when a rung changes, and not before', async () => {
      await written();
      await want();
      expect(await issues().waiting(10)).toEqual([]);
      await want('a slipping');
      expect(await issues().find(REPORT)).toMatchObject({ state: 'waiting', number: 12 });
      await issues().end(REPORT, await begin(), 'a slipping', 105);
      await want('a slipping');
      expect(await issues().waiting(10)).toEqual([]);
      await want('a slipping', 200);
      expect(await issues().waiting(10)).toEqual([REPORT]);
    });

    test('whose rungs changed while they were written, once more', async () => {
      await want();
      const fence = await begin();
      await want('a slipping');
      expect(await issues().end(REPORT, fence, 'a holding', 103)).toBe('written');
      expect(await issues().waiting(10)).toEqual([REPORT]);
    });

    test('under the number of whoever writes last', async () => {
      await want();
      const late = await begin();
      expect(await issues().holds(REPORT, late)).toBe(true);
      const fence = await begin();
      expect(fence).toBeGreaterThan(late);
      expect(await issues().holds(REPORT, late)).toBe(false);
      expect(await issues().made(REPORT, late, 11)).toBe('stale');
      expect(await issues().end(REPORT, late, 'a holding', 103)).toBe('stale');
      await issues().failed(REPORT, late, 'no', 1, 103);
      expect(await issues().find(REPORT)).toMatchObject({ number: null, state: 'sending', attempts: 0 });
      expect(await issues().made(REPORT, fence, 12)).toBe('written');
    });

    test('that were given up: again in a new week, or when asked for', async () => {
      await want();
      await issues().failed(REPORT, await begin(), 'once\0', 2, 103);
      expect(await issues().find(REPORT)).toMatchObject({ state: 'waiting', attempts: 1 });
      await issues().failed(REPORT, await begin(), 'twice', 2, 104);
      expect(await issues().dead(10)).toMatchObject([{ ...REPORT, state: 'dead', why: 'twice', since: 104 }]);
      expect(await issues().waiting(10)).toEqual([]);
      await want();
      expect(await issues().waiting(10)).toEqual([]);
      await want('a holding', 200);
      expect(await issues().find(REPORT)).toMatchObject({ state: 'waiting', attempts: 0, why: null });
      await issues().failed(REPORT, await begin(), 'no', 1, 203);
      expect(await issues().revive(204)).toBe(1);
      expect(await issues().revive(204)).toBe(0);
      expect(await issues().waiting(10)).toEqual([REPORT]);
    });

    test('of each kind by itself, and none that is wanted no more', async () => {
      await written();
      const digest: IssueOf = { repository: 7, kind: 'digest' };
      await want('', WEEK, 105, digest);
      expect(await issues().waiting(10)).toEqual([digest]);
      await issues().drop(REPORT);
      await issues().drop(REPORT);
      expect(await issues().find(REPORT)).toBeNull();
      await want();
      expect(await issues().find(REPORT)).toMatchObject({ number: null, begun: false });
    });

    test('of a repository that was erased not, whoever comes late', async () => {
      await want();
      const fence = await begin();
      await here().store.repositories.erase(7, 5);
      expect(await issues().find(REPORT)).toBeNull();
      expect(await want()).toBe('erased');
      expect(await issues().begin(REPORT, 6)).toBeNull();
      expect(await issues().made(REPORT, fence, 12)).toBe('erased');
      expect(await issues().end(REPORT, fence, '', 6)).toBe('erased');
      await issues().failed(REPORT, fence, 'no', 1, 6);
      expect(await issues().find(REPORT)).toBeNull();
    });
  });

  describe('knows what a digest is made of:', () => {
    const step = (start: string) => ({ start, from: 'no-signal', to: 'holding', reason: 'x' }) as const;

    test('the rungs of several repositories that were seen first since a time', async () => {
      const { store } = here();
      for (const id of [7, 8, 9]) await store.repositories.put(repository(id));
      await store.changes.saveTrends(7, [trend('a', [step('2026-01-05')])], 10);
      await store.changes.saveTrends(7, [trend('a', [step('2026-01-05'), step('2026-02-02')])], 20);
      await store.changes.saveTrends(8, [trend('b', [step('2026-03-02')])], 30);
      await store.changes.saveTrends(9, [trend('c', [step('2026-03-02')])], 30);
      const since = await store.changes.winsSince([7, 8], 20);
      expect([...since].sort()).toEqual([
        [7, [{ indicator: 'a', ...step('2026-02-02') }]],
        [8, [{ indicator: 'b', ...step('2026-03-02') }]],
      ]);
      expect((await store.changes.winsSince([], 0)).size).toBe(0);
    });

    test('who may tell of a private repository', async () => {
      const { store } = here();
      await store.repositories.put(repository(7));
      const overview = { name: 'a', vision: null, changes: 1, indicators: [], focus: [], interventions: [] };
      await store.reports.put(
        7,
        { version: 'v', head: '{}', index: '{}', overview, digestTo: 'acme/coaching' },
        1,
      );
      expect((await store.reports.overviews([7])).get(7)?.digestTo).toBe('acme/coaching');
      await store.reports.put(7, { version: 'v', head: '{}', index: '{}', overview }, 2);
      expect((await store.reports.overviews([7])).get(7)?.digestTo).toBeNull();
    });
  });
}
