import type { Database } from './database.js';

/** Empties every table but that of the migrations, at once. Sequences go on: no fencing number comes twice. */
export async function forgetAll(database: Pick<Database, '$queryRaw' | '$executeRawUnsafe'>): Promise<void> {
  const tables = await database.$queryRaw<{ name: string }[]>`
    SELECT quote_ident(tablename) AS name FROM pg_tables
    WHERE schemaname = current_schema() AND tablename <> '_prisma_migrations'`;
  if (tables.length > 0)
    await database.$executeRawUnsafe(`TRUNCATE ${tables.map(({ name }) => name).join(', ')}`);
}
