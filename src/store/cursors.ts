import type { Database } from './database.js';
import { big } from './database.js';
import { harmless } from './harmless.js';
import type { Cursors } from './store.js';
import { held } from './tombstone.js';

export function cursorsOf(database: Database): Cursors {
  return {
    get: async (repository, name) => {
      const row = await database.syncCursor.findUnique({
        where: { repositoryId_name: { repositoryId: big(repository), name: harmless(name) } },
      });
      return row?.value ?? null;
    },

    set: (repository, name, value) =>
      database.$transaction(async (within) => {
        if (repository !== 0 && !(await held(within, repository, 'shared'))) return 'erased';
        await within.$executeRaw`
          INSERT INTO "SyncCursor" ("repositoryId", name, value)
          VALUES (${big(repository)}::bigint, ${harmless(name)}, ${harmless(value)})
          ON CONFLICT ("repositoryId", name) DO UPDATE SET value = EXCLUDED.value`;
        return 'written';
      }),
  };
}
