import type { Intervention } from '../model/intervention.js';
import type { Database } from './database.js';
import { big, number } from './database.js';
import type { Intervention as Row } from './generated/client.js';
import { harmless, harmlessOrNull } from './harmless.js';
import type { Interventions, RecordedIntervention } from './store.js';
import { held } from './tombstone.js';

export function interventionsOf(database: Database): Interventions {
  return {
    save: (repository, interventions) =>
      database.$transaction(async (within) => {
        if (!(await held(within, repository, 'alone'))) return 'erased';
        const whose = { repositoryId: big(repository), origin: 'file' };
        await within.intervention.deleteMany({ where: whose });
        await within.intervention.createMany({
          data: interventions.map((one) => ({ ...whose, ...rowOf(one) })),
        });
        return 'written';
      }),

    record: (repository, intervention) =>
      database.$transaction(async (within) => {
        if (!(await held(within, repository, 'alone'))) return 'erased';
        const data = { repositoryId: big(repository), origin: 'form', ...rowOf(intervention) };
        // A form that is sent twice says one thing.
        if ((await within.intervention.findFirst({ where: data })) === null)
          await within.intervention.create({ data });
        return 'written';
      }),

    remove: async (repository, id) => {
      const where = { id: big(id), repositoryId: big(repository), origin: 'form' };
      return (await database.intervention.deleteMany({ where })).count > 0;
    },

    recorded: async (repositories) => {
      const rows = await database.intervention.findMany({
        where: { repositoryId: { in: repositories.map(big) }, origin: 'form' },
        orderBy: { id: 'asc' },
      });
      const found = new Map<number, RecordedIntervention[]>();
      for (const row of rows) {
        const repository = number(row.repositoryId);
        const own = found.get(repository) ?? [];
        own.push({ id: number(row.id), ...interventionOf(row) });
        found.set(repository, own);
      }
      return found;
    },

    of: async (repository) => {
      const rows = await database.intervention.findMany({
        where: { repositoryId: big(repository) },
        orderBy: { id: 'asc' },
      });
      return rows.map(interventionOf);
    },
  };
}

const rowOf = (one: Intervention) => ({
  kind: one.kind,
  title: harmless(one.title),
  start: harmless(one.start),
  end: harmless(one.end),
  practice: one.practice,
  indicator: harmlessOrNull(one.indicator),
  hypothesis: harmlessOrNull(one.hypothesis),
  review: harmlessOrNull(one.review),
});

const interventionOf = ({ id, repositoryId, origin, ...row }: Row): Intervention => ({
  ...row,
  kind: row.kind as Intervention['kind'],
  practice: row.practice as Intervention['practice'],
});
