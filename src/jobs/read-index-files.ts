import {
  type Alias,
  type HandsOn,
  indexFilesWanted,
  languageOf,
  lazySource,
  linkOf,
  packageAliases,
  pathAliases,
  readIndexFile,
  readSource,
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

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  async forChange(
    change: Change,
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
    return { ...looked, index: await this.#indexFiles(change.head, looked, settings) };
  }

  async #withSource(touch: Touch): Promise<Touch> {
    const blob = touch.blob === null ? null : await this.#repository.shownBlob(touch.blob);
    return blob?.kind === 'text' ? { ...touch, source: lazySource(blob.text, touch.language) } : touch;
  }

  async #indexFiles(
    head: string,
    { before, steps }: { readonly before: readonly Step[]; readonly steps: readonly Step[] },
    settings: Settings,
  ): Promise<IndexFiles> {
    const pairs = openPairs(before, steps, settings);
    if (pairs.length === 0) return NONE;
    const aliases = await this.#aliases(head, pairs);
    const wanted = new Set(pairs.flatMap(([code, test]) => indexFilesWanted(code, test, aliases)));
    if (wanted.size > FILES) return { ...NONE, aliases };
    const found = new Map<string, readonly HandsOn[]>();
    await Promise.all(
      [...wanted].map(async (path) => {
        const language = languageOf(path);
        const text = await this.#text(head, path);
        if (text !== null && language !== null)
          found.set(path, readIndexFile(path, readSource(text, language)));
      }),
    );
    return { aliases, handsOn: (path) => found.get(path) ?? null };
  }

  async #text(commit: string, path: string): Promise<string | null> {
    const blob = await this.#repository.blob(`${commit}:${path}`);
    return blob.kind === 'text' ? blob.text : null;
  }

  /** Only JavaScript's families have names for places; they are looked for upwards from the files at hand. */
  async #aliases(commit: string, pairs: readonly (readonly [Touch, Touch])[]): Promise<Alias[]> {
    const own = pairs.filter(([code]) => /Script$/.test(code.language.name));
    const folders = new Set(
      own.flatMap(([code, test]) => [...foldersAbove(code.path), ...foldersAbove(test.path)]),
    );
    if (folders.size > FILES) return [];
    const found = await Promise.all(
      [...folders].map(async (folder) => {
        const [mapping, manifest] = [`${folder}tsconfig.json`, `${folder}package.json`];
        const [mappingText, manifestText] = await Promise.all([
          this.#text(commit, mapping),
          this.#text(commit, manifest),
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
  const tests = all.filter(({ touch }) => touch.tests > 0);
  const codes = all.filter(({ touch, at }) => touch.executable > 0 && at >= before.length);
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
