import type { Observation } from '../model/observation.js';
import type { Travel } from '../model/organisation.js';
import type { ReviewFeedbackFinding } from '../model/review-feedback.js';
import type { Database } from './database.js';
import { big, fromJson, json, number } from './database.js';
import type { Prisma } from './generated/client.js';
import type { Written } from './tombstone.js';

/** How practices travel with people between the repositories of an installation. Only shares of groups are kept. */
export interface Travels {
  /** Keys of whoever made changes in a repository, without bots. */
  readonly people: (repository: number) => Promise<readonly string[]>;
  /** What some of them contributed there to some indicators, in any order. */
  readonly work: (
    repository: number,
    people: readonly string[],
    indicators: readonly string[],
  ) => Promise<
    readonly {
      readonly who: string;
      /** Seconds since 1970, UTC. */
      readonly at: number;
      readonly indicator: string;
      readonly x: 0 | 1;
    }[]
  >;
  /** What was said of changes of some of them there, oldest first. */
  readonly reviewed: (
    repository: number,
    people: readonly string[],
  ) => AsyncIterable<{
    readonly who: string;
    /** When the change was merged: seconds since 1970, UTC. */
    readonly at: number;
    readonly finding: ReviewFeedbackFinding;
  }>;
  /** Instead of what was there. `erased` where one of the repositories that it is of is no more. */
  readonly put: (
    installation: number,
    counted: { readonly travel: readonly Travel[]; readonly repositories: readonly number[] },
    now: number,
  ) => Promise<Exclude<Written, 'stale'>>;
  /** Null also where a repository of the installation was erased since. */
  readonly get: (installation: number) => Promise<{
    readonly travel: readonly Travel[];
    readonly repositories: readonly number[];
    readonly madeAt: number;
  } | null>;
}

/** As with changes: long reads make a webhook wait. */
const READ_AT_ONCE = 500;

export function travelsOf(database: Database): Travels {
  return {
    people: async (repository) => {
      const rows = await database.$queryRaw<{ author: string }[]>`
        SELECT DISTINCT author FROM "Change" WHERE "repositoryId" = ${big(repository)}::bigint AND NOT bot`;
      return rows.map(({ author }) => author);
    },

    work: async (repository, people, indicators) => {
      if (people.length === 0) return [];
      const rows = await database.$queryRaw<{ who: string; at: bigint; indicator: string; x: number }[]>`
        SELECT c.author AS who, c."mergedAt" AS at, o.indicator, o.x
        FROM "Change" AS c
        CROSS JOIN LATERAL (
          SELECT indicator, x FROM "Observation"
          WHERE "changeId" = c.id AND indicator = ANY(${[...indicators]}::text[])
        ) AS o
        WHERE c."repositoryId" = ${big(repository)}::bigint AND c.author = ANY(${[...people]}::text[]) AND NOT c.bot`;
      return rows.map((row) => ({ ...row, at: number(row.at), x: row.x as Observation['x'] }));
    },

    reviewed: async function* (repository, people) {
      if (people.length === 0) return;
      for (let after = big(0); ; ) {
        const rows = await database.$queryRaw<
          { id: bigint; who: string; at: bigint; finding: Prisma.JsonValue }[]
        >`
          SELECT c.id, c.author AS who, c."mergedAt" AS at, r.finding
          FROM "Change" AS c JOIN "Review" AS r ON r."repositoryId" = c."repositoryId" AND r.number = c.number
          WHERE c."repositoryId" = ${big(repository)}::bigint AND c.id > ${after}::bigint
            AND c.author = ANY(${[...people]}::text[]) AND NOT c.bot
          ORDER BY c.id LIMIT ${READ_AT_ONCE}`;
        for (const { who, at, finding } of rows)
          yield { who, at: number(at), finding: fromJson<ReviewFeedbackFinding>(finding) };
        const last = rows.at(-1);
        if (last === undefined || rows.length < READ_AT_ONCE) return;
        after = last.id;
      }
    },

    put: (installation, { travel, repositories }, now) =>
      database.$transaction(async (within) => {
        const ids = [...new Set(repositories)].map(big);
        // As every write about a repository holds its row: an erasure waits, and takes this away too.
        const there = await within.$queryRaw<{ id: bigint }[]>`
          SELECT id FROM "Repository" WHERE id = ANY(${ids}::bigint[]) AND "erasedAt" IS NULL FOR KEY SHARE`;
        if (there.length < ids.length) return 'erased';
        const row = { travel: json(travel), repositories: json(repositories), madeAt: big(now) };
        const installationId = big(installation);
        await within.practiceTravel.upsert({
          where: { installationId },
          create: { installationId, ...row },
          update: row,
        });
        return 'written';
      }),

    get: async (installation) => {
      const row = await database.practiceTravel.findUnique({ where: { installationId: big(installation) } });
      if (row === null) return null;
      return {
        travel: fromJson<readonly Travel[]>(row.travel),
        repositories: fromJson<readonly number[]>(row.repositories),
        madeAt: number(row.madeAt),
      };
    },
  };
}
