import type { Observation } from '../model/observation.js';
import type { Travel } from '../model/organisation.js';
import type { Database } from './database.js';
import { big, fromJson, json, number } from './database.js';
import type { Travels } from './store.js';

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
