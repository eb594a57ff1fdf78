import type { Database, Within } from './database.js';
import { big, number } from './database.js';
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

    named: async (name) => {
      const rows = await database.syncCursor.findMany({ where: { name: harmless(name) } });
      return new Map(rows.map(({ repositoryId, value }) => [number(repositoryId), value]));
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

    drop: async (repository, name, value) => {
      const row = { repositoryId: big(repository), name: harmless(name), value: harmless(value) };
      await database.syncCursor.deleteMany({ where: row });
    },
  };
}

interface Moved {
  readonly name: string;
  readonly before: string | null;
  readonly after: string;
}

/** Moves a cursor. False where the cursor is not what it was: somebody else has moved it. */
export async function move(
  within: Within,
  repository: number,
  { name, before, after }: Moved,
): Promise<boolean> {
  const row = { repositoryId: big(repository), name: harmless(name) };
  const value = harmless(after);
  const { count } =
    before === null
      ? await within.syncCursor.createMany({ data: [{ ...row, value }], skipDuplicates: true })
      : await within.syncCursor.updateMany({ where: { ...row, value: harmless(before) }, data: { value } });
  return count === 1;
}
