import type { Found } from './find-refactorings.js';
import { digest, KeptLines, versionOf } from './kept-lines.js';

/** Reasons that hold today and not tomorrow. */
export const PASSING =
  /\b(?:comparing took|comparing failed|it takes more than|content is missing|content was not fetched)\b/;

/** All that decides what is found: our own folders and files, and the grammars. */
const DECIDING = [
  'analyses/refactoring',
  'analyses/test-first/roles.js',
  'parsing',
  'jobs/compare-versions.js',
  'jobs/find-refactorings.js',
  'git/quarantine.js',
];
/** The grammars, as files of their packages. */
export const GRAMMARS = [
  'web-tree-sitter/web-tree-sitter.wasm',
  '@vscode/tree-sitter-wasm/package.json',
  '@tree-sitter-grammars/tree-sitter-kotlin/package.json',
];

type Kept = Omit<Found, 'rejected'>;

/** What comparisons said, kept on disk between runs: no source text, only what was found and where. */
export class KeptResults {
  readonly #lines: KeptLines;

  /**
   * @param folder where results are kept
   * @param repository what tells the repository from others, as its path
   */
  constructor(folder: string, repository: string) {
    this.#lines = new KeptLines({ folder, repository, kind: 'comparisons', version: detectorVersion() });
  }

  get(key: string): Found | undefined {
    const kept = this.#lines.get(digest(key));
    return isKept(kept) ? { ...kept, rejected: [] } : undefined;
  }

  set(key: string, { rejected: _, ...kept }: Found): void {
    // What took too long may be faster the next time, and what is missing may be fetched.
    if (kept.notAnalysed.some(({ why }) => PASSING.test(why))) return;
    this.#lines.set(digest(key), kept);
  }

  close(): void {
    this.#lines.close();
  }
}

function isKept(kept: unknown): kept is Kept {
  if (typeof kept !== 'object' || kept === null) return false;
  const { refactorings, files, notAnalysed, leftOut } = kept as Partial<Kept>;
  return [refactorings, files, notAnalysed, leftOut].every(Array.isArray);
}

/** Of everything that decides what is found. */
export const detectorVersion = (): string => versionOf(DECIDING, GRAMMARS);
