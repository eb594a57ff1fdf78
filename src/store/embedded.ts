import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { Opened } from './client.js';
import { clientOf } from './client.js';
import type { Database } from './database.js';
import { lockFolder } from './folder-lock.js';
import { migrate } from './migrate.js';
import { migrations, schemaText } from './migrations.js';
import { PGliteAdapters } from './pglite-adapter.js';

/** Only for its owner: what is in it tells who works how. */
const PRIVATE = 0o700;

/**
 * PostgreSQL within this process, in a folder. One process at a time.
 *
 * @param look is done instead of bringing it up to date
 * @throws Error that says the next step
 */
export async function openEmbedded(
  folder: string,
  look: ((database: Database) => Promise<void>) | null = null,
): Promise<Opened> {
  try {
    await mkdir(folder, { recursive: true, mode: PRIVATE });
  } catch (error) {
    throw new Error(`${folder} can't be made: choose a folder that this user may write to`, { cause: error });
  }
  const lock = await lockFolder(folder);
  try {
    const engine = await start(folder);
    const adapters = new PGliteAdapters(engine);
    const database = clientOf(adapters);
    const close = async () => {
      await database.$disconnect();
      await engine.close();
      await lock.release();
    };
    try {
      await (look === null ? migrate(database, adapters, schemaText(), migrations()) : look(database));
    } catch (error) {
      await engine.close();
      throw error;
    }
    return { database, close };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Makes the database where there is none. One whose making was broken off is made anew: it never held anything. */
async function start(folder: string): Promise<PGlite> {
  const data = join(folder, 'data');
  const unfinished = join(folder, 'unfinished');
  const isThere = async (path: string) => (await stat(path).catch(() => null)) !== null;
  if (await isThere(unfinished)) await rm(data, { recursive: true, force: true });
  const made = await isThere(data);
  if (!made) {
    await writeFile(
      unfinished,
      'The database beside this file was being made. If this is still here, that was broken off.\n',
    );
    await mkdir(data, { mode: PRIVATE });
  }
  try {
    const engine = await PGlite.create({ dataDir: data });
    await rm(unfinished, { force: true });
    return engine;
  } catch (error) {
    throw new Error(
      `the database in ${data} can't be opened: restore a copy of it, or move it away to start with an empty one`,
      { cause: error },
    );
  }
}
