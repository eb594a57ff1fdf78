import type { Database } from './database.js';
import { big, number } from './database.js';
import { harmless } from './harmless.js';
import type { Reports } from './store.js';
import { held } from './tombstone.js';

export function reportsOf(database: Database): Reports {
  return {
    put: (repository, text, now) =>
      database.$transaction(async (within) => {
        if (!(await held(within, repository, 'shared'))) return 'erased';
        const row = { text: harmless(text), madeAt: big(now) };
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
  };
}
