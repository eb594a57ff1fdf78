import { createHash } from 'node:crypto';
import { closeSync, type Dirent, lstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { RepositoryError } from '../git/failures.js';
import type { LeftOut, NotAnalysed } from '../model/refactoring.js';
import { grammarFor } from '../parsing/grammars/index.js';
import type { ComparePool } from './compare-pool.js';
import { type Compared, MOST_BYTES, tooLarge, type Version, type VersionPair } from './compare-versions.js';
import { isGenerated } from './left-out.js';

/** Folders that hold no work of their repository's people. */
const LEFT_OUT = new Set(['.git', '.hg', '.svn', 'node_modules']);

interface Folder {
  readonly files: ReadonlyMap<string, Version>;
  readonly notAnalysed: readonly NotAnalysed[];
}

/**
 * Finds the refactorings between two folders. Symbolic links are not followed; of what a repository would leave out only
 * what says of itself that a machine made it is.
 *
 * @throws RepositoryError when one of them is no folder, or cannot be read
 */
export async function compareFolders(
  pool: ComparePool,
  before: string,
  after: string,
): Promise<Compared & { readonly leftOut: readonly LeftOut[] }> {
  const old = readFolder(before);
  const now = readFolder(after);
  const notRead = [...old.notAnalysed, ...now.notAnalysed];
  // What cannot be read in one version would seem to come from nowhere, or to be gone.
  const half = new Set(notRead.map(({ file }) => file));
  const paths = [...new Set([...old.files.keys(), ...now.files.keys()])]
    .filter((path) => !half.has(path))
    .sort();
  const pairs = paths
    .map((path) => ({ before: old.files.get(path) ?? null, after: now.files.get(path) ?? null }))
    .filter(({ before: one, after: other }) => one?.id !== other?.id);
  const byHand = pairs.filter((sides) => !isMade(sides));
  const compared = await pool.compare(byHand);
  const notAnalysed = new Map(
    notRead
      .filter(({ file }) => !isSame(join(before, file), join(after, file)))
      .concat(compared.notAnalysed)
      .map((it) => [it.file, it]),
  );
  const leftOut = pairs
    .filter(isMade)
    .map(({ before: one, after: other }) => ({ file: (other ?? one)?.path ?? '', why: 'generated' }));
  return { ...compared, notAnalysed: [...notAnalysed.values()], leftOut };
}

const isMade = ({ before, after }: VersionPair): boolean =>
  [before, after].some((it) => it !== null && isGenerated(it.text));

function readFolder(root: string): Folder {
  const files = new Map<string, Version>();
  const notAnalysed: NotAnalysed[] = [];
  const walk = (entries: readonly Dirent[], folder: string, prefix: string): void => {
    for (const entry of entries) {
      const [path, place] = [`${prefix}${entry.name}`, join(folder, entry.name)];
      if (entry.isDirectory() && !LEFT_OUT.has(entry.name)) {
        const inside = tried(() => sorted(place));
        if ('why' in inside) notAnalysed.push({ file: `${path}/`, why: inside.why });
        else walk(inside, place, `${path}/`);
      }
      if (!entry.isFile() || grammarFor(path) === undefined) continue;
      const text = contentOf(place);
      if (typeof text === 'string')
        files.set(path, { path, id: createHash('sha1').update(text, 'latin1').digest('hex'), text });
      else notAnalysed.push({ file: path, why: text.why });
    }
  };
  walk(entriesOf(root), root, '');
  return { files, notAnalysed };
}

interface Unreadable {
  readonly why: string;
}

/** What can be had of a file or folder, or why it cannot. */
function tried<T>(read: () => T): T | Unreadable {
  try {
    return read();
  } catch (error) {
    return { why: `cannot be read (${(error as NodeJS.ErrnoException).code ?? error})` };
  }
}

/** A file's content, or why it cannot be had: a name that is no UTF-8 cannot be asked for again. */
const contentOf = (file: string): string | Unreadable =>
  tried(() => {
    const bytes = lstatSync(file).size;
    return bytes > MOST_BYTES ? { why: tooLarge(bytes) } : readFileSync(file, 'latin1');
  });

/** Whether two files that are too large to be analysed are the same, byte by byte. */
function isSame(one: string, other: string): boolean {
  const open: number[] = [];
  try {
    const [a, b] = [lstatSync(one), lstatSync(other)];
    if (!a.isFile() || !b.isFile() || a.size !== b.size) return false;
    for (const path of [one, other]) open.push(openSync(path, 'r'));
    const [left, right] = [Buffer.alloc(MOST_BYTES), Buffer.alloc(MOST_BYTES)];
    for (let at = 0; at < a.size; at += MOST_BYTES) {
      const size = readSync(open[0] ?? -1, left, 0, MOST_BYTES, at);
      if (readSync(open[1] ?? -1, right, 0, MOST_BYTES, at) !== size) return false;
      if (!left.subarray(0, size).equals(right.subarray(0, size))) return false;
    }
    return true;
  } catch {
    return false;
  } finally {
    for (const file of open) closeSync(file);
  }
}

const sorted = (folder: string): Dirent[] =>
  readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));

/** What is in a folder that was named. */
function entriesOf(folder: string): Dirent[] {
  try {
    return sorted(folder);
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
