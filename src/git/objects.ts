import type { CommitEdits } from '../model/file-edit.js';
import { type Blob, Blobs } from './blobs.js';
import { readBetween, readEdits, readNames, readNet } from './edits.js';
import { type LineCommit, presentCommits, readLine } from './pulls.js';
import type { Quarantine } from './quarantine.js';

/** What is read of a repository by the names of its objects. Close it: it holds two git processes. */
export interface Objects {
  readonly edits: (commits: Iterable<string>) => AsyncIterable<CommitEdits>;
  /** What differs between commits and one of their parents, asked for as `COMMIT PARENT`; no lines, no renames. */
  readonly names: (pairs: Iterable<string>) => AsyncIterable<CommitEdits>;
  /** What changes did in all, by numbers of lines alone, asked for in the same way, or as `COMMIT` for the first one. */
  readonly net: (pairs: Iterable<string>) => AsyncIterable<CommitEdits>;
  /** The same with the text of the lines. */
  readonly between: (pairs: Iterable<string>) => AsyncIterable<CommitEdits>;
  /** A branch's own commits, oldest first: from a head along first parents, up to what another commit has already. */
  readonly line: (head: string, notIn: string | null) => Promise<readonly LineCommit[]>;
  /** Which of some commits are here. */
  readonly present: (names: readonly string[]) => Promise<ReadonlySet<string>>;
  /** A file by object name, or as `COMMIT:PATH`. */
  readonly blob: (name: string) => Promise<Blob>;
  /** A file whose lines an edit has shown, by object name: its size need not be asked first. */
  readonly shownBlob: (oid: string) => Promise<Blob>;
  readonly close: () => void;
}

/** @param quarantine somebody else removes it */
export function openObjects({ gitDir, partial }: Pick<Quarantine, 'gitDir' | 'partial'>): Objects {
  let blobs: Blobs | null = null;
  const open = (): Blobs => {
    blobs ??= new Blobs(gitDir, partial);
    return blobs;
  };
  return {
    edits: (commits) => readEdits(gitDir, commits),
    names: (pairs) => readNames(gitDir, pairs),
    net: (pairs) => readNet(gitDir, pairs),
    between: (pairs) => readBetween(gitDir, pairs),
    line: (head, notIn) => readLine(gitDir, head, notIn),
    present: (names) => presentCommits(gitDir, names),
    blob: (name) => open().read(name),
    shownBlob: (oid) => open().readShown(oid),
    close: () => blobs?.close(),
  };
}
