import type { Database } from './database.js';
import { big, number } from './database.js';
import { answered } from './deliveries.js';
import { harmless } from './harmless.js';
import type { Disputes } from './store.js';
import { held } from './tombstone.js';

export function disputesOf(database: Database): Disputes {
  return {
    put: ({ repository, head, checkRun, at }, deliveries) =>
      database.$transaction(async (within) => {
        if (!(await held(within, repository, 'shared'))) return 'erased';
        const row = {
          repositoryId: big(repository),
          checkRun: big(checkRun),
          head: harmless(head),
          at: big(at),
        };
        await within.dispute.createMany({ data: [row], skipDuplicates: true });
        await answered(within, deliveries, at);
        return 'written';
      }),

    of: async (repository) => {
      const rows = await database.dispute.findMany({
        where: { repositoryId: big(repository) },
        orderBy: [{ at: 'asc' }, { checkRun: 'asc' }],
      });
      return rows.map(({ head, checkRun, at }) => ({
        repository,
        head,
        checkRun: number(checkRun),
        at: number(at),
      }));
    },
  };
}
