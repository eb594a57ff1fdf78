import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lockFolder } from '../../src/store/folder-lock.js';
import { openStore, storeOn } from '../../src/store/open-store.js';
import { openPostgresql } from '../../src/store/postgresql.js';
import type { Store } from '../../src/store/store.js';
import { putEmptyDatabase } from '../services/embedded.js';
import { postgresqlHere } from '../services/postgresql.js';
import { delivery, judgedChanges, repository } from '../store/made.js';

const CLI = resolve(import.meta.dirname, '../../dist/cli.js');
const here = postgresqlHere();

/** Each call of the command opens a database. */
const SLOW = 300_000;

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'holdfast-test-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

async function erase(args: readonly string[], more: Record<string, string> = {}) {
  const env = { PATH: process.env.PATH ?? '', HOME: home, HOLDFAST_HOME: home, ...more };
  return promisify(execFile)(process.execPath, [CLI, 'erase', ...args], { env }).then(
    ({ stdout, stderr }) => ({ status: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ status: Number(code), stdout: String(stdout), stderr: String(stderr) }),
  );
}

/** Two installations with three repositories, a mirror each. */
async function filled(store: Store): Promise<void> {
  await store.installations.put({ id: 3, account: 'acme', permissions: {}, suspended: false });
  await store.installations.put({ id: 4, account: 'other', permissions: {}, suspended: false });
  for (const id of [7, 8]) await store.repositories.put(repository(id));
  await store.repositories.put(repository(9, { installation: 4, owner: 'other' }));
  await store.changes.add(7, judgedChanges(0, 2), { name: 'sync', before: null, after: '1' });
  await store.inbox.put(delivery('a-guid'));
  for (const id of [7, 8, 9]) {
    mkdirSync(join(home, `mirrors/${id}.git`), { recursive: true });
    writeFileSync(join(home, `mirrors/${id}.git/config`), '[core]\n');
  }
}

async function embedded(): Promise<void> {
  await putEmptyDatabase(join(home, 'database'));
  const store = await openHere();
  await filled(store);
  await store.close();
}

const mirrors = (): readonly number[] =>
  [7, 8, 9].filter((id) => existsSync(join(home, `mirrors/${id}.git`)));
const openHere = (): Promise<Store> => openStore({ url: null, folder: join(home, 'database') });

async function kept(open: () => Promise<Store>): Promise<readonly number[]> {
  const store = await open();
  try {
    return (await store.repositories.all()).map(({ id }) => id);
  } finally {
    await store.close();
  }
}

describe('holdfast erase', () => {
  test.each([
    [[]],
    [['acme']],
    [['acme/shop-7', 'acme/shop-8']],
    [['acme/shop-7', '--everything']],
    [['--installation', 'acme', '--everything']],
  ])('of %j says how it is asked', async (args) => {
    const { status, stderr } = await erase(args);
    expect(status).toBe(2);
    expect(stderr).toContain('OWNER/NAME');
  });

  test('where there is no database, says so', async () => {
    expect(await erase(['acme/shop-7', '--yes'])).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/no database/),
    });
  });

  test('says what it would take away, and takes it away when it is told so', { timeout: SLOW }, async () => {
    await embedded();
    const asked = await erase(['Acme/Shop-7']);
    expect(asked).toMatchObject({ status: 1, stdout: expect.stringContaining('acme/shop-7') });
    expect(asked.stderr).toContain('--yes');
    expect(mirrors()).toEqual([7, 8, 9]);

    const one = await erase(['Acme/Shop-7', '--yes']);
    expect(one).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/acme\/shop-7[\s\S]*still installed/),
    });
    expect(await kept(openHere)).toEqual([8, 9]);
    expect(mirrors()).toEqual([8, 9]);
    expect((await erase(['acme/shop-7', '--yes'])).stderr).toMatch(/acme\/shop-7/);
  });

  test('takes an installation away by its number or its account, with all of its repositories', {
    timeout: SLOW,
  }, async () => {
    await embedded();
    expect((await erase(['--installation', 'nobody', '--yes'])).stderr).toMatch(/acme \(3\), other \(4\)/);
    const all = await erase(['--installation', '3', '--yes']);
    expect(all).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/acme\/shop-7[\s\S]*acme\/shop-8/),
    });
    expect((await erase(['--installation', 'OTHER', '--yes'])).stdout).toContain('other/shop-9');
    expect(await kept(openHere)).toEqual([]);
    expect(mirrors()).toEqual([]);
  });

  test('takes everything away, and leaves an empty folder', { timeout: SLOW }, async () => {
    await embedded();
    const credentials = { id: 1, privateKey: 'a key', webhookSecret: 'a secret of an app' };
    writeFileSync(join(home, 'credentials.json'), JSON.stringify(credentials));
    expect(await erase(['--everything', '--yes'])).toMatchObject({ status: 0 });
    expect(readdirSync(home)).toEqual([]);
    expect(await erase(['--everything', '--yes'])).toMatchObject({ status: 0 });
  });

  test('says that a server has the database, and takes nothing away', async () => {
    await putEmptyDatabase(join(home, 'database'));
    const lock = await lockFolder(join(home, 'database'));
    try {
      const { status, stderr } = await erase(['acme/shop-7', '--yes']);
      expect(status).toBe(1);
      expect(stderr).toMatch(new RegExp(`process ${process.pid}.*stop it`));
    } finally {
      await lock.release();
    }
  });

  test.skipIf('missing' in here)('on PostgreSQL leaves no row of anybody', { timeout: SLOW }, async () => {
    if ('missing' in here) return;
    const server = await here.start();
    try {
      const DATABASE_URL = await server.database();
      const opened = await openPostgresql(DATABASE_URL);
      const store = storeOn(opened);
      await filled(store);
      expect((await erase(['acme/shop-7', '--yes'], { DATABASE_URL })).status).toBe(0);
      expect((await store.repositories.all()).map(({ id }) => id)).toEqual([8, 9]);
      expect((await erase(['--everything', '--yes'], { DATABASE_URL })).status).toBe(0);
      for (const table of ['repository', 'installation', 'delivery', 'syncCursor', 'change'] as const)
        expect([table, await (opened.database[table] as { count(): Promise<number> }).count()]).toEqual([
          table,
          0,
        ]);
      // Numbers of before must not come twice.
      await store.repositories.put(repository(7));
      expect(await store.pulls.begin(7, 1)).toBeGreaterThan(0);
      await store.close();
    } finally {
      await server.stop();
    }
  });
});
