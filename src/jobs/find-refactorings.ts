import type { Repository } from '../git/repository.js';
import type { FileEdit } from '../model/file-edit.js';
import type { NotAnalysed } from '../model/refactoring.js';
import { grammarFor } from '../parsing/grammars/index.js';
import { BoundedCache } from './bounded-cache.js';
import type { ComparePool } from './compare-pool.js';
import type { Compared, Version } from './compare-versions.js';
import type { KeptResults } from './kept-results.js';

/** What of an edit tells the two versions of a file. */
export type VersionedEdit = Pick<FileEdit, 'path' | 'before' | 'blob' | 'blobBefore' | 'entry'>;

interface FinderOptions {
  /** Which files are looked at, besides those that no grammar reads. */
  readonly isMeant?: (path: string) => boolean;
  /** Why a content is no work of hands; null when it is. */
  readonly leavesOut?: (text: string) => string | null;
  readonly kept?: KeptResults | null;
}

/** Texts that are kept because the later version of one commit is the earlier one of another, in bytes. */
const ROOM = 32 * 1024 * 1024;

/** Finds the refactorings that edits of a repository's files make. */
export class RefactoringFinder {
  readonly #texts = new BoundedCache<Promise<Version | NotAnalysed>>(ROOM);

  constructor(
    private readonly repository: Repository,
    private readonly pool: ComparePool,
    private readonly options: FinderOptions = {},
  ) {}

  async of(edits: readonly VersionedEdit[]): Promise<Compared> {
    const meant = edits.filter((edit) => this.#isMeant(edit));
    const key = JSON.stringify(
      meant.map(({ path, before, blob, blobBefore }) => [path, before, blob, blobBefore]),
    );
    const known = this.options.kept?.get(key);
    if (known !== undefined) return known;
    const read = await Promise.all(
      meant.map(async ({ path, before, blob, blobBefore }) => ({
        before: blobBefore === null ? null : await this.#version(before ?? path, blobBefore),
        after: blob === null ? null : await this.#version(path, blob),
      })),
    );
    const notAnalysed = read.flatMap(({ before, after }) => [before, after].filter(isLeftOut));
    // Of a file that cannot be read in one version, the other one says nothing.
    const whole = read.filter(({ before, after }) => !isLeftOut(before) && !isLeftOut(after));
    const compared = await this.pool.compare({
      before: whole.flatMap(({ before }) => (before === null ? [] : [before as Version])),
      after: whole.flatMap(({ after }) => (after === null ? [] : [after as Version])),
    });
    const all = { ...compared, notAnalysed: [...once(notAnalysed), ...compared.notAnalysed] };
    this.options.kept?.set(key, all);
    return all;
  }

  #isMeant({ path, before, entry }: VersionedEdit): boolean {
    if (entry !== 'file') return false;
    return [path, before ?? path].some(
      (name) => grammarFor(name) !== undefined && (this.options.isMeant?.(name) ?? true),
    );
  }

  #version(path: string, blob: string): Promise<Version | NotAnalysed> {
    const key = `${blob} ${path}`;
    let version = this.#texts.get(key);
    if (version === undefined) {
      version = this.#read(path, blob);
      this.#texts.set(key, version, 0);
      version.then(
        (it) => this.#texts.set(key, Promise.resolve(it), 'text' in it ? it.text.length : 100),
        () => {},
      );
    }
    return version;
  }

  async #read(path: string, blob: string): Promise<Version | NotAnalysed> {
    const content = await this.repository.blob(blob);
    switch (content.kind) {
      case 'text': {
        const why = this.options.leavesOut?.(content.text) ?? null;
        return why === null ? { path, id: blob, text: content.text } : { file: path, why };
      }
      case 'too-large':
        return { file: path, why: `larger than 1 MiB (${(content.bytes / 1024 / 1024).toFixed(1)} MiB)` };
      case 'binary':
        return { file: path, why: 'binary' };
      default:
        return { file: path, why: 'its content is missing' };
    }
  }
}

const isLeftOut = (it: Version | NotAnalysed | null): it is NotAnalysed => it !== null && 'why' in it;

function once(notAnalysed: readonly NotAnalysed[]): NotAnalysed[] {
  return [...new Map(notAnalysed.map((it) => [it.file, it])).values()];
}
