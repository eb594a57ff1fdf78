import type { RepositoryRef } from '../model/forge.js';
import type { Database } from './database.js';
import { big, number, numberOrNull } from './database.js';
import { forgotten } from './deliveries.js';
import type { Repository as Row } from './generated/client.js';
import { harmless, harmlessOrNull } from './harmless.js';

export interface StoredRepository extends RepositoryRef {
  readonly installation: number;
  /** Null until it has been looked at. */
  readonly defaultBranch: string | null;
  readonly private: boolean;
  readonly archived: boolean;
}

export interface Repositories {
  /** Makes it or brings it up to date, and takes a tombstone away: it was installed again. */
  readonly put: (repository: StoredRepository) => Promise<void>;
  /** Brings names and states up to date; nothing happens where there is none (a tombstone included). */
  readonly update: (id: number, what: Partial<Omit<StoredRepository, 'id'>>) => Promise<void>;
  /** Null where there is none, or it was erased. */
  readonly find: (id: number) => Promise<StoredRepository | null>;
  /** Whatever the case of the letters, as the forge has it. */
  readonly named: (owner: string, name: string) => Promise<StoredRepository | null>;
  readonly of: (installation: number) => Promise<readonly StoredRepository[]>;
  readonly all: () => Promise<readonly StoredRepository[]>;
  /** How many are there that are not archived, and how many of these have a report; of at most so many. */
  readonly withReport: (most: number) => Promise<{ readonly repositories: number; readonly reports: number }>;
  /**
   * Everything of it goes, in one transaction, and a tombstone stays. Doing it twice changes nothing. Of its deliveries
   * the GUIDs stay, so that they are known, and nothing else: they are done. So are those that were given up and name
   * it in a list.
   *
   * @param from the installation that has it no more: nothing happens where it is another one's by now
   */
  readonly erase: (id: number, now: number, from?: number) => Promise<void>;
}

export function repositoriesOf(database: Database): Repositories {
  const there = { erasedAt: null };
  return {
    put: async (repository) => {
      const row = {
        installationId: big(repository.installation),
        owner: harmless(repository.owner),
        name: harmless(repository.name),
        slug: slug(repository.owner, repository.name),
        defaultBranch: harmlessOrNull(repository.defaultBranch),
        private: repository.private,
        archived: repository.archived,
        erasedAt: null,
      };
      const id = big(repository.id);
      await database.repository.upsert({ where: { id }, create: { id, ...row }, update: row });
    },

    update: async (id, { installation, owner, name, defaultBranch, private: hidden, archived }) => {
      await database.$executeRaw`
        UPDATE "Repository" SET
          "installationId" = coalesce(${installation === undefined ? null : big(installation)}::bigint, "installationId"),
          owner = coalesce(${owner === undefined ? null : harmless(owner)}, owner),
          name = coalesce(${name === undefined ? null : harmless(name)}, name),
          slug = lower(coalesce(${owner === undefined ? null : harmless(owner)}, owner) || '/' ||
            coalesce(${name === undefined ? null : harmless(name)}, name)),
          "defaultBranch" = CASE WHEN ${defaultBranch === undefined} THEN "defaultBranch"
            ELSE ${harmlessOrNull(defaultBranch ?? null)} END,
          private = coalesce(${hidden ?? null}, private),
          archived = coalesce(${archived ?? null}, archived)
        WHERE id = ${big(id)}::bigint AND "erasedAt" IS NULL`;
    },

    find: async (id) => {
      const row = await database.repository.findFirst({ where: { id: big(id), ...there } });
      return row === null ? null : stored(row);
    },

    named: async (owner, name) => {
      // Two have a name when one was renamed, another took it, and we heard only of the second: that is the younger one.
      const row = await database.repository.findFirst({
        where: { slug: slug(owner, name), ...there },
        orderBy: { id: 'desc' },
      });
      return row === null ? null : stored(row);
    },

    of: async (installation) => {
      const where = { installationId: big(installation), ...there };
      return (await database.repository.findMany({ where, orderBy: { id: 'asc' } })).map(stored);
    },

    all: async () =>
      (await database.repository.findMany({ where: there, orderBy: { id: 'asc' } })).map(stored),

    withReport: async (most) => {
      // Each is looked up by its key: joined, all reports would be read.
      const [row] = await database.$queryRaw<{ repositories: bigint; reports: bigint }[]>`
        SELECT count(*) AS repositories, count(report) AS reports FROM (
          SELECT (SELECT 1 FROM "Report" AS r WHERE r."repositoryId" = own.id) AS report
          FROM (SELECT id FROM "Repository" WHERE "erasedAt" IS NULL AND NOT archived LIMIT ${most}::int) AS own
        ) AS counted`;
      return { repositories: number(row?.repositories ?? 0n), reports: number(row?.reports ?? 0n) };
    },

    erase: (id, now, from) =>
      database.$transaction(async (within) => {
        const repository = big(id);
        await within.$executeRaw`
          INSERT INTO "Repository" (id, owner, name, slug, private, archived, "erasedAt")
          VALUES (${repository}, '', '', '', true, false, ${big(now)}::bigint) ON CONFLICT (id) DO NOTHING`;
        const [row] = await within.$queryRaw<
          { has: bigint | null }[]
        >`SELECT "installationId" AS has FROM "Repository" WHERE id = ${repository} FOR UPDATE`;
        const has = numberOrNull(row?.has ?? null);
        if (from !== undefined && has !== null && has !== from) return;
        const where = { repositoryId: repository };
        await within.change.deleteMany({ where });
        await within.pullRequest.deleteMany({ where });
        await within.headPush.deleteMany({ where });
        await within.trendState.deleteMany({ where });
        await within.win.deleteMany({ where });
        await within.review.deleteMany({ where });
        await within.report.deleteMany({ where });
        await within.intervention.deleteMany({ where });
        // It was counted from this one too.
        if (has !== null) await within.practiceTravel.deleteMany({ where: { installationId: big(has) } });
        await within.dispute.deleteMany({ where });
        await within.checkPublication.deleteMany({ where });
        await within.keptIssue.deleteMany({ where });
        await within.syncCursor.deleteMany({ where });
        await within.$executeRaw`
          UPDATE "Delivery" SET state = 'done', since = ${big(now)}::bigint, ${forgotten}
          WHERE "repositoryId" = ${repository}`;
        const listed = JSON.stringify([{ id }]);
        await within.$executeRaw`
          UPDATE "Delivery" SET state = 'done', since = ${big(now)}::bigint, ${forgotten}
          WHERE state = 'dead' AND (happening -> 'repositories' @> ${listed}::jsonb
            OR happening -> 'added' @> ${listed}::jsonb OR happening -> 'removed' @> ${listed}::jsonb)`;
        await within.$executeRaw`
          UPDATE "Repository" SET "installationId" = NULL, owner = '', name = '', slug = '', "defaultBranch" = NULL,
            private = true, archived = false, "erasedAt" = coalesce("erasedAt", ${big(now)}::bigint)
          WHERE id = ${repository}`;
      }),
  };
}

const slug = (owner: string, name: string): string => harmless(`${owner}/${name}`).toLowerCase();

const stored = (row: Row): StoredRepository => ({
  id: number(row.id),
  owner: row.owner,
  name: row.name,
  installation: number(row.installationId ?? 0n),
  defaultBranch: row.defaultBranch,
  private: row.private,
  archived: row.archived,
});
