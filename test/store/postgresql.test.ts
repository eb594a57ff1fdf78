import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open-store.js';
import { openPostgresql } from '../../src/store/postgresql.js';
import { temporaryFolder } from '../builders.js';
import type { Postgresql } from '../services/postgresql.js';
import { postgresqlHere } from '../services/postgresql.js';
import { delivery } from './made.js';

const SLOW = 300_000;
const here = postgresqlHere();

const refused = async (url: string): Promise<Error> => {
  try {
    await (await openStore({ url, folder: temporaryFolder() })).close();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('it was opened');
};

describe('an address of PostgreSQL', () => {
  test.each([
    ['nonsense with s3cret', 'write it as postgresql://'],
    ['mysql://user:s3cret@localhost/x', 'must begin with postgresql://'],
    ['postgresql://user:s3cret@localhost:notaport/x', 'write it as postgresql://'],
    ['postgresql://user:s3cret@127.0.0.1:1/x', "PostgreSQL at 127.0.0.1:1 can't be reached: check"],
    ['postgresql://user:s3cret@nowhere.invalid/x', "PostgreSQL at nowhere.invalid can't be reached: check"],
  ])('%s is refused with the next step, and without the password', async (url, why) => {
    const error = await refused(url);
    expect(error.message).toContain(why);
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('s3cret');
  });
});

describe('a PostgreSQL', () => {
  if ('missing' in here) {
    test.skip(`was left out: ${here.missing}`, () => {});
    return;
  }
  let server: Postgresql | undefined;
  const running = (): Postgresql => {
    if (server === undefined) throw new Error('the server does not run');
    return server;
  };
  beforeAll(async () => {
    server = await here.start();
  }, SLOW);
  afterAll(() => server?.stop());
  const folder = () => temporaryFolder();

  test('lets go of what a process held that was stopped or cut off', async () => {
    const { database, close } = await openPostgresql(await running().database());
    const [row] = await database.$queryRaw<{ ms: number }[]>`
      SELECT setting::int AS ms FROM pg_settings WHERE name = 'idle_in_transaction_session_timeout'`;
    expect(row?.ms).toBeGreaterThan(60_000);
    await close();
  });

  test('is migrated once by several that start together', async () => {
    const url = await running().database();
    const stores = await Promise.all(Array.from({ length: 6 }, () => openStore({ url, folder: folder() })));
    const answers = await Promise.all(stores.map((store) => store.inbox.put(delivery('a'))));
    expect(answers.filter((one) => one === 'stored')).toHaveLength(1);
    for (const store of stores) await store.close();
    const { database, close } = await openPostgresql(url);
    const rows = await database.$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM _prisma_migrations GROUP BY migration_name`;
    expect(rows.every(({ n }) => n === 1)).toBe(true);
    await close();
  });

  test('of a newer Holdfast is left alone', async () => {
    const url = await running().database();
    const { database, close } = await openPostgresql(url);
    await database.$executeRaw`
      INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
      VALUES ('x', 'x', '29990101000000_later', now())`;
    await close();
    expect((await refused(url)).message).toContain('start the newer Holdfast');
  });

  test('that refuses is told apart from one that is not there', async () => {
    const url = new URL(await running().database());
    const wrong = (change: (to: URL) => void) => {
      const to = new URL(url);
      change(to);
      return refused(to.href);
    };
    const password = await wrong((to) => {
      to.password = 's3cret';
    });
    expect(password.message).toMatch(/refuses user holdfast: check the password/);
    expect(inspect(password, { depth: 20, showHidden: true })).not.toContain('s3cret');
    const database = await wrong((to) => {
      to.pathname = '/nothing';
    });
    expect(database.message).toMatch(/has no database nothing: make it/);
    expect(inspect(database, { depth: 20, showHidden: true })).not.toContain(url.password);
  });

  test('may crash and come back: nothing that was stored is lost', async () => {
    const { restart } = running();
    if (restart === null) return;
    const store = await openStore({ url: await running().database(), folder: folder() });
    for (let n = 0; n < 50; n++) await store.inbox.put(delivery(`guid-${n}`));
    await restart();
    expect((await store.inbox.knows(Array.from({ length: 50 }, (_, n) => `guid-${n}`))).size).toBe(50);
    expect(await store.inbox.put(delivery('after'))).toBe('stored');
    await store.close();
  });

  test('that has gone is said not to be there', async () => {
    const other = await here.start();
    const store = await openStore({ url: await other.database(), folder: folder() });
    await store.ping();
    await other.stop();
    if (other.restart !== null) await expect(store.ping()).rejects.toThrow();
    await store.close();
  });
});
