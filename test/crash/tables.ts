import type { Opened } from '../../src/store/client.js';
import { openEmbedded } from '../../src/store/embedded.js';
import { openPostgresql } from '../../src/store/postgresql.js';

export type Row = Readonly<Record<string, unknown>>;
/** The rows of every table there is, by its name. */
export type Tables = ReadonlyMap<string, readonly Row[]>;

export const openDatabase = (
  where: { readonly url: string } | { readonly folder: string },
): Promise<Opened> => ('url' in where ? openPostgresql(where.url) : openEmbedded(where.folder));

export async function readTables(
  where: { readonly url: string } | { readonly folder: string },
): Promise<Tables> {
  const { database, close } = await openDatabase(where);
  try {
    const names = await database.$queryRaw<{ name: string }[]>`
      SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema = 'public'`;
    const tables = new Map<string, readonly Row[]>();
    for (const { name } of names) {
      const rows = await database.$queryRawUnsafe<{ row: Row }[]>(
        `SELECT to_jsonb(t) AS row FROM "${name.replaceAll('"', '""')}" t`,
      );
      tables.set(
        name,
        rows.map(({ row }) => row),
      );
    }
    return tables;
  } finally {
    await close();
  }
}
