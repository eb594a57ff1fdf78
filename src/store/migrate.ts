import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { Database } from './database.js';
import type { Migration } from './migrations.js';
import { filters, listed, schemaEngine } from './schema-engine.js';

/**
 * Brings a database up to date. The caller sees to it that nobody else does at the same time.
 *
 * @throws Error when the database is newer than these migrations, or one of them fails
 */
export async function migrate(
  database: Pick<Database, '$queryRaw'>,
  adapters: SqlMigrationAwareDriverAdapterFactory,
  schema: string,
  migrations: readonly Migration[],
): Promise<void> {
  const { pending, brokenOff } = await pendingOf(database, migrations);
  if (pending.length === 0) return;

  const engine = await schemaEngine(schema, adapters);
  try {
    // Each script is one transaction (see the adapters): of one that was broken off, nothing is there.
    for (const name of brokenOff) {
      await engine.markMigrationRolledBack({ migrationName: name });
    }
    await engine.applyMigrations({ migrationsList: listed(migrations), filters });
  } catch (error) {
    throw new Error(
      `the database could not be brought up to date, and is as it was before: ${firstLine(error)}. Nothing works on it until this is mended; then start again`,
      { cause: error },
    );
  } finally {
    engine.free();
  }
}

/** What a database lacks to be up to date. @throws Error when it is newer than these migrations */
export async function pendingOf(
  database: Pick<Database, '$queryRaw'>,
  migrations: readonly Migration[],
): Promise<{ readonly pending: readonly string[]; readonly brokenOff: readonly string[] }> {
  const applied = await appliedTo(database);
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = applied.filter(({ name }) => !known.has(name)).map(({ name }) => name);
  if (unknown.length > 0) {
    throw new Error(
      `the database is newer than this Holdfast (it has ${unknown.join(', ')}): start the newer Holdfast, or restore a copy of the database from before`,
    );
  }
  const finished = new Set(applied.filter((one) => one.finished).map(({ name }) => name));
  return {
    pending: migrations.map(({ name }) => name).filter((name) => !finished.has(name)),
    brokenOff: applied.filter((one) => !one.finished && !finished.has(one.name)).map(({ name }) => name),
  };
}

/** What has been applied, or begun; nothing where there is no table of it yet. */
async function appliedTo(
  database: Pick<Database, '$queryRaw'>,
): Promise<readonly { readonly name: string; readonly finished: boolean }[]> {
  const [table] = await database.$queryRaw<
    { there: boolean }[]
  >`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`;
  if (table?.there !== true) return [];
  return await database.$queryRaw`
    SELECT migration_name AS name, finished_at IS NOT NULL AS finished
    FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`;
}

const firstLine = (error: unknown): string =>
  String(error instanceof Error ? error.message : error)
    .trim()
    .replace(/\s+/g, ' ')
    .slice(0, 500);
