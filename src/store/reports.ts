import type { RepositoryOverview } from '../model/overview.js';
import type { Database } from './database.js';
import { big, fromJson, json, number } from './database.js';
import { harmless, harmlessOrNull } from './harmless.js';
import { held } from './tombstone.js';

/** Which report it is, and when it was made. */
export interface ReportVersion {
  /** Another one where the report says something else. */
  readonly version: string;
  readonly madeAt: number;
}

/** Reports as they were made last. Their changes are where all changes are: a report of 20,000 would be read as a whole. */
export interface Reports {
  readonly put: (
    repository: number,
    report: {
      readonly version: string;
      /** All but the changes, as JSON. */
      readonly head: string;
      /** What each change counts for, as JSON. */
      readonly index: string;
      readonly overview: RepositoryOverview;
      /** The repository whose digest may tell of this one although it is private, `owner/name`; none where it is left out. */
      readonly digestTo?: string | null;
    },
    now: number,
  ) => Promise<'written' | 'erased'>;
  /** What tells whether anything must be read at all. */
  readonly version: (repository: number) => Promise<ReportVersion | null>;
  readonly head: (repository: number) => Promise<(ReportVersion & { readonly head: string }) | null>;
  readonly index: (repository: number) => Promise<string | null>;
  /** The version of each of these that has a report: whether an overview that was read before still holds. */
  readonly versions: (repositories: readonly number[]) => Promise<ReadonlyMap<number, string>>;
  /** Of these repositories, by their numbers; those without a report are left out. */
  readonly overviews: (
    repositories: readonly number[],
  ) => Promise<
    ReadonlyMap<
      number,
      { readonly overview: RepositoryOverview; readonly digestTo: string | null; readonly madeAt: number }
    >
  >;
}

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
