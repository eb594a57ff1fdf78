import type { Database } from './database.js';
import { big, number, numberOrNull } from './database.js';
import { forgotten } from './deliveries.js';
import type { Repository as Row } from './generated/client.js';
import { harmless, harmlessOrNull } from './harmless.js';
import type { Repositories, StoredRepository } from './store.js';

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

    tombstones: async () => {
      const where = { erasedAt: { not: null } };
      const rows = await database.repository.findMany({
        where,
        select: { id: true },
        orderBy: { id: 'asc' },
      });
      return rows.map(({ id }) => number(id));
    },
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
