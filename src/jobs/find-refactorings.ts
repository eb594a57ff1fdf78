import { declares, onlyValuesDiffer } from '../analyses/refactoring/index.js';
import type { Repository } from '../git/repository.js';
import type { FileEdit } from '../model/file-edit.js';
import type { LeftOut, NotAnalysed } from '../model/refactoring.js';
import { grammarFor } from '../parsing/grammars/index.js';
import { BoundedCache } from './bounded-cache.js';
import type { ComparePool } from './compare-pool.js';
import { type Compared, MOST_TOGETHER, tooLarge, type Version } from './compare-versions.js';
import type { KeptResults } from './kept-results.js';

/** What of an edit tells the two versions of a file. */
export interface VersionedEdit
  extends Pick<FileEdit, 'path' | 'before' | 'blob' | 'blobBefore' | 'entry' | 'entryBefore'> {
  /** The lines that went and came, where all of them are known. */
  readonly lines?: { readonly removed: string; readonly added: string } | null;
  /** Whether somebody wrote it, or a machine did; left out where nobody has looked yet. */
  readonly byHand?: boolean | undefined;
}

/** What was found, and of how many files. */
export interface Found extends Compared {
  /** Files that were meant and are somebody's work. */
  readonly looked: number;
  /** Those of them that could not be analysed. */
  readonly missed: number;
  /** Files that a grammar reads and that were not meant, or are nobody's work. */
  readonly leftOut: readonly LeftOut[];
}

interface FinderOptions {
  /** Why a file is not looked at, by its path; null where it is. */
  readonly leavesOut?: (path: string) => string | null;
  /** Whether a content is no work of hands: then it is not looked at. */
  readonly isGenerated?: (text: string) => boolean;
  readonly kept?: KeptResults | null;
}

/** So many files of one comparison are read at once. */
const TOGETHER = 32;

/** So many comparisons are read for and made at once: enough to keep the threads busy, and few enough to hold. */
const AT_ONCE = 16;

/** More files at once are an import or a new layout of everything; what they do to each other would take minutes. */
const MOST_FILES = 300;

/** Files that lived on first, then those that went or came. */
const rank = ({ blob, blobBefore }: VersionedEdit): number => (blob === null || blobBefore === null ? 1 : 0);

const NOTHING = { refactorings: [], files: [], rejected: [], notAnalysed: [], leftOut: [] };

function withMore(found: Found, more: readonly { readonly path: string }[]): Found {
  if (more.length === 0) return found;
  const why = `more than ${MOST_FILES} files at once`;
  const notAnalysed = [...found.notAnalysed, ...more.map(({ path }) => ({ file: path, why }))];
  return {
    ...found,
    notAnalysed,
    looked: found.looked + more.length,
    missed: found.missed + more.length,
  };
}

/** Why a file is left out that says of itself that a machine made it. */
const GENERATED = 'generated';
/** Why a file is left out of which nobody would ask why. */
const NO_CODE = 'no code';

/** What is no file (a symbolic link, a submodule) is as if nothing were there. */
function filesOnly(edit: VersionedEdit): VersionedEdit {
  const { entry, entryBefore } = edit;
  if (entry === 'file' && (entryBefore === 'file' || entryBefore === null)) return edit;
  return {
    ...edit,
    ...(entry !== 'file' && { blob: null }),
    ...(entryBefore !== 'file' && { before: null, blobBefore: null }),
  };
}

/** A file that came, went or was renamed, or of which a changed line may declare something. */
const mayDeclare = ({ path, before, blob, blobBefore, lines }: VersionedEdit): boolean =>
  blob === null ||
  blobBefore === null ||
  (before !== null && before !== path) ||
  !lines ||
  ((declares(lines.removed) || declares(lines.added)) && !onlyValuesDiffer(lines.removed, lines.added));

/** What is moved or cut out takes more lines than this with it. */
const FEW_LINES = 3;
const isShort = (lines: string): boolean => (lines.match(/\n/g)?.length ?? 0) <= FEW_LINES;
/** The lines say all that there is to say: names that were replaced in passing, or values only. */
const linesSuffice = ({ removed, added }: { readonly removed: string; readonly added: string }): boolean =>
  (isShort(removed) && isShort(added)) || onlyValuesDiffer(removed, added);

/** An edit that waits to be compared: by its two versions, or by its lines where those say all. */
interface MeantEdit extends Pick<FileEdit, 'path' | 'before' | 'blob' | 'blobBefore'> {
  readonly lines: { readonly removed: string; readonly added: string } | null;
}

function withoutText(edit: VersionedEdit): MeantEdit {
  const { path, before, blob, blobBefore, lines } = edit;
  const suffice = lines && !mayDeclare(edit) && linesSuffice(lines);
  return { path, before, blob, blobBefore, lines: suffice ? lines : null };
}

/** Texts that are kept because the later version of one commit is the earlier one of another, in bytes. */
const ROOM = 16 * 1024 * 1024;

/** Finds the refactorings that edits of a repository's files make. */
export class RefactoringFinder {
  #running = 0;
  #closed = false;
  readonly #underWay = new Set<Promise<unknown>>();
  readonly #waiting: (() => void)[] = [];
  readonly #texts = new BoundedCache<Promise<Read>>(ROOM);

  constructor(
    private readonly repository: Repository,
    private readonly pool: ComparePool,
    private readonly options: FinderOptions = {},
  ) {}

  of(edits: readonly VersionedEdit[]): Promise<Found> {
    const meant: VersionedEdit[] = [];
    const leftOut: LeftOut[] = [];
    for (const edit of edits.map(filesOnly)) {
      const why = this.#whyNot(edit);
      if (why === null) meant.push(edit);
      else if (why !== NO_CODE) leftOut.push({ file: edit.path, why });
    }
    const among = this.#among(meant);
    return leftOut.length === 0
      ? among
      : among.then((found) => ({ ...found, leftOut: [...leftOut, ...found.leftOut] }));
  }

  async #among(all: readonly VersionedEdit[]): Promise<Found> {
    // Where nothing was before, or nothing is left, nothing can have been refactored.
    if (
      all.every(({ blobBefore }) => blobBefore === null) ||
      all.every(({ blob }) => blob === null) ||
      !all.some(mayDeclare)
    ) {
      const leftOut = await this.#until(this.#generatedOf(all));
      return { ...NOTHING, looked: all.length - leftOut.length, missed: 0, leftOut };
    }
    const ranked = [...all].sort((a, b) => rank(a) - rank(b));
    const meant = ranked.slice(0, MOST_FILES);
    const more = ranked.slice(MOST_FILES);
    const key = JSON.stringify(
      meant.map(({ path, before, blob, blobBefore }) => [path, before, blob, blobBefore]),
    );
    const known = this.options.kept?.get(key);
    if (known !== undefined) return withMore(known, more);
    return this.#inTurn(key, meant.map(withoutText), more.map(withoutText));
  }

  /** Waits until few enough others are compared; what waits holds no text that it does not need. */
  async #inTurn(key: string, meant: readonly MeantEdit[], more: readonly MeantEdit[]): Promise<Found> {
    if (this.#running >= AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (this.#closed) return { ...NOTHING, looked: 0, missed: 0 };
    this.#running += 1;
    try {
      const found = await this.#until(this.#find(meant));
      if (this.#closed) return found;
      this.options.kept?.set(key, found);
      return withMore(found, more);
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }

  /** Lets what still waits for its turn go, and waits for what is under way. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const next of this.#waiting.splice(0)) next();
    await Promise.allSettled([...this.#underWay]);
  }

  /** Waits for something, and has it waited for when this is closed. */
  async #until<T>(work: Promise<T>): Promise<T> {
    this.#underWay.add(work);
    try {
      return await work;
    } finally {
      this.#underWay.delete(work);
    }
  }

  /** Which files are nobody's work; of those that nobody has looked at yet, so many are read as are compared. */
  async #generatedOf(edits: readonly VersionedEdit[]): Promise<LeftOut[]> {
    const unknown = edits.filter(({ byHand }) => byHand === undefined).slice(0, MOST_FILES);
    const generated: LeftOut[] = [];
    for (let from = 0; from < unknown.length && !this.#closed; from += TOGETHER) {
      const some = unknown.slice(from, from + TOGETHER);
      const isMade = await Promise.all(some.map((edit) => this.#isMade(edit)));
      for (const [at, { path }] of some.entries())
        if (isMade[at]) generated.push({ file: path, why: GENERATED });
    }
    return generated;
  }

  async #isMade({ path, before, blob, blobBefore }: VersionedEdit): Promise<boolean> {
    if (this.options.isGenerated === undefined) return false;
    const sides = [
      ...(blobBefore === null ? [] : [this.#version(before ?? path, blobBefore)]),
      ...(blob === null ? [] : [this.#version(path, blob)]),
    ];
    return (await Promise.all(sides)).includes(GENERATED);
  }

  async #find(meant: readonly MeantEdit[]): Promise<Found> {
    const read: Sides[] = [];
    let bytes = 0;
    // Some at a time: what is over the limit need not be in memory.
    for (let from = 0; from < meant.length; from += TOGETHER) {
      const some = meant.slice(from, from + TOGETHER);
      if (bytes > MOST_TOGETHER) {
        const why = 'more at once than is compared';
        read.push(...some.map(({ path }) => ({ before: null, after: { file: path, why } })));
        continue;
      }
      const pairs = await Promise.all(some.map((edit) => this.#pair(edit)));
      for (const pair of pairs) {
        for (const it of [pair.before, pair.after]) bytes += isText(it) ? it.text.length : 0;
        read.push(pair);
      }
    }
    const isMade = ({ before, after }: Sides): boolean => before === GENERATED || after === GENERATED;
    const byHand = read.filter((sides) => !isMade(sides));
    const whole = byHand.filter((pair) => ![pair.before, pair.after].some(isLeftOut));
    const compared = await this.pool.compare(
      whole.map(({ before, after }) => ({
        before: isText(before) ? before : null,
        after: isText(after) ? after : null,
      })),
    );
    const notAnalysed = new Map(
      byHand
        .flatMap(({ before, after }) => [before, after].filter(isLeftOut))
        .concat(compared.notAnalysed)
        .map((it) => [it.file, it]),
    );
    const missed = byHand.filter(({ before, after }) =>
      [before, after].some(
        (it) => it !== null && it !== GENERATED && notAnalysed.has('file' in it ? it.file : it.path),
      ),
    );
    return {
      ...compared,
      notAnalysed: [...notAnalysed.values()],
      leftOut: meant.flatMap(({ path }, at) => {
        const sides = read[at];
        return sides !== undefined && isMade(sides) ? [{ file: path, why: GENERATED }] : [];
      }),
      looked: byHand.length,
      missed: missed.length,
    };
  }

  async #pair({ path, before, blob, blobBefore, lines }: MeantEdit): Promise<Sides> {
    if (lines !== null) {
      const id = `lines of ${blobBefore} to ${blob}`;
      return {
        before: { path, id, text: lines.removed, isPart: true },
        after: { path, id, text: lines.added, isPart: true },
      };
    }
    return {
      before: blobBefore === null ? null : await this.#version(before ?? path, blobBefore),
      after: blob === null ? null : await this.#version(path, blob),
    };
  }

  /** A file that is looked at under one of its names is looked at. */
  #whyNot({ path, before, blob, blobBefore, byHand }: VersionedEdit): string | null {
    if (blob === null && blobBefore === null) return NO_CODE;
    const names = [path, before ?? path].filter((name) => grammarFor(name) !== undefined);
    if (names.length === 0) return NO_CODE;
    const why = names.map((name) => this.options.leavesOut?.(name) ?? null);
    return why.includes(null) ? (byHand === false ? GENERATED : null) : (why[0] ?? null);
  }

  #version(path: string, blob: string): Promise<Read> {
    const key = `${blob} ${path}`;
    let version = this.#texts.get(key);
    if (version === undefined) {
      version = this.#read(path, blob);
      this.#texts.set(key, version, 0);
      version.then(
        (it) =>
          this.#texts.set(
            key,
            Promise.resolve(it),
            typeof it === 'object' && 'text' in it ? it.text.length : 100,
          ),
        () => {},
      );
    }
    return version;
  }

  async #read(path: string, blob: string): Promise<Read> {
    const content = await this.repository.blob(blob);
    switch (content.kind) {
      case 'text': {
        const isGenerated = this.options.isGenerated?.(content.text) ?? false;
        return isGenerated ? GENERATED : { path, id: blob, text: content.text };
      }
      case 'too-large':
        return { file: path, why: tooLarge(content.bytes) };
      case 'binary':
        return { file: path, why: 'binary' };
      case 'not-fetched':
        return { file: path, why: 'its content was not fetched' };
      case 'missing':
        return { file: path, why: 'its content is missing' };
    }
  }
}

/** A file in one version: its text, why it cannot be had, or that nobody wrote it by hand. */
type Read = Version | NotAnalysed | typeof GENERATED;

/** A file in both versions; null where it is in one only. */
interface Sides {
  readonly before: Read | null;
  readonly after: Read | null;
}

const isLeftOut = (it: Read | null): it is NotAnalysed =>
  typeof it === 'object' && it !== null && 'why' in it;
const isText = (it: Read | null): it is Version => typeof it === 'object' && it !== null && 'text' in it;
