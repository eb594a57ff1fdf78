import { createHash, createHmac } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isKnownBot } from '../git/identity.js';
import { callerBy, repositoryByName } from '../github/by-token.js';
import type { Caller } from '../github/calls.js';
import { Gone, NotAllowed, RateLimited, Unavailable } from '../github/failures.js';
import { FIRST_PAGE, type MergedPage, passOver, readMergedPage } from '../github/import-pages.js';
import type { Naming } from '../github/people.js';
import type { PullRequestSnapshot, RepositoryRef } from '../model/forge.js';
import { conversationLine } from '../settings/conversations.js';
import { ImportError, type Pass, ReviewImportFile } from './review-import-file.js';

/** Of the limit of a person's token, so much is left to whatever else uses it. */
const LEFT_TO_OTHERS = 0.2;

/** Milliseconds to wait where GitHub is away, one time after the other; after the last it is given up. */
const PAUSES = [1_000, 3_000, 10_000, 30_000];
/** Where it is there and has no whole answer, the same question soon has the same one. */
const PARTIAL_PAUSES = PAUSES.slice(0, 3);
/** More that GitHub cannot answer for, one after the other, are no matter of theirs: then nothing is left out. */
const MOST_IN_A_ROW = 5;

export interface ImportOptions {
  readonly token: string;
  /** GitHub, for people, and its REST root. */
  readonly github: { readonly url: string; readonly api: string };
  readonly owner: string;
  readonly name: string;
  /** Those merged into it; null: the default branch. */
  readonly branch: string | null;
  /** The file; null: one of its own in `folder`. */
  readonly out: string | null;
  /** Where files are kept that nobody named; null: nowhere. */
  readonly folder: string | null;
  /** Whether to wait for a limit of GitHub's, which may take an hour; otherwise that is thrown. */
  readonly wait: boolean;
  /** @param total null where only what has changed is read; @param before how many were read by earlier runs */
  readonly onProgress: (done: number, total: number | null, before: number) => void;
  /** @param until milliseconds since 1970 */
  readonly onWait: (until: number, why: string) => void;
}

export interface Imported {
  readonly path: string;
  /** As it is called now. */
  readonly repository: RepositoryRef;
  /** How many pull requests were written by this run; those that an earlier one had read are not among them. */
  readonly written: number;
  /** Whether an earlier run had read everything already. */
  readonly again: boolean;
  /** GraphQL calls of this run. */
  readonly calls: number;
  /** Numbers of those that the file lacks: GitHub has had no whole answer for them, in this run or an earlier one. */
  readonly leftOut: readonly number[];
}

/**
 * Reads what was said of every merged pull request into a file that `--reviews` reads; where an earlier run has done so,
 * only what has changed since.
 *
 * @throws ImportError that says the next step; what was read until then stays, and the next run goes on there
 */
export async function importReviews(options: ImportOptions): Promise<Imported> {
  const { owner, name, out, folder } = options;
  try {
    const caller = callerOf(options);
    const found = await patiently(
      options,
      () => repositoryByName(caller, owner, name),
      () => [],
    );
    const repository: RepositoryRef = { id: found.id, owner: found.owner, name: found.name };
    const branch = options.branch ?? found.defaultBranch;
    const file = await ReviewImportFile.open(
      out ?? placeIn(folder, options.github.url, found.id, branch),
      repository,
      branch,
    );
    const reader: Reader = { options, caller, repository, branch, file };
    const again = file.cursor.watermark !== null;
    let [written, calls] = [0, 1];
    do {
      const read = await readPass(
        reader,
        file.cursor.pass ?? passFrom(file.cursor.watermark, found.lastChange),
      );
      written += read.written;
      calls += read.calls;
      // One that an earlier run had begun ends where that began: what has changed since is read too.
    } while (found.lastChange !== null && (file.cursor.watermark ?? 0) < found.lastChange);
    return { path: file.path, repository, written, again, calls, leftOut: file.cursor.leftOut };
  } catch (error) {
    throw inWords(error, options);
  }
}

interface Reader {
  readonly options: ImportOptions;
  readonly caller: Caller;
  readonly repository: RepositoryRef;
  readonly branch: string | null;
  readonly file: ReviewImportFile;
}

const passFrom = (since: number | null, until: number | null): Pass => ({
  since,
  until,
  next: FIRST_PAGE,
  done: 0,
  total: 0,
});

async function readPass(
  reader: Reader,
  begun: Pass,
): Promise<{ readonly written: number; readonly calls: number }> {
  const { options, file } = reader;
  let [written, calls] = [0, 0];
  for (let pass = begun; ; ) {
    const { since, until } = pass;
    const page = await nextPage(reader, pass);
    const { edge } = file.cursor;
    const here = new Set(page.pulls.map(({ number }) => number));
    const lacking = [...file.cursor.leftOut.filter((number) => !here.has(number)), ...page.leftOut];
    const leftOut = [...new Set(lacking)];
    const read = page.pulls.map((pull) => lineOf(pull)).filter(({ number, mark }) => edge[number] !== mark);
    const newest = read.filter(({ at }) => at === until).map(({ number, mark }) => [number, mark]);
    const marks = { ...edge, ...Object.fromEntries(newest) };
    const text = read.map(({ line }) => line).join('');
    calls += page.calls;
    written += read.length;
    if (page.next === null) {
      const kept = Object.entries<string>(marks).filter(([, mark]) => mark.startsWith(`${until} `));
      await file.add(text, { pass: null, watermark: until, edge: Object.fromEntries(kept), leftOut });
      return { written, calls };
    }
    pass = { ...pass, next: page.next, done: pass.done + page.pulls.length, total: page.total };
    await file.add(text, { pass, edge: marks, leftOut });
    options.onProgress(pass.done, since === null ? page.total : null, begun.done);
    await leaveSome(options, page);
  }
}

/** The next page, and which pull requests were passed over to come there. */
async function nextPage(
  { options, caller, repository, branch, file }: Reader,
  { since, next }: Pass,
): Promise<MergedPage & { readonly leftOut: readonly number[] }> {
  const naming = namingUnder(file.cursor.secret);
  const wanted = { branch, since };
  const leftOut: number[] = [];
  // Behind one that was waited for in vain the next is not waited for.
  const pauses = ({ partial }: Unavailable): readonly number[] =>
    !partial ? PAUSES : leftOut.length === 0 ? PARTIAL_PAUSES : [];
  for (let at = next; ; ) {
    try {
      const read = () => readMergedPage(caller, repository, at, wanted, naming);
      return { ...(await patiently(options, read, pauses)), leftOut };
    } catch (error) {
      const isOne = error instanceof Unavailable && error.partial && leftOut.length < MOST_IN_A_ROW;
      if (!isOne) throw error;
    }
    const past = await patiently(options, () => passOver(caller, repository, at, wanted));
    if (past.number !== null) leftOut.push(past.number);
    if (past.next === null)
      return { pulls: [], next: null, total: past.total, calls: 1, left: null, leftOut };
    at = past.next;
  }
}

function lineOf({ number, updatedAt, conversation }: PullRequestSnapshot) {
  const line = conversationLine(number, conversation);
  const digest = createHash('sha256').update(line).digest('base64url').slice(0, 22);
  return { number, at: updatedAt, line, mark: `${updatedAt} ${digest}` };
}

/** Keys that are the same within a file and mean nothing outside of it. */
const namingUnder = (secret: string): Naming => ({
  key: (identity) => createHmac('sha256', secret).update(identity).digest('base64url').slice(0, 22),
  isBot: (name) => isKnownBot(name, ''),
});

/** Does it until it works: waits for limits, if it may, and for a GitHub that is away for a moment. */
async function patiently<T>(
  options: Waiting,
  work: () => Promise<T>,
  pausesFor: (error: Unavailable) => readonly number[] = () => PAUSES,
): Promise<T> {
  for (let failures = 0; ; ) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof RateLimited) await waitUntil(options, error.until, error.message);
      else {
        const pause = error instanceof Unavailable ? pausesFor(error)[failures] : undefined;
        if (pause === undefined) throw error;
        await sleep(pause);
        failures += 1;
      }
    }
  }
}

type Waiting = Pick<ImportOptions, 'wait' | 'onWait'>;

async function leaveSome(options: Waiting, { left }: MergedPage): Promise<void> {
  if (left === null || left.points >= left.of * LEFT_TO_OTHERS) return;
  const until = left.resetAt * 1000;
  const why = 'an import leaves a fifth of the limit of a token to whatever else uses it: try again after';
  await waitUntil(options, until, `${why} ${new Date(until).toISOString()}`);
}

async function waitUntil({ wait, onWait }: Waiting, until: number, why: string): Promise<void> {
  if (!wait)
    throw new ImportError(
      `${why}. What was read is kept, and the same command goes on from there; --wait waits`,
    );
  onWait(until, why);
  await sleep(Math.max(0, until - Date.now()));
}

function callerOf({ token, github }: ImportOptions): Caller {
  try {
    return callerBy(token, github.api);
  } catch (cause) {
    throw new ImportError(`GITHUB_TOKEN: ${(cause as Error).message}`, { cause });
  }
}

/** A file a repository and branch; by its number, so that it stays when the repository is renamed. */
function placeIn(folder: string | null, url: string, id: number, branch: string | null): string {
  if (folder === null)
    throw new ImportError('nothing is kept here (HOLDFAST_CACHE is off): name a file with --out');
  const name = [new URL(url).host, String(id), ...(branch === null ? [] : [branch])].map(encodeURIComponent);
  return join(folder, 'reviews', `${name.join('-')}.ndjson`);
}

const PERMISSION =
  'a fine-grained token needs "Pull requests: read-only" for it, a classic one the scope repo';

/** What GitHub said to a person's token, not to an app. */
function inWords(error: unknown, { owner, name }: ImportOptions): unknown {
  const which = `${owner}/${name}`;
  const options = { cause: error };
  if (error instanceof NotAllowed)
    return new ImportError(
      error.reason === 'credentials'
        ? 'GitHub refuses the token in GITHUB_TOKEN: it is wrong or has ended; make a new one in the developer settings of your account'
        : `the token may not read pull requests of ${which}: ${PERMISSION}, and an organisation with single sign-on must have let it in`,
      options,
    );
  if (error instanceof Gone)
    return new ImportError(
      `there is no ${which} that the token may read: check the name; if it is private, ${PERMISSION}`,
      options,
    );
  if (error instanceof Unavailable)
    return new ImportError(`${error.message}; the same command goes on where this one stopped`, options);
  return error;
}
