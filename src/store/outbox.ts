import type { CheckRun } from '../model/check-run.js';
import type { Database, Within } from './database.js';
import { big, fromJson, number, numberOrNull } from './database.js';
import { answered, why as shortened } from './deliveries.js';
import type { CheckPublication as Row } from './generated/client.js';
import { harmless } from './harmless.js';
import { inBatches } from './prune.js';
import { nextFence, publishAgain, publishOnce } from './publications.js';
import { held, type Written } from './tombstone.js';

export type PublicationState = 'waiting' | 'sending' | 'done' | 'superseded' | 'dead';

/** A check to be posted: one row a head, name and judgement. */
export interface Publication {
  /** What GitHub gets as `external_id`. */
  readonly id: string;
  readonly repository: number;
  /** Null for a merge group. */
  readonly number: number | null;
  readonly head: string;
  readonly check: CheckRun;
  readonly state: PublicationState;
  /** GitHub's number of the run, once it is known. */
  readonly checkRun: number | null;
  /** How many lots of 50 annotations GitHub has got for certain. */
  readonly lots: number;
  readonly attempts: number;
}

export interface Outbox {
  /**
   * For what is no judgement of a pull request: a merge group. One row a head and name; a second one changes nothing,
   * unless it is asked for anew.
   */
  readonly put: (
    publication: Pick<Publication, 'repository' | 'head' | 'check'>,
    deliveries: readonly string[],
    now: number,
    anew?: boolean,
  ) => Promise<Exclude<Written, 'stale'>>;
  /**
   * The ids of those to be sent, of one repository or of all (null), the oldest first: what a queue is filled from. Also
   * of those that somebody has begun to send, who may have died of it.
   */
  readonly ids: (repository: number | null, limit: number, skip?: number) => Promise<readonly string[]>;
  /**
   * Begins to send: the row as it is now and its fencing number; `again` where somebody has begun before, so that the
   * forge may have it already. Null when there is nothing (more) to send.
   */
  readonly begin: (id: string) => Promise<{
    readonly publication: Publication;
    readonly fence: number;
    readonly again: boolean;
  } | null>;
  /** Whether nobody else has begun since, and it is still to be sent: asked at the last moment before a call. */
  readonly holds: (id: string, fence: number) => Promise<boolean>;
  /**
   * Keeps GitHub's number of the run, and how many lots of annotations it has. `stale` also where it was superseded:
   * the number is kept, and there is nothing more to send.
   */
  readonly sent: (id: string, fence: number, checkRun: number, lots: number) => Promise<Written>;
  /** `superseded`: there is a newer head or judgement, or no such commit any more; nothing is to be seen of this one. */
  readonly end: (id: string, fence: number, state: 'done' | 'superseded', now: number) => Promise<Written>;
  readonly failed: (
    id: string,
    fence: number,
    why: string,
    giveUpAfter: number,
    now: number,
  ) => Promise<void>;
  /**
   * This one was overtaken while it was sent, and its run may have come last: then the last one that was sent of its
   * head is to be sent once more. False where that is not needed.
   *
   * @param checkRun the forge's number of its run, in the order in which they were made; null: nobody knows
   */
  readonly again: (id: string, checkRun: number | null, now: number) => Promise<boolean>;
  readonly ofCheckRun: (repository: number, checkRun: number) => Promise<Publication | null>;
  /** The last one of each name on the commit of a merge group. */
  readonly ofGroup: (repository: number, head: string) => Promise<readonly Publication[]>;
  /** Those that were given up, the longest dead first, with why. */
  readonly dead: (limit: number) => Promise<readonly (Publication & { readonly why: string })[]>;
  /** Gives dead ones another go, of one repository or of all (null). How many there were. */
  readonly revive: (repository: number | null) => Promise<number>;
  /** Forgets those that were sent or superseded before a time: where a newer one of the head is there, and at all. */
  readonly prune: (than: { readonly replacedBefore: number; readonly allBefore: number }) => Promise<number>;
  readonly state: () => Promise<{ readonly waiting: number; readonly dead: number }>;
}

export function outboxOf(database: Database): Outbox {
  return {
    put: ({ repository, head, check }, deliveries, now, anew = false) =>
      database.$transaction(async (within) => {
        if (!(await held(within, repository, 'shared'))) return 'erased';
        const judgement = anew ? number(await nextFence(within)) : 0;
        await publishOnce(within, { repository, number: null, head, judgement, check, now });
        await answered(within, deliveries, now);
        return 'written';
      }),

    ids: async (repository, limit, skip = 0) => {
      const rows = await database.checkPublication.findMany({
        where: {
          state: { in: ['waiting', 'sending'] },
          ...(repository === null ? {} : { repositoryId: big(repository) }),
        },
        orderBy: { order: 'asc' },
        take: limit,
        skip,
        select: { id: true },
      });
      return rows.map(({ id }) => id);
    },

    begin: async (id) => {
      const found = await database.checkPublication.findUnique({
        where: { id },
        select: { repositoryId: true },
      });
      if (found === null) return null;
      return await database.$transaction(async (within) => {
        if (!(await held(within, number(found.repositoryId), 'shared'))) return null;
        // As in `begin` of a pull request: the number is taken once the row is held.
        const [before] = await within.$queryRaw<{ fence: bigint }[]>`
          SELECT fence FROM "CheckPublication" WHERE id = ${id} AND state IN ('waiting', 'sending') FOR UPDATE`;
        if (before === undefined) return null;
        const publication = await within.checkPublication.update({
          where: { id },
          data: { state: 'sending', fence: await nextFence(within) },
        });
        return {
          publication: published(publication),
          fence: number(publication.fence),
          again: before.fence > 0n,
        };
      });
    },

    holds: async (id, fence) =>
      (await database.checkPublication.count({ where: { id, fence: big(fence), state: 'sending' } })) === 1,

    sent: (id, fence, checkRun, lots) =>
      fenced(database, id, async (within) => {
        const { count } = await within.checkPublication.updateMany({
          where: { id, fence: big(fence) },
          data: { checkRun: big(checkRun), lots },
        });
        if (count === 0) return 'stale';
        const row = await within.checkPublication.findUniqueOrThrow({
          where: { id },
          select: { state: true },
        });
        return row.state === 'sending' ? 'written' : 'stale';
      }),

    end: (id, fence, state, now) =>
      fenced(database, id, async (within) => {
        const { count } = await within.checkPublication.updateMany({
          where: { id, fence: big(fence), state: 'sending' },
          data: { state, since: big(now), why: null },
        });
        return count === 0 ? 'stale' : 'written';
      }),

    failed: async (id, fence, why, giveUpAfter, now) => {
      await fenced(database, id, async (within) => {
        const count = await within.$executeRaw`
          UPDATE "CheckPublication" SET attempts = attempts + 1, why = ${shortened(why)}, since = ${big(now)}::bigint,
            state = (CASE WHEN attempts + 1 >= ${giveUpAfter}::int THEN 'dead' ELSE 'waiting' END)::"PublicationState"
          WHERE id = ${id} AND fence = ${big(fence)}::bigint AND state = 'sending'`;
        return count === 0 ? 'stale' : 'written';
      });
    },

    again: async (id, checkRun, now) => {
      const late = await database.checkPublication.findUnique({ where: { id }, omit: { check: true } });
      if (late === null) return false;
      return await database.$transaction(async (within) => {
        if (!(await held(within, number(late.repositoryId), 'shared'))) return false;
        return await publishAgain(within, late, checkRun, now);
      });
    },

    ofCheckRun: async (repository, checkRun) => {
      const row = await database.checkPublication.findFirst({
        where: { repositoryId: big(repository), checkRun: big(checkRun) },
        orderBy: { order: 'desc' },
      });
      return row === null ? null : published(row);
    },

    ofGroup: async (repository, head) => {
      const rows = await database.checkPublication.findMany({
        where: { repositoryId: big(repository), head: harmless(head), number: null },
        orderBy: [{ name: 'asc' }, { order: 'desc' }],
        distinct: ['name'],
      });
      return rows.map(published);
    },

    dead: async (limit) => {
      const rows = await database.checkPublication.findMany({
        where: { state: 'dead' },
        orderBy: [{ since: 'asc' }, { order: 'asc' }],
        take: limit,
      });
      return rows.map((row) => ({ ...published(row), why: row.why ?? '' }));
    },

    revive: async (repository) => {
      const { count } = await database.checkPublication.updateMany({
        where: { state: 'dead', ...(repository === null ? {} : { repositoryId: big(repository) }) },
        data: { state: 'waiting', attempts: 0, why: null },
      });
      return count;
    },

    prune: ({ replacedBefore, allBefore }) =>
      inBatches(
        (limit) => database.$executeRaw`
          DELETE FROM "CheckPublication" WHERE id = ANY(ARRAY(
            SELECT id FROM "CheckPublication" old
            WHERE state IN ('done', 'superseded') AND since < ${big(Math.max(replacedBefore, allBefore))}::bigint
              AND (since < ${big(allBefore)}::bigint OR (since < ${big(replacedBefore)}::bigint AND EXISTS (
                SELECT 1 FROM "CheckPublication" newer
                WHERE newer."repositoryId" = old."repositoryId" AND newer.head = old.head AND newer.name = old.name
                  AND newer."order" > old."order")))
            LIMIT ${limit}::int))`,
      ),

    state: async () => {
      const [row] = await database.$queryRaw<{ waiting: number; dead: number }[]>`
        SELECT (SELECT count(*) FROM "CheckPublication" WHERE state IN ('waiting', 'sending'))::int AS waiting,
          (SELECT count(*) FROM "CheckPublication" WHERE state = 'dead')::int AS dead`;
      return { waiting: row?.waiting ?? 0, dead: row?.dead ?? 0 };
    },
  };
}

/** A write of whoever sends a publication, as long as its repository is there. */
async function fenced(
  database: Database,
  id: string,
  write: (within: Within) => Promise<Written>,
): Promise<Written> {
  const found = await database.checkPublication.findUnique({ where: { id }, select: { repositoryId: true } });
  if (found === null) return 'erased';
  return await database.$transaction(async (within) =>
    (await held(within, number(found.repositoryId), 'shared')) ? await write(within) : 'erased',
  );
}

const published = (row: Row): Publication => ({
  id: row.id,
  repository: number(row.repositoryId),
  number: row.number,
  head: row.head,
  check: fromJson<CheckRun>(row.check),
  state: row.state,
  checkRun: numberOrNull(row.checkRun),
  lots: row.lots,
  attempts: row.attempts,
});
