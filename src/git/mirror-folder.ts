import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** Where the mirror of a repository is: by its number, so that a new name changes nothing. */
export const mirrorPath = (folder: string, repositoryId: number): string =>
  join(folder, `${repositoryId}.git`);

/** A bare repository that knows that the server has what it lacks. Nothing in it comes from the server. */
export function makeFolder(path: string, url: string, branch: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  for (const name of ['objects/pack', 'objects/info', 'refs/heads', 'refs/pull'])
    mkdirSync(join(path, name), { recursive: true, mode: 0o700 });
  writeConfig(path, url);
  writeHead(path, branch);
}

/** The address may be another one since, after a new name. */
export function writeConfig(path: string, url: string): void {
  const config = [
    '[core]',
    'repositoryFormatVersion = 1',
    'bare = true',
    'hooksPath = /dev/null',
    'logAllRefUpdates = false',
    '[extensions]',
    'partialClone = origin',
    '[remote "origin"]',
    `url = ${JSON.stringify(url)}`,
    'promisor = true',
    'partialclonefilter = blob:none',
    '[gc]',
    'auto = 0',
    '',
  ].join('\n');
  writeWhole(join(path, 'config'), config);
}

export const writeHead = (path: string, branch: string): void =>
  writeWhole(join(path, 'HEAD'), `ref: refs/heads/${branch}\n`);

/** Written aside and put in place, so that a process that is killed leaves the old one or the new one. */
function writeWhole(file: string, content: string): void {
  if (existsSync(file) && readFileSync(file, 'utf8') === content) return;
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(aside, content, { mode: 0o600 });
  renameSync(aside, file);
}

/** Mirrors that this process has held before: of them it knows that nothing was left behind. */
const known = new Set<string>();

/** What a process left behind that was killed while it held the mirror: nobody else is at it now. */
export function removeLeftovers(path: string): void {
  const name = basename(path);
  const folder = dirname(path);
  for (const other of existsSync(folder) ? readdirSync(folder) : [])
    if (other.startsWith(`${name}.new-`)) rmSync(join(folder, other), { recursive: true, force: true });
  if (!existsSync(path)) return;
  for (const entry of readdirSync(path, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    if (entry.name.endsWith('.lock') || entry.name.startsWith('tmp_'))
      rmSync(join(entry.parentPath, entry.name), { force: true });
  }
}

/** A mirror that nobody has touched for so long is nobody's: its holder was killed on another machine. */
const DEAD_MS = 60_000;
const TOUCH_MS = 15_000;
const LOOK_MS = 100;

/** Those of this process wait for each other here, first come, first served. */
const queues = new Map<string, Promise<unknown>>();

/** Does something with a mirror while nobody else does, in this process or another one. */
export function alone<T>(path: string, work: () => Promise<T>): Promise<T> {
  const mine = (queues.get(path) ?? Promise.resolve()).then(() => withLock(path, work));
  const settled = mine.catch(() => {});
  queues.set(path, settled);
  void settled.then(() => {
    if (queues.get(path) === settled) queues.delete(path);
  });
  return mine;
}

async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = `${path}.held`;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const mine = `${process.pid} ${hostname()} ${randomBytes(8).toString('hex')}`;
  let wasDead = !known.has(path);
  for (let taken = take(lock, mine); taken !== 'taken'; taken = take(lock, mine)) {
    wasDead ||= taken === 'was-dead';
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  known.add(path);
  const touching = setInterval(() => {
    try {
      utimesSync(lock, new Date(), new Date());
    } catch {
      // Somebody took it for dead: what we do is sound all the same, git locks what it writes.
    }
  }, TOUCH_MS);
  try {
    if (wasDead) removeLeftovers(path);
    return await work();
  } finally {
    clearInterval(touching);
    if (read(lock) === mine) rmSync(lock, { force: true });
  }
}

function take(lock: string, mine: string): 'taken' | 'held' | 'was-dead' {
  try {
    writeFileSync(lock, mine, { flag: 'wx', mode: 0o600 });
    return 'taken';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const holder = read(lock);
  if (holder === null || !isDead(holder, lock)) return 'held';
  // Moved away before it is removed: of two who find it dead, one gets it.
  const aside = `${lock}-${randomBytes(6).toString('hex')}`;
  try {
    renameSync(lock, aside);
    rmSync(aside, { force: true });
  } catch {
    // The other one got it.
  }
  return 'was-dead';
}

function isDead(holder: string, lock: string): boolean {
  const [pid, host] = holder.split(' ');
  const touched = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  if (Date.now() - touched > DEAD_MS) return true;
  if (host !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
