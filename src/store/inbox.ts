import type { Delivery } from '../model/forge.js';
import { subjectOf } from '../model/forge.js';
import type { Database } from './database.js';
import { big, fromJson, number, numberOrNull } from './database.js';
import { settle, why as shortened, withoutLists } from './deliveries.js';
import type { Delivery as Row } from './generated/client.js';
import { Prisma } from './generated/client.js';
import { harmless, harmlessJson, harmlessOrNull } from './harmless.js';
import type { Inbox, StoredDelivery } from './store.js';

/** How many rows are deleted at a time: the embedded database does one thing after another, and a webhook waits. */
const PRUNED_AT_ONCE = 500;

export function inboxOf(database: Database): Inbox {
  return {
    put: async (delivery) => {
      const { guid, event, action, installation, repository, happening, receivedAt } = delivery;
      const written = await database.$executeRaw`
        INSERT INTO "Delivery" (guid, event, action, "installationId", "repositoryId", owner, name, happening, subject,
          "receivedAt", since)
        VALUES (${harmless(guid)}, ${harmless(event)}, ${harmlessOrNull(action)},
          ${installation === null ? null : big(installation)}::bigint,
          ${repository === null ? null : big(repository.id)}::bigint,
          ${harmlessOrNull(repository?.owner ?? null)}, ${harmlessOrNull(repository?.name ?? null)},
          ${harmlessJson(happening)}::jsonb, ${harmless(subjectOf(delivery))},
          ${big(receivedAt)}::bigint, ${big(receivedAt)}::bigint)
        ON CONFLICT (guid) DO NOTHING`;
      return written === 1 ? 'stored' : 'known';
    },

    of: async (subject) => {
      const rows = await database.delivery.findMany({
        where: { state: 'waiting', subject: harmless(subject) },
        orderBy: { id: 'asc' },
      });
      return rows.map(delivered);
    },

    subjects: async (limit) => {
      const rows = await database.$queryRaw<{ subject: string }[]>`
        SELECT subject FROM "Delivery" WHERE state = 'waiting' GROUP BY subject ORDER BY min(id) LIMIT ${limit}::int`;
      return rows.map(({ subject }) => subject);
    },

    done: (guids, now) =>
      settle(
        database,
        guids,
        now,
        Prisma.sql`state = 'done', since = ${big(now)}::bigint, why = NULL, ${withoutLists}`,
      ),

    failed: (guids, why, giveUpAfter, now) =>
      settle(
        database,
        guids,
        now,
        Prisma.sql`
          attempts = attempts + 1, why = ${shortened(why)},
          state = (CASE WHEN attempts + 1 >= ${giveUpAfter}::int THEN 'dead' ELSE 'waiting' END)::"DeliveryState",
          since = CASE WHEN attempts + 1 >= ${giveUpAfter}::int THEN ${big(now)}::bigint ELSE "receivedAt" END`,
      ),

    dead: async (limit) => {
      const rows = await database.delivery.findMany({
        where: { state: 'dead' },
        orderBy: [{ since: 'asc' }, { id: 'asc' }],
        take: limit,
      });
      return rows.map((row) => ({ ...delivered(row), why: row.why ?? '' }));
    },

    revive: async (guid) =>
      await database.$executeRaw`
        UPDATE "Delivery" SET state = 'waiting', since = "receivedAt", attempts = 0, why = NULL
        WHERE state = 'dead' ${guid === null ? Prisma.empty : Prisma.sql`AND guid = ${harmless(guid)}`}`,

    knows: async (guids) => {
      const rows = await database.$queryRaw<{ guid: string }[]>`
        SELECT guid FROM "Delivery" WHERE guid = ANY(${guids.map(harmless)}::text[])`;
      return new Set(rows.map(({ guid }) => guid));
    },

    state: async () => {
      const [row] = await database.$queryRaw<{ waiting: bigint; oldest: bigint | null; dead: bigint }[]>`
        SELECT (SELECT count(*) FROM "Delivery" WHERE state = 'waiting') AS waiting,
          (SELECT min(since) FROM "Delivery" WHERE state = 'waiting') AS oldest,
          (SELECT count(*) FROM "Delivery" WHERE state = 'dead') AS dead`;
      return {
        waiting: number(row?.waiting ?? 0n),
        oldest: numberOrNull(row?.oldest ?? null),
        dead: number(row?.dead ?? 0n),
      };
    },

    prune: async (before) => {
      let pruned = 0;
      for (;;) {
        const gone = await database.$executeRaw`
          DELETE FROM "Delivery" WHERE id = ANY(ARRAY(
            SELECT id FROM "Delivery" WHERE state = 'done' AND since < ${big(before)}::bigint
            ORDER BY since LIMIT ${PRUNED_AT_ONCE}::int))`;
        pruned += gone;
        if (gone < PRUNED_AT_ONCE) return pruned;
      }
    },
  };
}

const delivered = (row: Row): StoredDelivery => ({
  guid: row.guid,
  event: row.event,
  action: row.action,
  installation: numberOrNull(row.installationId),
  repository:
    row.repositoryId === null
      ? null
      : { id: number(row.repositoryId), owner: row.owner ?? '', name: row.name ?? '' },
  happening: fromJson<Delivery['happening']>(row.happening),
  receivedAt: number(row.receivedAt),
  attempts: row.attempts,
});
