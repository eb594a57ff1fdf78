import type { Delivery } from '../model/forge.js';
import { subjectOf } from '../model/forge.js';
import type { Database } from './database.js';
import { big, fromJson, number, numberOrNull } from './database.js';
import { settle, why as shortened, withoutLists } from './deliveries.js';
import type { Delivery as Row } from './generated/client.js';
import { Prisma } from './generated/client.js';
import { harmless, harmlessJson } from './harmless.js';
import { inBatches } from './prune.js';
import type { Inbox, StoredDelivery } from './store.js';
import { together } from './together.js';

/** In one statement; more would hold up who comes next. */
const WRITTEN_AT_ONCE = 200;

export function inboxOf(database: Database): Inbox {
  return {
    put: together((deliveries: readonly Delivery[]) => write(database, deliveries), WRITTEN_AT_ONCE),

    of: async (subject) => {
      const rows = await database.delivery.findMany({
        where: { state: 'waiting', subject: harmless(subject) },
        orderBy: { id: 'asc' },
      });
      return rows.map(delivered);
    },

    subjects: async (limit, skip = 0) => {
      const rows = await database.$queryRaw<{ subject: string }[]>`
        SELECT subject FROM "Delivery" WHERE state = 'waiting' GROUP BY subject ORDER BY min(id)
        LIMIT ${limit}::int OFFSET ${skip}::int`;
      return rows.map(({ subject }) => subject);
    },

    waits: async (subjects) => {
      const rows = await database.$queryRaw<{ subject: string }[]>`
        SELECT DISTINCT subject FROM "Delivery"
        WHERE state = 'waiting' AND subject = ANY(${subjects.map(harmless)}::text[])`;
      return new Set(rows.map(({ subject }) => subject));
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

    prune: async ({ doneBefore, deadBefore }) => {
      const of = (state: 'done' | 'dead', before: number) =>
        inBatches(
          (limit) => database.$executeRaw`
            DELETE FROM "Delivery" WHERE id = ANY(ARRAY(
              SELECT id FROM "Delivery" WHERE state = ${state}::"DeliveryState" AND since < ${big(before)}::bigint
              ORDER BY since LIMIT ${limit}::int))`,
        );
      return (await of('done', doneBefore)) + (await of('dead', deadBefore));
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

/** In the order in which they came. Of two with one GUID the first is stored. */
async function write(
  database: Database,
  deliveries: readonly Delivery[],
): Promise<readonly ('stored' | 'known')[]> {
  const rows = deliveries.map((delivery) => ({
    ...delivery,
    repositoryId: delivery.repository?.id ?? null,
    owner: delivery.repository?.owner ?? null,
    name: delivery.repository?.name ?? null,
    subject: subjectOf(delivery),
  }));
  const written = await database.$queryRaw<{ guid: string }[]>`
    INSERT INTO "Delivery" (guid, event, action, "installationId", "repositoryId", owner, name, happening, subject,
      "receivedAt", since)
    SELECT d.guid, d.event, d.action, d.installation, d."repositoryId", d.owner, d.name, d.happening, d.subject,
      d."receivedAt", d."receivedAt"
    FROM ROWS FROM (jsonb_to_recordset(${harmlessJson(rows)}::jsonb) AS (guid text, event text, action text,
      installation bigint, "repositoryId" bigint, owner text, name text, happening jsonb, subject text,
      "receivedAt" bigint)) WITH ORDINALITY AS d
    ORDER BY d.ordinality
    ON CONFLICT (guid) DO NOTHING RETURNING guid`;
  const stored = new Set(written.map(({ guid }) => guid));
  // A GUID that is twice among them was stored once: the first one is told so.
  return deliveries.map(({ guid }) => (stored.delete(harmless(guid)) ? 'stored' : 'known'));
}
