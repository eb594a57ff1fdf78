import type { RepositoryOverview } from '../model/overview.js';
import type { Database } from './database.js';
import { big, fromJson, json, number } from './database.js';
import { harmless, harmlessOrNull } from './harmless.js';
import type { Reports } from './store.js';
import { held } from './tombstone.js';

export function reportsOf(database: Database): Reports {
  return {
    put: (repository, { version, head, index, overview, digestTo = null }, now) =>
      database.$transaction(async (within) => {
        if (!(await held(within, repository, 'shared'))) return 'erased';
        const row = {
          version: harmless(version),
          head: harmless(head),
          index: harmless(index),
          overview: json(overview),
          digestTo: harmlessOrNull(digestTo),
          madeAt: big(now),
        };
        const repositoryId = big(repository);
        await within.report.upsert({
          where: { repositoryId },
          create: { repositoryId, ...row },
          update: row,
          select: { madeAt: true },
        });
        return 'written';
      }),

    version: async (repository) => {
      const row = await database.report.findUnique({
        where: { repositoryId: big(repository) },
        select: { version: true, madeAt: true },
      });
      return row === null ? null : { version: row.version, madeAt: number(row.madeAt) };
    },

    head: async (repository) => {
      const row = await database.report.findUnique({
        where: { repositoryId: big(repository) },
        select: { version: true, madeAt: true, head: true },
      });
      return row === null ? null : { ...row, madeAt: number(row.madeAt) };
    },

    index: async (repository) => {
      const row = await database.report.findUnique({
        where: { repositoryId: big(repository) },
        select: { index: true },
      });
      return row?.index ?? null;
    },

    versions: async (repositories) => {
      const rows = await database.report.findMany({
        where: { repositoryId: { in: repositories.map(big) } },
        select: { repositoryId: true, version: true },
      });
      return new Map(rows.map(({ repositoryId, version }) => [number(repositoryId), version]));
    },

    overviews: async (repositories) => {
      const rows = await database.report.findMany({
        where: { repositoryId: { in: repositories.map(big) } },
        select: { repositoryId: true, overview: true, digestTo: true, madeAt: true },
      });
      return new Map(
        rows.flatMap(({ repositoryId, overview, digestTo, madeAt }) =>
          overview === null
            ? []
            : [
                [
                  number(repositoryId),
                  { overview: fromJson<RepositoryOverview>(overview), digestTo, madeAt: number(madeAt) },
                ] as const,
              ],
        ),
      );
    },
  };
}
