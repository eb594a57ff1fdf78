import { createHash } from 'node:crypto';
import { type Dirent, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RepositoryError } from '../git/failures.js';
import type { NotAnalysed } from '../model/refactoring.js';
import { grammarFor } from '../parsing/grammars/index.js';
import type { ComparePool } from './compare-pool.js';
import type { Compared, Version } from './compare-versions.js';

/** Folders that hold no work of their repository's people. */
const LEFT_OUT = new Set(['.git', '.hg', '.svn', 'node_modules']);
/** Larger files are named, not read. */
const MOST_BYTES = 1024 * 1024;

interface Folder {
  readonly files: ReadonlyMap<string, Version>;
  readonly notAnalysed: readonly NotAnalysed[];
}

/**
 * Finds the refactorings between two folders. Symbolic links are not followed.
 *
 * @throws RepositoryError when one of them is no folder, or cannot be read
 */
export async function compareFolders(pool: ComparePool, before: string, after: string): Promise<Compared> {
  const old = readFolder(before);
  const now = readFolder(after);
  const differing = (one: Folder, other: Folder): Version[] =>
    [...one.files.values()].filter(({ path, id }) => other.files.get(path)?.id !== id);
  const compared = await pool.compare({ before: differing(old, now), after: differing(now, old) });
  const notAnalysed = new Map(
    [...old.notAnalysed, ...now.notAnalysed, ...compared.notAnalysed].map((it) => [it.file, it]),
  );
  return { ...compared, notAnalysed: [...notAnalysed.values()] };
}

function readFolder(root: string): Folder {
  const files = new Map<string, Version>();
  const notAnalysed: NotAnalysed[] = [];
  const walk = (folder: string, prefix: string): void => {
    for (const entry of entriesOf(folder)) {
      const path = `${prefix}${entry.name}`;
      if (entry.isDirectory() && !LEFT_OUT.has(entry.name)) walk(join(folder, entry.name), `${path}/`);
      if (!entry.isFile() || grammarFor(path) === undefined) continue;
      const file = join(folder, entry.name);
      const bytes = lstatSync(file).size;
      if (bytes > MOST_BYTES) {
        notAnalysed.push({ file: path, why: `larger than 1 MiB (${(bytes / 1024 / 1024).toFixed(1)} MiB)` });
        continue;
      }
      const text = readFileSync(file, 'latin1');
      files.set(path, { path, id: createHash('sha1').update(text, 'latin1').digest('hex'), text });
    }
  };
  walk(root, '');
  return { files, notAnalysed };
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    const why =
      code === 'ENOENT' ? 'does not exist' : code === 'ENOTDIR' ? 'is no folder' : `cannot be read (${code})`;
    throw new RepositoryError(
      `${folder} ${why}: name two folders, or --repo PATH with COMMIT or COMMIT..COMMIT`,
      {
        cause,
      },
    );
  }
}
