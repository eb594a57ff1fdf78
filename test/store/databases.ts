import type { CheckRun } from '../../src/model/check-run.js';
import type { Opened } from '../../src/store/client.js';
import type { Database } from '../../src/store/database.js';
import { openEmbedded } from '../../src/store/embedded.js';
import { storeOn } from '../../src/store/open-store.js';
import { openPostgresql } from '../../src/store/postgresql.js';
import type { Store } from '../../src/store/store.js';
import { embeddedFolders } from '../services/embedded.js';
import type { PostgresqlHere } from '../services/postgresql.js';
import { postgresqlHere } from '../services/postgresql.js';

/** A store, and the database under it for looking at its rows. */
export interface Under {
  readonly store: Store;
  readonly database: Database;
}

export const under = (opened: Opened): Under => ({ store: storeOn(opened), database: opened.database });

/** The databases that every promise is kept on; of one that is not here, why. */
export const databases: readonly {
  readonly name: string;
  readonly missing: string | null;
  readonly open: () => Promise<Opened>;
}[] = [
  {
    name: 'PGlite',
    missing: null,
    open: async () => {
      const folders = await embeddedFolders();
      const opened = await openEmbedded(folders.copy());
      return {
        database: opened.database,
        close: async () => {
          await opened.close();
          folders.remove();
        },
      };
    },
  },
  postgresql(postgresqlHere()),
];

function postgresql(here: PostgresqlHere): (typeof databases)[number] {
  if ('missing' in here) {
    return {
      name: 'PostgreSQL',
      missing: here.missing,
      open: () => {
        throw new Error(here.missing);
      },
    };
  }
  return {
    name: 'PostgreSQL',
    missing: null,
    open: async () => {
      const server = await here.start();
      const opened = await openPostgresql(await server.database());
      return {
        database: opened.database,
        close: async () => {
          await opened.close();
          await server.stop();
        },
      };
    },
  };
}

/** Every table of ours, with its columns. */
export async function tablesOf(database: Database): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await database.$queryRaw<{ name: string; columns: string }[]>`
    SELECT table_name::text AS name, string_agg(column_name::text, ' ') AS columns FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name NOT LIKE '\\_%' GROUP BY table_name`;
  return new Map(rows.map(({ name, columns }) => [name, columns.split(' ')]));
}

/** The checks that are to be sent, in the order in which a queue is filled with them; looking changes nothing. */
export async function waitingChecks({ store, database }: Under) {
  const rows = await database.checkPublication.findMany();
  const checks = rows.map(({ repositoryId, check, checkRun, ...row }) => ({
    ...row,
    repository: Number(repositoryId),
    check: check as unknown as CheckRun,
    checkRun: checkRun === null ? null : Number(checkRun),
  }));
  const ids = await store.outbox.ids(null, 1000);
  return ids.flatMap((id) => checks.filter((check) => check.id === id));
}

/** Numbers of repositories that were erased. */
export async function tombstones(database: Database): Promise<number[]> {
  const rows = await database.repository.findMany({
    where: { erasedAt: { not: null } },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ id }) => Number(id));
}

export async function emptied(database: Database): Promise<void> {
  const tables = [...(await tablesOf(database)).keys()].map((name) => `"${name}"`).join(', ');
  await database.$executeRawUnsafe(`TRUNCATE ${tables} CASCADE`);
}

/** Where a repository is still to be found: in a column of its number, or by a word in any row. */
export async function traces(database: Database, repository: number, word: string): Promise<string[]> {
  const found: string[] = [];
  for (const [table, columns] of await tablesOf(database)) {
    const id = columns.includes('repositoryId') ? `"repositoryId" = ${repository}` : 'false';
    const [row] = await database.$queryRawUnsafe<{ n: bigint }[]>(
      `SELECT count(*) AS n FROM "${table}" AS t WHERE ${id} OR strpos(t::text, $1) > 0`,
      word,
    );
    if (Number(row?.n) > 0) found.push(table);
  }
  return found;
}
