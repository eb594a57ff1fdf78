import type { Language } from '../languages/index.js';
import type { Source } from '../source.js';

/** A file with what is needed to link it. `source` is null when its text was not kept. */
export interface Linkable {
  readonly path: string;
  readonly language: Language;
  readonly source: Source | null;
}

/** What a file hands on that others declare. */
export interface HandsOn {
  /** Path without its ending. */
  readonly from: string;
  /** The names handed on; null for all. */
  readonly names: readonly string[] | null;
}

/** A name of the project for a place in it: a path mapping of tsconfig.json, or the name of a package. */
export interface Alias {
  readonly from: string;
  readonly to: string;
}

/** What was read beside the changed files, to follow an import through one more file. */
export interface IndexFiles {
  readonly aliases: readonly Alias[];
  readonly handsOn: (path: string) => readonly HandsOn[] | null;
}

/** Nothing was read beside them. */
export const NO_INDEX_FILES: IndexFiles = { aliases: [], handsOn: () => null };

/** Languages that call each other's files. */
const FAMILY: Record<string, string> = { JavaScript: 'TypeScript', Kotlin: 'Java' };
export const family = (language: Language): string => FAMILY[language.name] ?? language.name;
