import type { CheckRun } from '../model/check-run.js';
import type { Judgement } from '../model/judgement.js';
import type { Database } from './database.js';
import { big, fromJson, json, number } from './database.js';
import { answered } from './deliveries.js';
import { Prisma, type PullRequest as Row } from './generated/client.js';
import { harmless, harmlessOrNull } from './harmless.js';
import { inBatches } from './prune.js';
import { publish, supersede } from './publications.js';
import type { Pulls, StoredPull } from './store.js';
import { held } from './tombstone.js';

export function pullsOf(database: Database): Pulls {
  const at = (repository: number, pull: number) => ({
    repositoryId_number: { repositoryId: big(repository), number: pull },
  });
  return {
    begin: (repository, pull) =>
      database.$transaction(async (within) => {
        if (!(await held(within, repository, 'shared'))) return null;
        // The next number is taken once the row is held: whoever comes later has the larger one.
        const [row] = await within.$queryRaw<{ fence: bigint }[]>`
          INSERT INTO "PullRequest" ("repositoryId", number) VALUES (${big(repository)}::bigint, ${pull}::int)
          ON CONFLICT ("repositoryId", number)
            DO UPDATE SET fence = nextval(pg_get_serial_sequence('"PullRequest"', 'fence'))
          RETURNING fence`;
        return row === undefined ? null : number(row.fence);
      }),

    save: ({
      repository,
      number: pull,
      fence,
      head,
      open,
      judgement,
      check,
      anew = false,
      deliveries,
      now,
    }) =>
      database.$transaction(async (within) => {
        if (!(await held(within, repository, 'shared'))) return 'erased';
        const { count } = await within.pullRequest.updateMany({
          where: { repositoryId: big(repository), number: pull, fence: big(fence) },
          data: {
            head: harmless(head),
            open,
            ...judgedOf(judgement, check),
            judgedAt: big(now),
          },
        });
        if (count === 0) return 'stale';
        const place = { repository, number: pull, head, judgement: fence };
        const kept = check === null ? null : await publish(within, { ...place, check, anew, now });
        await supersede(within, { repository, number: pull, kept, now });
        await answered(within, deliveries, now);
        return 'written';
      }),

    find: async (repository, pull) => {
      const row = await database.pullRequest.findUnique({
        where: at(repository, pull),
        omit: { judgement: true },
      });
      return row === null ? null : stored(row);
    },

    judgement: async (repository, pull) => {
      const row = await database.pullRequest.findUnique({ where: at(repository, pull) });
      return row === null || row.judgement === null ? null : fromJson<Judgement>(row.judgement);
    },

    atHead: async (repository, head) => {
      const [id, sha] = [big(repository), harmless(head)];
      const rows = await database.$queryRaw<{ number: number }[]>`
        SELECT number FROM "PullRequest" WHERE "repositoryId" = ${id}::bigint AND head = ${sha}
        UNION SELECT number FROM "HeadPush" WHERE "repositoryId" = ${id}::bigint AND after = ${sha}
        UNION SELECT number FROM "HeadPush" WHERE "repositoryId" = ${id}::bigint AND before = ${sha}
        UNION SELECT number FROM "CheckPublication"
          WHERE "repositoryId" = ${id}::bigint AND head = ${sha} AND number IS NOT NULL
        ORDER BY number`;
      return rows.map((row) => row.number);
    },

    pushed: (repository, pull, { at: when, before, after }) =>
      database.$transaction(async (within) => {
        if (!(await held(within, repository, 'shared'))) return;
        const row = {
          repositoryId: big(repository),
          number: pull,
          before: harmlessOrNull(before),
          after: harmless(after),
          at: big(when),
        };
        await within.headPush.createMany({ data: [row], skipDuplicates: true });
      }),

    pushes: async (repository, pull) => {
      const rows = await database.headPush.findMany({
        where: { repositoryId: big(repository), number: pull },
        orderBy: [{ at: 'asc' }, { id: 'asc' }],
      });
      return rows.map(({ at: when, before, after }) => ({ at: number(when), before, after }));
    },

    open: async (repository) => {
      const rows = await database.$queryRaw<{ number: number; head: string | null; judged: boolean }[]>`
        SELECT number, head, judgement IS NOT NULL AS judged FROM "PullRequest"
        WHERE "repositoryId" = ${big(repository)}::bigint AND open ORDER BY number`;
      return rows.map((row) => ({ repository, open: true, ...row }));
    },

    prune: async (repository, before) => {
      await inBatches(
        (limit) => database.$executeRaw`
          DELETE FROM "HeadPush" WHERE id = ANY(ARRAY(
            SELECT push.id FROM "HeadPush" push JOIN "PullRequest" pull USING ("repositoryId", number)
            WHERE push."repositoryId" = ${big(repository)}::bigint AND NOT pull.open
              AND pull."judgedAt" < ${big(before)}::bigint
            LIMIT ${limit}::int))`,
      );
    },
  };
}

/** A closed one keeps what was judged of it; what is told not to be judged must not pass for judged, by what was before. */
const judgedOf = (judgement: Judgement | null, check: CheckRun | null) =>
  judgement !== null ? { judgement: json(judgement) } : check === null ? {} : { judgement: Prisma.DbNull };

const stored = (row: Omit<Row, 'judgement'>): StoredPull => ({
  repository: number(row.repositoryId),
  number: row.number,
  head: row.head,
  open: row.open,
});
