import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientOf } from '../../src/store/client.js';
import { openEmbedded } from '../../src/store/embedded.js';
import { migrate } from '../../src/store/migrate.js';
import { schemaText } from '../../src/store/migrations.js';
import { openStore } from '../../src/store/open-store.js';
import { PGliteAdapters } from '../../src/store/pglite-adapter.js';
import { temporaryFolder } from '../builders.js';
import { embeddedFolders } from '../services/embedded.js';
import { child } from './killed.js';
import { delivery } from './made.js';

/** Making a database takes seconds, on a busy machine many. */
const SLOW = 300_000;
const putting = `
  for (let i = 0; ; i++) {
    const guid = process.pid + '-' + i;
    await store.inbox.put({ guid, event: 'push', action: null, installation: 3, repository: null, receivedAt: i,
      happening: { kind: 'nothing', why: 'x'.repeat(500) } });
    say(guid);
  }`;

describe('the embedded database', () => {
  let folders: { copy: () => string; remove: () => void };
  beforeAll(async () => {
    folders = await embeddedFolders();
  }, SLOW);
  afterAll(() => folders.remove());

  test(
    'is made in a folder for its owner only, and keeps what it was given',
    async () => {
      const folder = join(temporaryFolder(), 'some', 'where');
      const store = await openStore({ url: null, folder });
      for (const one of [folder, join(folder, 'data')]) expect(statSync(one).mode & 0o777).toBe(0o700);
      await store.inbox.put(delivery('a'));
      await store.ping();
      await store.close();
      expect(existsSync(join(folder, 'lock'))).toBe(false);
      const again = await openStore({ url: null, folder });
      expect(await again.inbox.put(delivery('a'))).toBe('known');
      await again.close();
      await expect(again.ping()).rejects.toThrow();
    },
    SLOW,
  );

  test(
    'is for one process at a time, and says who has it',
    async () => {
      const folder = folders.copy();
      const store = await openStore({ url: null, folder });
      const inUse = (pid: number | undefined) =>
        `${folder} is in use by another Holdfast (process ${pid}): stop that one first`;
      await expect(openStore({ url: null, folder })).rejects.toThrow(inUse(process.pid));
      const other = child(folder, `say('opened');`);
      expect(await other.next()).toContain(`error ${inUse(process.pid)}`);
      await store.inbox.put(delivery('a'));
      await store.close();

      const holder = child(folder, `say('opened'); setInterval(() => {}, 1000);`);
      expect(await holder.next()).toBe('opened');
      await expect(openStore({ url: null, folder })).rejects.toThrow(inUse(holder.pid));
      await holder.kill();
      const after = await openStore({ url: null, folder });
      expect(await after.inbox.put(delivery('a'))).toBe('known');
      await after.close();
    },
    SLOW,
  );

  test(
    "goes to one of those who take over a dead one's lock at once",
    async () => {
      const folder = folders.copy();
      const holder = child(folder, `say('opened'); setInterval(() => {}, 1000);`);
      expect(await holder.next()).toBe('opened');
      await holder.kill();
      expect(existsSync(join(folder, 'lock'))).toBe(true);
      const takers = await Promise.allSettled(Array.from({ length: 4 }, () => openEmbedded(folder)));
      const opened = takers.filter((one) => one.status === 'fulfilled');
      expect(opened).toHaveLength(1);
      for (const one of takers)
        if (one.status === 'rejected') expect(one.reason.message).toMatch(/is in use by/);
      for (const { value } of opened) await value.close();
    },
    SLOW,
  );

  test("is opened although a taker of a dead one's lock died in turn", async () => {
    const folder = folders.copy();
    const holder = child(folder, `say('opened'); setInterval(() => {}, 1000);`);
    await holder.next();
    await holder.kill();
    mkdirSync(join(folder, 'lock.turn'));
    const store = await openStore({ url: null, folder });
    await store.close();
  });

  test(
    'loses no delivery that it said was stored, however often it is killed',
    async () => {
      const folder = folders.copy();
      const acknowledged: string[] = [];
      for (let round = 0; round < 4; round++) {
        const putter = child(folder, putting);
        const until = 20 + round * 37;
        while (putter.lines.length < until && (await putter.next()) !== null);
        await putter.kill();
        expect(putter.lines.filter((line) => line.startsWith('error'))).toEqual([]);
        expect(putter.lines.length).toBeGreaterThanOrEqual(until);
        acknowledged.push(...putter.lines);
        const store = await openStore({ url: null, folder });
        const known = await store.inbox.knows(acknowledged);
        expect(acknowledged.filter((guid) => !known.has(guid))).toEqual([]);
        // At most the one that was under way is there besides.
        expect((await store.inbox.state()).waiting - acknowledged.length).toBeLessThanOrEqual(round + 1);
        await store.close();
      }
    },
    SLOW,
  );

  test(
    'is made anew where its making was broken off',
    async () => {
      const folder = join(temporaryFolder(), 'database');
      const maker = child(folder, `say('opened');`);
      while (!existsSync(join(folder, 'data', 'base'))) await wait(5);
      expect(existsSync(join(folder, 'unfinished'))).toBe(true);
      await maker.kill();
      expect(maker.lines).toEqual([]);
      const store = await openStore({ url: null, folder });
      await store.inbox.put(delivery('a'));
      await store.close();
      expect(existsSync(join(folder, 'unfinished'))).toBe(false);
      const again = await openStore({ url: null, folder });
      expect((await again.inbox.knows(['a'])).size).toBe(1);
      await again.close();
    },
    SLOW,
  );

  test('says what to do where it can not be', async () => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'file'), '');
    await expect(openStore({ url: null, folder: join(root, 'file') })).rejects.toThrow(
      "can't be made: choose a folder",
    );
    const long = join(root, 'x'.repeat(200));
    await expect(openStore({ url: null, folder: long })).rejects.toThrow(
      'too long for a lock: choose a folder',
    );
  });

  test('says what to do where it is broken', async () => {
    const folder = folders.copy();
    writeFileSync(join(folder, 'data', 'global', 'pg_control'), 'nothing');
    await expect(openStore({ url: null, folder })).rejects.toThrow('restore a copy of it, or move it away');
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });

  test('of a newer Holdfast is left alone', async () => {
    const folder = folders.copy();
    const { database, close } = await openEmbedded(folder);
    await database.$executeRaw`
      INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
      VALUES ('x', 'x', '29990101000000_later', now())`;
    await close();
    await expect(openStore({ url: null, folder })).rejects.toThrow(
      'newer than this Holdfast (it has 29990101000000_later): start the newer Holdfast',
    );
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });

  test('takes a migration whole or not at all, and goes on where one was broken off', async () => {
    const engine = await PGlite.create({ dataDir: join(folders.copy(), 'data') });
    const adapters = new PGliteAdapters(engine);
    const database = clientOf(adapters);
    await engine.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public;');
    const first = { name: '1_first', sql: 'CREATE TABLE one (a int);' };
    const good = { name: '2_more', sql: 'CREATE TABLE two (a int); CREATE TABLE three (a int);' };
    const bad = { ...good, sql: 'CREATE TABLE two (a int); CREATE TABLE three (no such thing);' };
    const there = async () => {
      const { rows } = await engine.query<{ name: string }>(
        `SELECT table_name AS name FROM information_schema.tables WHERE table_name IN ('one', 'two', 'three') ORDER BY 1`,
      );
      return rows.map(({ name }) => name);
    };
    await expect(migrate(database, adapters, schemaText(), [first, bad])).rejects.toThrow(
      'is as it was before',
    );
    expect(await there()).toEqual(['one']);
    await migrate(database, adapters, schemaText(), [first, good]);
    await migrate(database, adapters, schemaText(), [first, good]);
    expect(await there()).toEqual(['one', 'three', 'two']);
    await engine.close();
  });
});
