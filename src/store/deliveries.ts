import type { Database, Within } from './database.js';
import { big } from './database.js';
import { Prisma } from './generated/client.js';
import { harmless } from './harmless.js';

/** What is kept of why something failed: enough to see what it was. */
const MAX_WHY = 1000;

export const why = (text: string): string => harmless(text.slice(0, MAX_WHY));

/** All that a delivery says of a repository that is no more. Its GUID stays, so that it is not asked for again. */
export const forgotten = Prisma.sql`
  action = NULL, "installationId" = NULL, "repositoryId" = NULL, owner = NULL, name = NULL, subject = 'none', why = NULL,
  happening = '{"kind":"nothing","why":"its repository was erased"}'::jsonb`;

/** Lists of repositories are of no use once they were looked at, and an erasure finds a repository by its number only. */
export const withoutLists = Prisma.sql`
  happening = CASE WHEN happening ->> 'kind' IN ('installation', 'repositories')
    THEN '{"kind":"nothing","why":"its repositories were looked at"}'::jsonb ELSE happening END`;

/** In one order, so that two who hold several never wait for each other. */
const held = (guids: readonly string[]): Prisma.Sql =>
  Prisma.sql`SELECT id FROM "Delivery" WHERE guid = ANY(${[...guids].map(harmless)}::text[]) ORDER BY id FOR UPDATE`;

/** Within a transaction that holds their repository, or knows that it needs none. */
export async function answered(within: Within, guids: readonly string[], now: number): Promise<void> {
  if (guids.length === 0) return;
  await within.$executeRaw`
    UPDATE "Delivery" SET state = 'done', since = ${big(now)}::bigint, why = NULL WHERE id IN (${held(guids)})`;
}

/** Changes what is to be handled, and forgets what is about repositories that were erased meanwhile. */
export async function settle(
  database: Database,
  guids: readonly string[],
  now: number,
  change: Prisma.Sql,
): Promise<void> {
  if (guids.length === 0) return;
  const names = [...guids].map(harmless);
  await database.$transaction(async (within) => {
    // An erasure that is going on is waited for: its own look at the deliveries may be older than these.
    await within.$queryRaw`
      SELECT id FROM "Repository"
      WHERE id IN (SELECT "repositoryId" FROM "Delivery" WHERE guid = ANY(${names}::text[])) ORDER BY id FOR KEY SHARE`;
    await within.$executeRaw`UPDATE "Delivery" SET ${change} WHERE id IN (${held(guids)})`;
    await within.$executeRaw`
      UPDATE "Delivery" SET state = 'done', since = ${big(now)}::bigint, ${forgotten}
      WHERE guid = ANY(${names}::text[]) AND "repositoryId" IN (SELECT id FROM "Repository" WHERE "erasedAt" IS NOT NULL)`;
  });
}
