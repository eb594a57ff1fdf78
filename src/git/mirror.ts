import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RepositoryError } from './failures.js';
import { packBytes, type Reach, runFetch } from './fetch-process.js';
import { goneFrom, MirrorError, mirrorError } from './mirror-failures.js';
import { alone, makeFolder, mirrorPath, removeLeftovers, writeConfig, writeHead } from './mirror-folder.js';
import { runGit } from './process.js';
import { quarantine } from './quarantine.js';

export interface MirrorOptions {
  /** The folder of all mirrors; made where it is not there. */
  readonly folder: string;
  readonly repositoryId: number;
  /** Where it is fetched from: https, or http on this machine, without a token in it. */
  readonly url: string;
  readonly defaultBranch: string;
  /** A token that may read contents; asked for once for every fetch, because it lasts an hour. */
  readonly token: () => Promise<string>;
  /** Bytes that the mirror may take on disk. */
  readonly mostBytes?: number;
  /** For one fetch; the first one of a large repository takes minutes. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface PullToFetch {
  readonly number: number;
  /** The branch that it is to go to. */
  readonly branch: string;
  /** Commits that are wanted besides: its head, heads before a force-push, its merge. */
  readonly shas: readonly string[];
}

export interface Fetched {
  /** How many times git asked the server. */
  readonly fetches: number;
  /** Commits, or refs, that the server does not have any more. */
  readonly gone: readonly string[];
}

/**
 * A copy of a repository: all commits and trees, the files of the default branch's tip as it was at first, and what
 * came since; files larger than 1 MiB, and those only of the past, are left out until they are asked for. So what a
 * pull request needs comes with it in one fetch, and the disk holds no history of files.
 *
 * It is read with `openRepository(path)`, which never fetches: what is missing must be fetched before. Several may
 * use a mirror at the same time, from several processes too; they fetch one after the other.
 */
export interface Mirror {
  readonly path: string;
  /** What it took to make it, where it was not there: two fetches, or one where the files of its tip are too large. */
  readonly made: Fetched | null;
  /** One fetch in the ordinary case: a pull request, its base branch, and the commits that are named. */
  readonly fetchPull: (pull: PullToFetch) => Promise<Fetched>;
  /** The default branch and the heads of all pull requests, without the files of the past. */
  readonly fetchAll: () => Promise<Fetched>;
  /** Files by their object names, those that are missing only; no fetch where all are there. */
  readonly fetchBlobs: (oids: Iterable<string>) => Promise<Fetched>;
  readonly missingBlobs: (oids: Iterable<string>) => Promise<readonly string[]>;
}

const GIB = 1024 ** 3;
const TIMEOUT_MS = 10 * 60_000;
/** Files of the tip that take more than this share of the room are not kept ahead. */
const TIP_SHARE = 0.5;
/** No judgement reads larger files. */
const NO_LARGE_FILES = '--filter=blob:limit=1m';
const NO_FILES = '--filter=blob:none';
/** So many packs slow every look-up down. */
const MANY_PACKS = 60;
/** Packs of more bytes than this are left as they are, until there are far too many of them. */
const QUICKLY_WRITTEN = 256 * 1024 * 1024;
const TOO_MANY_PACKS = 2_000;
/** Object names in one request: 20,000 are 1 MB. */
const OIDS = 20_000;

const FETCH = [
  'fetch',
  '--quiet',
  '--no-tags',
  '--no-recurse-submodules',
  '--no-write-fetch-head',
  '--no-auto-gc',
];
const SHA = /^[0-9a-f]{40}([0-9a-f]{24})?$/;
const BRANCH =
  /^(?![-/.])(?!.*(?:\.\.|@\{|\/\/|\/\.|\.lock(?:\/|$)))[^\x00-\x20\x7f~^:?*[\\]{1,255}(?<![/.])$/;
/** Marks a mirror whose tip was too large to be kept ahead. */
const THIN = 'holdfast-thin';

/**
 * Opens the mirror of a repository, and makes it where it is not there or not sound.
 *
 * @throws MirrorError
 */
export async function openMirror(options: MirrorOptions): Promise<Mirror> {
  const { folder, repositoryId, url, defaultBranch } = options;
  checkOptions(options);
  const path = mirrorPath(folder, repositoryId);
  const made = await alone(path, async () => {
    if (!(await isSound(path)) || !(await isTidy(path))) return make(path, options);
    writeConfig(path, url);
    writeHead(path, defaultBranch);
    return null;
  });
  /** Does something with it; where it turns out to be damaged, once more with a new one. */
  const use = (work: () => Promise<Fetched>): Promise<Fetched> =>
    alone(path, async () => {
      try {
        if (existsSync(path)) return await work();
      } catch (error) {
        if (!(error instanceof MirrorError && error.reason === 'damaged')) throw error;
      }
      const again = await make(path, options);
      const done = await work();
      return { fetches: again.fetches + done.fetches, gone: done.gone };
    });
  const filter = (): string => (existsSync(join(path, THIN)) ? NO_FILES : NO_LARGE_FILES);
  const missingBlobs = (oids: Iterable<string>): Promise<readonly string[]> => missing(path, oids);
  return {
    path,
    made,
    missingBlobs,
    fetchPull: ({ number, branch, shas }) => {
      if (!Number.isSafeInteger(number) || number < 1)
        throw new Error(`${number} is no number of a pull request`);
      return use(async () =>
        fetchRefs(path, options, filter(), [
          ref(`refs/heads/${checked(branch)}`),
          ref(`refs/pull/${number}/head`),
          ...(await missing(path, shas)),
        ]),
      );
    },
    fetchAll: () =>
      use(() =>
        fetchRefs(path, options, NO_FILES, [ref(`refs/heads/${defaultBranch}`), ref('refs/pull/*/head')]),
      ),
    fetchBlobs: (oids) =>
      use(async () => {
        const wanted = await missing(path, oids);
        let fetches = 0;
        const gone: string[] = [];
        for (let from = 0; from < wanted.length; from += OIDS) {
          const done = await fetchOids(path, options, wanted.slice(from, from + OIDS));
          fetches += done.fetches;
          gone.push(...done.gone);
        }
        return { fetches, gone };
      }),
  };
}

/** Removes the mirror of a repository, whoever uses it. Doing it twice changes nothing. */
export const removeMirror = (folder: string, repositoryId: number): Promise<void> => {
  const path = mirrorPath(folder, repositoryId);
  return alone(path, async () => {
    removeLeftovers(path);
    rmSync(path, { recursive: true, force: true });
  });
};

/** When something was fetched into a mirror last, in seconds since 1970, UTC; 0 where there is none. */
export function mirrorTouchedAt(folder: string, repositoryId: number): number {
  const path = mirrorPath(folder, repositoryId);
  const times = [path, join(path, 'objects/pack')].map(
    (at) => statSync(at, { throwIfNoEntry: false })?.mtimeMs ?? 0,
  );
  return Math.floor(Math.max(...times) / 1000);
}

/** The repositories of which something is in the folder, be it half made or half removed. */
export function mirrorsIn(folder: string): readonly number[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return [...new Set(names.flatMap((name) => /^(\d+)\.git/.exec(name)?.[1] ?? []))].map(Number);
}

const ref = (name: string): string => `+${name}:${name}`;

function checked(branch: string): string {
  if (!BRANCH.test(branch)) throw new Error(`${JSON.stringify(branch)} is no name of a branch`);
  return branch;
}

function checkOptions({ repositoryId, url, defaultBranch }: MirrorOptions): void {
  if (!Number.isSafeInteger(repositoryId) || repositoryId < 1)
    throw new Error(`${repositoryId} is no number of a repository`);
  checked(defaultBranch);
  const { protocol, hostname, username, password } = new URL(url);
  const isHere = ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
  if (username !== '' || password !== '' || !(protocol === 'https:' || (protocol === 'http:' && isHere)))
    throw new Error('a mirror is fetched by https from an address without a user: a token is sent there');
}

const reachOf = async (options: MirrorOptions): Promise<Reach> => ({
  url: options.url,
  token: await options.token(),
  timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
  mostBytes: options.mostBytes ?? 2 * GIB,
  signal: options.signal,
});

/** Made aside and put in place: a mirror that is there is whole. */
async function make(path: string, options: MirrorOptions): Promise<Fetched> {
  rmSync(path, { recursive: true, force: true });
  const { url, defaultBranch } = options;
  const aside = `${path}.new-${randomBytes(6).toString('hex')}`;
  const tip = ref(`refs/heads/${defaultBranch}`);
  try {
    makeFolder(aside, url, defaultBranch);
    const reach = await reachOf(options);
    let fetched: Fetched;
    try {
      const small = { ...reach, mostBytes: reach.mostBytes * TIP_SHARE };
      fetched = await fetchWith(aside, small, [NO_LARGE_FILES, '--depth=1'], [tip]);
      // A history of one commit is whole already.
      if (existsSync(join(aside, 'shallow'))) {
        const rest = await fetchWith(aside, reach, [NO_FILES, '--unshallow'], [tip]);
        fetched = { fetches: fetched.fetches + rest.fetches, gone: [] };
      }
    } catch (error) {
      if (!(error instanceof MirrorError && error.reason === 'too-large')) throw error;
      rmSync(aside, { recursive: true, force: true });
      makeFolder(aside, url, defaultBranch);
      writeFileSync(join(aside, THIN), '');
      fetched = await fetchWith(aside, reach, [NO_FILES], [tip]);
    }
    renameSync(aside, path);
    return fetched;
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

async function fetchRefs(
  path: string,
  options: MirrorOptions,
  filter: string,
  wanted: readonly string[],
): Promise<Fetched> {
  const reach = await reachOf(options);
  try {
    return await fetchWith(path, reach, [filter], wanted);
  } catch (error) {
    if (!(error instanceof MirrorError && error.reason === 'in-the-way')) throw error;
    // A branch `a` that is no more, and `a/b` that is new: what is known of branches is asked for again when needed.
    await forgetBranches(path);
    const again = await fetchWith(path, reach, [filter], wanted);
    return { fetches: again.fetches + 1, gone: again.gone };
  }
}

async function forgetBranches(path: string): Promise<void> {
  const refs = (await runGit(path, ['for-each-ref', '--format=delete %(refname)', 'refs/heads'])).toString(
    'utf8',
  );
  await runGit(path, ['update-ref', '--stdin'], refs);
}

/** Fetches what is wanted; what the server does not have is left out, one after the other, and told. */
async function fetchWith(
  path: string,
  reach: Reach,
  args: readonly string[],
  wanted: readonly string[],
): Promise<Fetched> {
  const gone: string[] = [];
  let left = [...wanted];
  let fetches = 0;
  while (left.length > 0) {
    fetches += 1;
    const failed = await runFetch(path, [...FETCH, ...args, '--end-of-options', 'origin', ...left], reach);
    if (failed === null) return { fetches, gone };
    const name = goneFrom(failed.words);
    const still = left.filter((it) => it !== name && !it.startsWith(`+${name}:`));
    if (name === null || still.length === left.length) throw mirrorError(failed.words, failed.code);
    gone.push(name);
    left = still;
  }
  return { fetches, gone };
}

/** Files by name, without telling the server what is here: it would take them for known. */
async function fetchOids(path: string, options: MirrorOptions, oids: readonly string[]): Promise<Fetched> {
  const reach = await reachOf(options);
  const gone: string[] = [];
  let left = oids;
  let fetches = 0;
  while (left.length > 0) {
    fetches += 1;
    const args = ['-c', 'fetch.negotiationAlgorithm=noop', ...FETCH, NO_FILES, '--stdin', 'origin'];
    const failed = await runFetch(path, args, reach, `${left.join('\n')}\n`);
    if (failed === null) return { fetches, gone };
    const name = goneFrom(failed.words);
    if (name === null || !left.includes(name)) throw mirrorError(failed.words, failed.code);
    gone.push(name);
    left = left.filter((it) => it !== name);
  }
  return { fetches, gone };
}

/** Which of some objects are not here. A borrowed directory is asked: it knows of no server to fetch them from. */
async function missing(path: string, oids: Iterable<string>): Promise<readonly string[]> {
  const all = [...new Set(oids)];
  const wrong = all.find((oid) => !SHA.test(oid));
  if (wrong !== undefined) throw new Error(`${JSON.stringify(wrong)} is no name of an object`);
  if (all.length === 0) return [];
  const { gitDir, remove } = quarantine(path);
  try {
    const answer = await runGit(gitDir, ['cat-file', '--batch-check=%(objectname)'], `${all.join('\n')}\n`);
    return answer
      .toString('latin1')
      .split('\n')
      .flatMap((line) => (line.endsWith(' missing') ? [line.slice(0, -' missing'.length)] : []));
  } finally {
    remove();
  }
}

/** Whether the commits that branches name are there: a mirror that was cut short, or half removed, is made anew. */
async function isSound(path: string): Promise<boolean> {
  if (!existsSync(join(path, 'HEAD')) || !existsSync(join(path, 'objects', 'pack'))) return false;
  try {
    const { gitDir, remove } = quarantine(path);
    try {
      const refs = await runGit(gitDir, [
        'for-each-ref',
        '--count=20',
        '--format=%(objectname)^{tree}',
        'refs/heads',
      ]);
      const answer = await runGit(gitDir, ['cat-file', '--batch-check'], refs.toString('latin1'));
      return !/ missing$/m.test(answer.toString('latin1'));
    } finally {
      remove();
    }
  } catch (error) {
    if (error instanceof RepositoryError) return false;
    throw error;
  }
}

/**
 * Puts many small packs together. Nothing is dropped: commits that no ref names any more stay. False where it is
 * better to fetch it anew: because packs are broken, or because writing so much again would take minutes.
 */
async function isTidy(path: string): Promise<boolean> {
  const packs = readdirSync(join(path, 'objects', 'pack')).filter((name) => name.endsWith('.pack')).length;
  if (packs < MANY_PACKS) return true;
  if (packBytes(path) > QUICKLY_WRITTEN) return packs < TOO_MANY_PACKS;
  try {
    await runGit(path, ['repack', '-a', '-d', '--quiet', '--no-write-bitmap-index']);
    return true;
  } catch (error) {
    if (error instanceof RepositoryError) return false;
    throw error;
  }
}

/** Bytes that a mirror takes on disk. */
export const mirrorBytes = (folder: string, repositoryId: number): number =>
  packBytes(mirrorPath(folder, repositoryId));
