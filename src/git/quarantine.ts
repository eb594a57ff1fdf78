import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { atExit } from './at-exit.js';
import { RepositoryError } from './failures.js';

/**
 * Files larger than this are never shown line by line: git streams them instead of loading them, so a file of some
 * hundred megabytes costs neither memory nor a diff.
 */
export const LARGEST_FILE = 1024 * 1024;

/**
 * A git directory of our own that borrows the objects and the refs of somebody's repository, and nothing else: no
 * configuration, hook, attribute, graft or mail map of the repository is ever read, whatever it says.
 */
export interface Quarantine {
  readonly gitDir: string;
  /** True when the repository has no work tree of its own. */
  readonly bare: boolean;
  /** True when its history was cut off by a shallow clone. */
  readonly shallow: boolean;
  /** True for a clone without all files: what it lacks is elsewhere. It is never fetched from here. */
  readonly partial: boolean;
  readonly remove: () => void;
}

/** What lies below a file is not there; a folder that may not be read is an error. */
function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return false;
    throw error;
  }
}

/** The first bytes of a small file, or null. Devices and pipes are not files: they could make us wait for ever. */
function readSmall(path: string): string | null {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return null;
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(64 * 1024);
    return bytes.toString('utf8', 0, readSync(file, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(file);
  }
}

const looksLikeGitDir = (path: string): boolean =>
  exists(join(path, 'HEAD')) && exists(join(path, 'objects'));

/** The git directory that governs a folder: the folder's own, or that of the nearest one above it. */
function findGitDir(start: string): { gitDir: string; bare: boolean } | null {
  for (let folder = start; ; folder = dirname(folder)) {
    const dotGit = join(folder, '.git');
    if (looksLikeGitDir(dotGit)) return { gitDir: dotGit, bare: false };
    const pointer = readSmall(dotGit)?.match(/^gitdir: (.+)/)?.[1];
    if (pointer !== undefined) {
      const target = resolve(folder, pointer.trim());
      if (looksLikeGitDir(target) || exists(join(target, 'commondir')))
        return { gitDir: target, bare: false };
    }
    if (looksLikeGitDir(folder) && exists(join(folder, 'refs'))) return { gitDir: folder, bare: true };
    if (dirname(folder) === folder) return null;
  }
}

function folderAt(path: string): string {
  const folder = resolve(path);
  let found: ReturnType<typeof statSync>;
  try {
    found = statSync(folder, { throwIfNoEntry: false });
  } catch (cause) {
    throw new RepositoryError(`${path} cannot be read: check the permissions of the folder`, { cause });
  }
  if (found === undefined) throw new RepositoryError(`${path} does not exist`);
  if (!found.isDirectory())
    throw new RepositoryError(`${path} is a file: name the folder of a git repository`);
  return folder;
}

/**
 * Makes the quarantine for the repository that governs a folder.
 *
 * @throws RepositoryError when there is no repository, or it cannot be read
 */
export function quarantine(path: string): Quarantine {
  const folder = folderAt(path);
  try {
    const found = findGitDir(folder);
    if (found === null) {
      throw new RepositoryError(
        `${path} is no git repository, so it has no history to read: an unpacked archive must be cloned with git instead`,
      );
    }
    return borrow(found.gitDir, found.bare);
  } catch (cause) {
    if (cause instanceof RepositoryError) throw cause;
    throw new RepositoryError(`${path} cannot be read: check the permissions of the folder and of its .git`, {
      cause,
    });
  }
}

function borrow(source: string, bare: boolean): Quarantine {
  const shared = readSmall(join(source, 'commondir'))?.trim();
  const common = shared === undefined ? source : resolve(source, shared);
  const head = readSmall(join(source, 'HEAD')) ?? 'ref: refs/heads/main\n';
  const config = readSmall(join(common, 'config')) ?? '';
  const sha256 = /^\s*objectformat\s*=\s*"?sha256"?\s*$/im.test(config);
  const partial = /^\s*(?:promisor|partialclone(?:filter)?)\s*=/im.test(config);
  const reftable = exists(join(common, 'reftable'));

  const gitDir = mkdtempSync(join(tmpdir(), 'holdfast-git-'));
  const forget = atExit(() => remove());
  const remove = (): void => {
    forget();
    rmSync(gitDir, { recursive: true, force: true });
  };
  mkdirSync(join(gitDir, 'info'));
  writeFileSync(join(gitDir, 'HEAD'), head);
  const extensions = [
    ...(sha256 ? ['objectFormat = sha256'] : []),
    ...(reftable ? ['refStorage = reftable'] : []),
  ];
  writeFileSync(
    join(gitDir, 'config'),
    [
      '[core]',
      `repositoryFormatVersion = ${extensions.length > 0 ? 1 : 0}`,
      'bare = true',
      'attributesFile = /dev/null',
      'hooksPath = /dev/null',
      `bigFileThreshold = ${LARGEST_FILE}`,
      ...(extensions.length > 0 ? ['[extensions]', ...extensions] : []),
      '',
    ].join('\n'),
  );
  for (const name of ['objects', 'refs', 'packed-refs', 'shallow', 'reftable']) {
    if (exists(join(common, name))) symlinkSync(resolve(common, name), join(gitDir, name));
  }
  return { gitDir, bare, shallow: exists(join(common, 'shallow')), partial, remove };
}
