import type { Intervention } from '../model/intervention.js';
import type { Database } from './database.js';
import { big } from './database.js';
import { harmless, harmlessOrNull } from './harmless.js';
import type { Interventions } from './store.js';
import { held } from './tombstone.js';

export function interventionsOf(database: Database): Interventions {
  return {
    save: (repository, interventions) =>
      database.$transaction(async (within) => {
        if (!(await held(within, repository, 'alone'))) return 'erased';
        const repositoryId = big(repository);
        await within.intervention.deleteMany({ where: { repositoryId } });
        await within.intervention.createMany({
          data: interventions.map((one) => ({
            repositoryId,
            kind: one.kind,
            title: harmless(one.title),
            start: harmless(one.start),
            end: harmless(one.end),
            practice: one.practice,
            indicator: harmlessOrNull(one.indicator),
            hypothesis: harmlessOrNull(one.hypothesis),
            review: harmlessOrNull(one.review),
          })),
        });
        return 'written';
      }),

    of: async (repository) => {
      const rows = await database.intervention.findMany({
        where: { repositoryId: big(repository) },
        orderBy: { id: 'asc' },
        omit: { id: true, repositoryId: true },
      });
      return rows.map((row) => ({
        ...row,
        kind: row.kind as Intervention['kind'],
        practice: row.practice as Intervention['practice'],
      }));
    },
  };
}
