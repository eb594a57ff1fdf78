import {
  type Alias,
  type HandsOn,
  type IndexFiles,
  indexFilesWanted,
  languageOf,
  NO_INDEX_FILES,
  packageAliases,
  pathAliases,
  readIndexFile,
  readSource,
  type Touch,
} from '../analyses/test-first/index.js';
import type { Repository } from '../git/repository.js';

/**
 * A change as a place to read from: the commit that brought it to the branch, and where it stands in the history. The
 * heads of pull requests may lie behind each other; the branch does not.
 */
export interface Now {
  readonly commit: string;
  readonly place: number;
}

/** A file of code and a test that may cover it. */
export type Pair = readonly [code: Touch, test: Touch];

/** Files that others are found through. */
const INDEX_FILE = /(?:^|\/)(?:tsconfig\.json|package\.json|(?:index|mod)\.[cm]?[jt]sx?|__init__\.py)$/;
export const isIndexFile = (path: string): boolean => INDEX_FILE.test(path);

const KEPT_FILES = 5_000;

const NONE = NO_INDEX_FILES.aliases;

/** A change that asks for more files than this is not worth the reading. */
const FILES = 400;

/** Reads the files beside a change that an import may lead through: index files, path mappings, names of packages. */
export class IndexFileReader {
  readonly #repository: Repository;
  /** At which changes (by their place in the history) files of this kind were edited. */
  readonly #edited = new Map<string, number[]>();
  /** What was found in a file, by path and number of edits before. */
  readonly #aliases = new Map<string, Promise<readonly Alias[]>>();
  readonly #handsOn = new Map<string, Promise<readonly HandsOn[] | null>>();

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  /** Told of every edit of such a file, in order: it is read again only when it may have changed. */
  tell(path: string, place: number): void {
    const places = this.#edited.get(path);
    if (places === undefined) this.#edited.set(path, [place]);
    else if (places.at(-1) !== place) places.push(place);
  }

  async forPairs(now: Now, pairs: readonly Pair[]): Promise<IndexFiles> {
    const aliases = await this.#aliasesFor(now, pairs);
    const wanted = new Set(pairs.flatMap(([code, test]) => indexFilesWanted(code, test, aliases)));
    if (wanted.size > FILES) return { ...NO_INDEX_FILES, aliases };
    const found = new Map<string, readonly HandsOn[]>();
    await Promise.all(
      [...wanted].map(async (path) => {
        const handsOn = await this.#read(now, path, this.#handsOn, handsOnIn);
        if (handsOn !== null) found.set(path, handsOn);
      }),
    );
    return { aliases, handsOn: (path) => found.get(path) ?? null };
  }

  /** Only JavaScript's families have names for places; they are looked for upwards from the files at hand. */
  async #aliasesFor(now: Now, pairs: readonly Pair[]): Promise<readonly Alias[]> {
    const folders = new Set<string>();
    for (const files of pairs) {
      if (!/Script$/.test(files[0].language.name)) continue;
      for (const { path } of files) addFoldersAbove(path, folders);
    }
    if (folders.size === 0 || folders.size > FILES) return NONE;
    const found = await Promise.all(
      [...folders].flatMap((folder) => [
        this.#read(now, `${folder}tsconfig.json`, this.#aliases, aliasesIn(pathAliases)),
        this.#read(now, `${folder}package.json`, this.#aliases, aliasesIn(packageAliases)),
      ]),
    );
    const aliases = found.flat();
    return aliases.length === 0 ? NONE : aliases;
  }

  /** What is found in a file as it stands at a change: read once for every time that it may have changed. */
  #read<T>(
    { commit, place }: Now,
    path: string,
    kept: Map<string, Promise<T>>,
    find: (path: string, text: string | null) => T,
  ): Promise<T> {
    const places = this.#edited.get(path);
    const key = places === undefined ? path : `${places.findLastIndex((at) => at <= place)} ${path}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    if (kept.size > KEPT_FILES) kept.clear();
    const found = this.#repository
      .blob(`${commit}:${path}`)
      .then((blob) => find(path, blob.kind === 'text' ? blob.text : null));
    kept.set(key, found);
    return found;
  }
}

const aliasesIn =
  (read: (path: string, text: string) => Alias[]) =>
  (path: string, text: string | null): readonly Alias[] =>
    text === null ? NONE : read(path, text);

function handsOnIn(path: string, text: string | null): readonly HandsOn[] | null {
  const language = languageOf(path);
  return text === null || language === null ? null : readIndexFile(path, readSource(text, language));
}

function addFoldersAbove(path: string, folders: Set<string>): void {
  folders.add('');
  for (let at = path.lastIndexOf('/'); at !== -1; at = path.lastIndexOf('/', at - 1)) {
    const folder = path.slice(0, at + 1);
    // Its parents are there too.
    if (folders.has(folder)) return;
    folders.add(folder);
    if (at === 0) return;
  }
}
