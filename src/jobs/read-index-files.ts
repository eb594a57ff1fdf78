import {
  type Alias,
  type HandsOn,
  indexFilesWanted,
  type Language,
  languageOf,
  lazySource,
  linkOf,
  packageAliases,
  pathAliases,
  readIndexFile,
  readSource,
  type Source,
  type Step,
  type Touch,
} from '../analyses/test-first/index.js';
import type { Repository } from '../git/repository.js';
import type { Change } from '../model/change.js';
import type { LinkRung } from '../model/finding.js';
import type { Settings } from '../model/settings.js';

interface IndexFiles {
  readonly aliases: readonly Alias[];
  readonly handsOn: (path: string) => readonly HandsOn[] | null;
}

/** The steps of a change with the texts that linking needs, and what was read beside them. */
export interface Looked {
  readonly before: readonly Step[];
  readonly steps: readonly Step[];
  readonly index: IndexFiles;
}

/** A change as a place to read from: its head, and where it stands in the history. */
interface Now {
  readonly head: string;
  readonly place: number;
}

/** Files that others are found through may be kept; any other path is only asked for once or twice. */
const KEPT = /\.(?:json|[cm]?[jt]sx?|py)$/;
const KEPT_TEXTS = 5_000;
const KEPT_SOURCES = 400;

const NONE: IndexFiles = { aliases: [], handsOn: () => null };

/** A change with more pairs of code and tests than this is linked by names and direct imports only. */
const PAIRS = 2_000;
/** A change that asks for more files than this is not worth the reading. */
const FILES = 400;

/**
 * Reads the files beside a change that an import may lead through: index files, path mappings, names of packages.
 * Only where a test that was touched is not linked to the code without them.
 */
export class IndexReader {
  readonly #repository: Repository;
  /** At which changes (by their place in the history) files of this kind were edited. */
  readonly #edited = new Map<string, number[]>();
  /** What was read, or found not to be there, by path and number of edits before. */
  readonly #texts = new Map<string, Promise<string | null>>();
  readonly #sources = new Map<string, Promise<Source | null>>();

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  /** Told of every edit in order: a file is read again only when it may have changed. */
  tell(path: string, place: number): void {
    if (!KEPT.test(path)) return;
    const places = this.#edited.get(path);
    if (places === undefined) this.#edited.set(path, [place]);
    else if (places.at(-1) !== place) places.push(place);
  }

  async forChange(
    change: Change,
    place: number,
    before: readonly Step[],
    steps: readonly Step[],
    settings: Settings,
  ): Promise<Looked> {
    const open = openTouches(before, steps, settings);
    if (open.size === 0) return { before, steps, index: NONE };
    const sources = new Map<Touch, Touch>();
    await Promise.all([...open].map(async (touch) => sources.set(touch, await this.#withSource(touch))));
    const filled = (all: readonly Step[]): Step[] =>
      all.map((step) => ({ ...step, touches: step.touches.map((touch) => sources.get(touch) ?? touch) }));
    const looked = { before: filled(before), steps: filled(steps) };
    return { ...looked, index: await this.#indexFiles({ head: change.head, place }, looked, settings) };
  }

  async #withSource(touch: Touch): Promise<Touch> {
    const source = touch.blob === null ? null : await this.#source(touch.blob, touch.language);
    return source === null ? touch : { ...touch, source };
  }

  /** A push looks back on the tests of those before it: each is read once while it is looked at. */
  #source(oid: string, language: Language): Promise<Source | null> {
    const known = this.#sources.get(oid);
    if (known !== undefined) return known;
    const source = this.#repository
      .shownBlob(oid)
      .then((blob) => (blob.kind === 'text' ? lazySource(blob.text, language) : null));
    this.#sources.set(oid, source);
    const oldest = this.#sources.size > KEPT_SOURCES ? this.#sources.keys().next().value : undefined;
    if (oldest !== undefined) this.#sources.delete(oldest);
    return source;
  }

  async #indexFiles(
    now: Now,
    { before, steps }: { readonly before: readonly Step[]; readonly steps: readonly Step[] },
    settings: Settings,
  ): Promise<IndexFiles> {
    const pairs = openPairs(before, steps, settings);
    if (pairs.length === 0) return NONE;
    const aliases = await this.#aliases(now, pairs);
    const wanted = new Set(pairs.flatMap(([code, test]) => indexFilesWanted(code, test, aliases)));
    if (wanted.size > FILES) return { ...NONE, aliases };
    const found = new Map<string, readonly HandsOn[]>();
    await Promise.all(
      [...wanted].map(async (path) => {
        const language = languageOf(path);
        const text = await this.#text(now, path);
        if (text !== null && language !== null)
          found.set(path, readIndexFile(path, readSource(text, language)));
      }),
    );
    return { aliases, handsOn: (path) => found.get(path) ?? null };
  }

  #text({ head, place }: Now, path: string): Promise<string | null> {
    const places = this.#edited.get(path) ?? [];
    const key = `${places.findLastIndex((at) => at <= place)} ${path}`;
    const known = this.#texts.get(key);
    if (known !== undefined) return known;
    if (this.#texts.size > KEPT_TEXTS) this.#texts.clear();
    const text = this.#repository
      .blob(`${head}:${path}`)
      .then((blob) => (blob.kind === 'text' ? blob.text : null));
    this.#texts.set(key, text);
    return text;
  }

  /** Only JavaScript's families have names for places; they are looked for upwards from the files at hand. */
  async #aliases(now: Now, pairs: readonly (readonly [Touch, Touch])[]): Promise<Alias[]> {
    const own = pairs.filter(([code]) => /Script$/.test(code.language.name));
    const folders = new Set(
      own.flatMap(([code, test]) => [...foldersAbove(code.path), ...foldersAbove(test.path)]),
    );
    if (folders.size > FILES) return [];
    const found = await Promise.all(
      [...folders].map(async (folder) => {
        const [mapping, manifest] = [`${folder}tsconfig.json`, `${folder}package.json`];
        const [mappingText, manifestText] = await Promise.all([
          this.#text(now, mapping),
          this.#text(now, manifest),
        ]);
        return [
          ...(mappingText === null ? [] : pathAliases(mapping, mappingText)),
          ...(manifestText === null ? [] : packageAliases(manifest, manifestText)),
        ];
      }),
    );
    return found.flat();
  }
}

function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return ['', ...parts.map((_, at) => `${parts.slice(0, at + 1).join('/')}/`)];
}

/** The touches whose text must be read to link them: those of code that no name links, and of the tests it may have. */
function openTouches(before: readonly Step[], steps: readonly Step[], settings: Settings): Set<Touch> {
  return new Set(openPairs(before, steps, settings).flat());
}

/** The pairs of code and tests that nothing links yet, where reading on may. */
function openPairs(before: readonly Step[], steps: readonly Step[], settings: Settings): [Touch, Touch][] {
  const all = [...before, ...steps].flatMap(({ touches }, at) => touches.map((touch) => ({ at, touch })));
  const tests = all.filter(({ touch }) => touch.tests);
  const codes = all.filter(({ touch, at }) => touch.executable && at >= before.length);
  if (tests.length * codes.length > PAIRS) return [];
  return codes.flatMap((code) => {
    const rungs = tests.map((test) => linkOf(code.touch, test.touch, NONE, settings));
    // Where a test that is linked by its name came in time, imports are not asked.
    if (tests.some(({ at }, place) => at <= code.at && isNamed(rungs[place] ?? null))) return [];
    return tests
      .filter((_, place) => rungs[place] === 'package')
      .map((test): [Touch, Touch] => [code.touch, test.touch]);
  });
}

const isNamed = (rung: LinkRung | null): boolean => rung === 'configured' || rung === 'name';
