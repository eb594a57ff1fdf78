import type { CheckRun } from '../model/check-run.js';
import type { Database, Within } from './database.js';
import { big, fromJson, number, numberOrNull } from './database.js';
import { answered, why as shortened } from './deliveries.js';
import type { CheckPublication as Row } from './generated/client.js';
import { harmless } from './harmless.js';
import { inBatches } from './prune.js';
import { nextFence, publishAgain, publishOnce } from './publications.js';
import type { Outbox, Publication, Written } from './store.js';
import { held } from './tombstone.js';

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

    waiting: async (limit) => {
      const rows = await database.checkPublication.findMany({
        where: { state: { in: ['waiting', 'sending'] } },
        orderBy: { order: 'asc' },
        take: limit,
      });
      return rows.map(published);
    },

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
