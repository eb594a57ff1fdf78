import {
  contentLeavesOut,
  glimpse,
  type Language,
  readTouch,
  roleOf,
  type Step,
  type Touch,
} from '../analyses/test-first/index.js';

import type { Repository } from '../git/repository.js';

import { type CommitEdits, type FileEdit, REMOVED_LIMIT } from '../model/file-edit.js';
import type { Settings } from '../model/settings.js';
import type { VersionedEdit } from './find-refactorings.js';
import { isIndexFile } from './read-index-files.js';
import type { MovedLines } from './reworked-lines.js';

/** A commit whose files are to be read. */
export interface CommitToRead {
  readonly sha: string;
  /** Where a shallow clone ends: the edits of such a commit are the whole tree, not what it changed. */
  readonly cutOff: boolean;
}

/** What a commit did to each file, and which of them others are found through. */
export interface ReadCommit extends Pick<Step, 'touches' | 'leftOut'> {
  readonly sha: string;
  readonly indexFiles: readonly string[];
  /** Which file became which. */
  readonly versions: readonly VersionedEdit[];
  /** Lines that came and went. */
  readonly lines: number;
  /** The edits themselves, without their text. */
  readonly moved: readonly MovedLines[];
}

/** How many commits are read ahead, so that git and we work at the same time. */
const AHEAD = 48;
/** Characters of changed lines that are held for that: a commit that changes everything waits for nobody. */
const MOST_AHEAD = 4 * 1024 * 1024;

/** Reads the files that commits touched and says what each did to them, in the order asked for. */
export async function* readSteps(
  repository: Repository,
  commits: readonly CommitToRead[],
  settings: Settings,
  generated: Generated,
): AsyncGenerator<ReadCommit> {
  const reading: { readonly read: Promise<ReadCommit>; readonly size: number }[] = [];
  let held = 0;
  const edits = repository.edits(commits.map(({ sha }) => sha))[Symbol.asyncIterator]();
  try {
    for (const { sha, cutOff } of commits) {
      const { done, value } = await edits.next();
      if (done || value.sha !== sha)
        throw new Error(`expected the edits of ${sha}, got ${done ? 'none' : value.sha}`);
      const read = readCommit(repository, cutOff ? { sha, edits: [] } : value, settings, generated);
      // It is awaited later; until then a failure must not count as unhandled.
      read.catch(() => {});
      const size = value.edits.reduce(
        (sum, { text, removed }) => sum + (text?.length ?? 0) + removed.length,
        0,
      );
      reading.push({ read, size });
      held += size;
      while (reading.length >= AHEAD || held > MOST_AHEAD) {
        const oldest = reading.shift();
        if (oldest === undefined) break;
        held -= oldest.size;
        yield await oldest.read;
      }
    }
    for (const { read: last } of reading) yield await last;
  } finally {
    await edits.return?.();
  }
}

/** Files whose content said that a machine made them, or did not; by path, as far as commits have shown. */
export class Generated {
  readonly #known = new Map<string, boolean>();

  isKnownByHand(path: string): boolean {
    return this.#known.get(path) === false;
  }

  tell(path: string, generated: boolean): void {
    this.#known.set(path, generated);
  }
}

const sizeInWords = (bytes: number): string => `larger than 1 MiB (${Math.round(bytes / 1024 / 1024)} MiB)`;

async function readCommit(
  repository: Repository,
  { sha, edits }: CommitEdits,
  settings: Settings,
  generated: Generated,
): Promise<ReadCommit> {
  const read = await Promise.all(edits.map((edit) => readFile(repository, edit, settings, generated)));
  return {
    sha,
    touches: read.flatMap((it) => ('touch' in it ? [it.touch] : [])),
    leftOut: read.flatMap((it, at) => ('why' in it ? [{ path: edits[at]?.path ?? '', why: it.why }] : [])),
    indexFiles: edits
      .flatMap(({ path, before }) => (before === null ? [path] : [path, before]))
      .filter(isIndexFile),
    versions: edits.map(
      ({ path, before, blob, blobBefore, entry, entryBefore, binary, text, removed }, at) => ({
        path,
        before,
        blob,
        blobBefore,
        entry,
        entryBefore,
        // Removed lines are cut at a limit: then they are not all that went.
        lines: binary || text === null || removed.length >= REMOVED_LIMIT ? null : { removed, added: text },
        byHand: blob === null ? undefined : isByHand(read[at]),
      }),
    ),
    lines: edits.reduce((sum, edit) => sum + changedLines(edit), 0),
    moved: edits.map(({ path, before, entry, binary, removedAt, added }) => ({
      path,
      before,
      entry,
      binary,
      removedAt,
      added,
    })),
  };
}

function changedLines({ added, gone }: FileEdit): number {
  let lines = gone;
  for (let at = 1; at < added.length; at += 2) lines += added[at] ?? 0;
  return lines;
}

type Read = { readonly touch: Touch } | { readonly why: string; readonly isGenerated?: true };

/** Undefined where something else than its content left it out. */
const isByHand = (read: Read | undefined): boolean | undefined =>
  read !== undefined && 'touch' in read ? true : read?.isGenerated ? false : undefined;

/** What its changed lines say is said at once; most files are never asked for. */
function readFile(
  repository: Repository,
  edit: FileEdit,
  settings: Settings,
  generated: Generated,
): Read | Promise<Read> {
  if (edit.entry !== 'file') return { why: edit.entry === 'symlink' ? 'symbolic link' : 'submodule' };
  const role = roleOf(edit.path, settings);
  if (role.role === 'left-out') return { why: role.why };
  const { language } = role;
  if (edit.blob === null) return { touch: readTouch(edit, null, role.role, language) };
  if (!edit.binary) {
    if (edit.status === 'added' && edit.text !== null)
      generated.tell(edit.path, contentLeavesOut(edit.text) !== null);
    if (edit.status === 'renamed' && edit.before !== null && generated.isKnownByHand(edit.before)) {
      generated.tell(edit.path, false);
    }
    const touch = generated.isKnownByHand(edit.path) ? glimpse(edit, role.role, language) : null;
    if (touch !== null) return { touch };
    // All of a new file is in its edit.
    if (edit.status === 'added' && edit.text !== null && generated.isKnownByHand(edit.path))
      return { touch: { ...readTouch(edit, edit.text, role.role, language), source: null } };
  }
  return readWhole(repository, edit, edit.blob, role.role, language, generated);
}

async function readWhole(
  repository: Repository,
  edit: FileEdit,
  oid: string,
  role: 'production' | 'test',
  language: Language,
  generated: Generated,
): Promise<Read> {
  const blob = edit.binary ? await repository.blob(oid) : await repository.shownBlob(oid);
  if (blob.kind === 'too-large') return { why: sizeInWords(blob.bytes) };
  if (blob.kind === 'binary') return { why: 'binary' };
  if (blob.kind === 'not-fetched') return { why: 'its content was not fetched' };
  if (blob.kind === 'missing') return { why: 'its content is missing' };
  const why = contentLeavesOut(blob.text);
  generated.tell(edit.path, why !== null);
  if (why !== null) return { why, isGenerated: true };
  // Its text is let go: few files are asked for again, for linking.
  return { touch: { ...readTouch(edit, blob.text, role, language), source: null } };
}
