import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { Opened } from './client.js';
import { clientOf } from './client.js';
import type { Database } from './database.js';
import { migrate } from './migrate.js';
import { migrations, schemaText } from './migrations.js';
import { atAddress, said } from './postgresql-failures.js';

/** Enough for the jobs and webhooks of one process; a PostgreSQL takes a hundred as it comes. */
const CONNECTIONS = 10;
const CONNECT_MS = 10_000;
/** A connection on which nothing comes back is asked after this time whether it lives; the system's own is two hours. */
const SILENCE_MS = 10_000;
/** A process that was stopped or cut off in a transaction holds its rows, and others wait: longer than ours may take. */
const LEFT_MS = 2 * 60_000;
/** Whoever migrates holds it, so that of several processes that start together one does and the others wait. */
const MIGRATION_LOCK = 4_857_121;
const MIGRATION_MS = 600_000;

/**
 * A PostgreSQL by its address, as `postgresql://user:password@host:5432/database`.
 *
 * @param look is done instead of bringing it up to date
 * @throws Error that says the next step, without the password
 */
export async function openPostgresql(
  url: string,
  look: ((database: Database) => Promise<void>) | null = null,
): Promise<Opened> {
  const address = atAddress(url);
  const adapters = new Scripts({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: SILENCE_MS,
    idle_in_transaction_session_timeout: LEFT_MS,
    application_name: 'holdfast',
  });
  const database = clientOf(adapters);
  const close = () => database.$disconnect();
  try {
    await database.$queryRaw`SELECT 1`;
  } catch (error) {
    await close();
    throw said(error, address);
  }
  try {
    if (look !== null) await look(database);
    else
      await database.$transaction(
        async (within) => {
          // This transaction only holds the lock, while the engine works on other connections.
          await within.$executeRaw`SET LOCAL idle_in_transaction_session_timeout = 0`;
          await within.$executeRaw`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK}::bigint)`;
          await migrate(within, adapters, schemaText(), migrations());
        },
        { maxWait: CONNECT_MS, timeout: MIGRATION_MS },
      );
  } catch (error) {
    await close();
    throw error;
  }
  return { database, close };
}

/** The adapter cuts scripts at their semicolons and does one piece after another; whole, a script is one transaction. */
class Scripts extends PrismaPg implements SqlMigrationAwareDriverAdapterFactory {
  override async connect() {
    const adapter = await super.connect();
    const whole: SqlDriverAdapter['executeScript'] = async (script) => {
      await adapter.underlyingDriver().query(script);
    };
    return Object.assign(adapter, { executeScript: whole });
  }
}
