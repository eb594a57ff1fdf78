import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openEmbedded } from '../../src/store/embedded.js';
import { migrations } from '../../src/store/migrations.js';

// A bench runs from what was compiled into `build/`.
const root = resolve(import.meta.dirname, import.meta.filename.endsWith('.js') ? '../../..' : '../..');

/** Of what an empty database is made: where it changes, another one is made. */
function madeFrom(): string {
  const hash = createHash('sha256').update(JSON.stringify(migrations()));
  hash.update(readFileSync(join(root, 'node_modules/@electric-sql/pglite/package.json')));
  return hash.digest('hex').slice(0, 16);
}

/** An empty embedded database, made once in `build/`: making one takes seconds, copying it a tenth of one. */
async function template(): Promise<string> {
  const folder = join(root, 'build', `empty-database-${madeFrom()}`);
  if (existsSync(folder)) return folder;
  mkdirSync(join(root, 'build'), { recursive: true });
  const made = mkdtempSync(join(root, 'build', 'database-'));
  await (await openEmbedded(made)).close();
  try {
    renameSync(made, folder);
  } catch {
    // Another test file was faster, and its one is as good.
    rmSync(made, { recursive: true });
  }
  return folder;
}

/** Puts an empty embedded database where an app will look for its own. */
export async function putEmptyDatabase(folder: string): Promise<void> {
  cpSync(await template(), folder, { recursive: true });
}

/** Folders with an empty embedded database in each, for `openStore({ url: null, folder })`; they go with `remove`. */
export async function embeddedFolders(): Promise<{
  readonly copy: () => string;
  readonly remove: () => void;
}> {
  const from = await template();
  const under = mkdtempSync(join(tmpdir(), 'holdfast-embedded-'));
  let copies = 0;
  return {
    copy: () => {
      const folder = join(under, `copy-${copies++}`);
      cpSync(from, folder, { recursive: true });
      return folder;
    },
    remove: () => rmSync(under, { recursive: true, force: true }),
  };
}
