import type { PGlite, Transaction as PGliteTransaction } from '@electric-sql/pglite';
import type {
  SqlDriverAdapter,
  SqlMigrationAwareDriverAdapterFactory,
  Transaction,
} from '@prisma/driver-adapter-utils';
import { PrismaPGlite } from 'pglite-prisma-adapter';

/**
 * The adapter of PGlite for Prisma, with two things mended: it did not wait for scripts (a migration that failed passed
 * for done), and it took a commit that failed for one that was made.
 */
export class PGliteAdapters implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = 'postgres';
  readonly adapterName = 'pglite-prisma-adapter';

  constructor(private readonly client: PGlite) {}

  async connect(): Promise<SqlDriverAdapter> {
    const adapter = await new PrismaPGlite(this.client).connect();
    return {
      provider: adapter.provider,
      adapterName: adapter.adapterName,
      queryRaw: (query) => adapter.queryRaw(query),
      executeRaw: (query) => adapter.executeRaw(query),
      getConnectionInfo: () => ({ supportsRelationJoins: true }),
      // One transaction a script, as PostgreSQL itself treats several statements that come together.
      executeScript: async (script) => {
        await this.client.transaction(async (within) => {
          await within.exec(script);
        });
      },
      startTransaction: () => begun(this.client),
      dispose: async () => {},
    };
  }

  connectToShadowDb(): Promise<SqlDriverAdapter> {
    throw new Error('no migration is made from a shadow database: see prisma/migration.js');
  }
}

/** PGlite hands a transaction to a function; Prisma wants one that it can end itself. */
function begun(client: PGlite): Promise<Transaction> {
  return new Promise((started, failed) => {
    let end: (how: 'commit' | 'rollback') => void = () => {};
    const how = new Promise<'commit' | 'rollback'>((resolve) => {
      end = resolve;
    });
    const ended = client.transaction(async (within) => {
      const adapter = await new PrismaPGlite(within as PGliteTransaction & PGlite).connect();
      started({
        provider: adapter.provider,
        adapterName: adapter.adapterName,
        options: { usePhantomQuery: true },
        queryRaw: (query) => adapter.queryRaw(query),
        executeRaw: (query) => adapter.executeRaw(query),
        commit: async () => {
          end('commit');
          await ended;
        },
        rollback: async () => {
          end('rollback');
          await ended;
        },
      });
      if ((await how) === 'rollback') await within.rollback();
    });
    ended.catch(failed);
  });
}
