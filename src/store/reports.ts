import type { RepositoryOverview } from '../model/overview.js';
import type { Database } from './database.js';
import { big, fromJson, json, number } from './database.js';
import { harmless, harmlessOrNull } from './harmless.js';
import type { Reports } from './store.js';
import { held } from './tombstone.js';

export function reportsOf(database: Database): Reports {
  return {
    put: (repository, { text, overview, digestTo = null }, now) =>
      database.$transaction(async (within) => {
        if (!(await held(within, repository, 'shared'))) return 'erased';
        const made = { text: harmless(text), overview: json(overview), madeAt: big(now) };
        const row = { ...made, digestTo: harmlessOrNull(digestTo) };
        const repositoryId = big(repository);
        await within.report.upsert({
          where: { repositoryId },
          create: { repositoryId, ...row },
          update: row,
        });
        return 'written';
      }),

    get: async (repository) => {
      const row = await database.report.findUnique({ where: { repositoryId: big(repository) } });
      return row === null ? null : { text: row.text, madeAt: number(row.madeAt) };
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
