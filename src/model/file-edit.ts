/** More text than this is not kept of the lines that a commit took from one file. */
export const REMOVED_LIMIT = 64 * 1024;

/** What one commit did to one file. */
export interface FileEdit {
  /** Path after the commit (before it, for a deletion). Bytes that are no UTF-8 are written `\xNN`. */
  readonly path: string;
  /** Path before the commit; null when the file is new. */
  readonly before: string | null;
  readonly status: 'added' | 'modified' | 'deleted' | 'renamed' | 'retyped';
  /** Symbolic links and submodules are never read. */
  readonly entry: 'file' | 'symlink' | 'submodule';
  /** What stood there before; null when nothing did. */
  readonly entryBefore: FileEdit['entry'] | null;
  /** Object name of the file's content after the commit; null for a deletion. */
  readonly blob: string | null;
  /** Object name of the file's content before the commit; null when the file is new. */
  readonly blobBefore: string | null;
  /** True when git shows no lines for it: binary, or larger than the limit. */
  readonly binary: boolean;
  /** Added or changed lines after the commit, as pairs: first line (1-based), number of lines. */
  readonly added: readonly number[];
  /**
   * The text of the added lines, one character a byte, a line end after each; null when it was too much to keep: then
   * the file must be read. Null too where nobody asked for it.
   */
  readonly text: string | null;
  /** Lines that went, as they were numbered before the commit: the same pairs. */
  readonly removedAt: readonly number[];
  /** How many lines went. */
  readonly gone: number;
  /** The text of the lines that went, a line end after each; cut at REMOVED_LIMIT characters. */
  readonly removed: string;
}

/** One commit's edits. */
export interface CommitEdits {
  readonly sha: string;
  readonly edits: readonly FileEdit[];
}
