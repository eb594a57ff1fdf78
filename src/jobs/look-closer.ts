import {
  type IndexFiles,
  isHandedOnWhole,
  type Language,
  lazySource,
  linkOf,
  NO_INDEX_FILES,
  type Source,
  type Step,
  type Touch,
  usedUpTo,
} from '../analyses/test-first/index.js';
import type { Repository } from '../git/repository.js';
import type { Change } from '../model/change.js';
import type { LinkRung } from '../model/finding.js';
import type { Settings } from '../model/settings.js';
import { IndexFileReader, type Pair } from './read-index-files.js';

/** The steps of a change with the texts that linking needs, and what was read beside them. */
export interface Looked {
  readonly before: readonly Step[];
  readonly steps: readonly Step[];
  readonly index: IndexFiles;
}

const KEPT_SOURCES = 400;

/** A change with more pairs of code and tests than this is linked by names alone: reading them all would take minutes. */
const PAIRS_READ = 2_000;

/** Reads what linking needs beyond names, only where no name links a file of code to a test in time. */
export class CloserLook {
  readonly #repository: Repository;
  readonly #index: IndexFileReader;
  readonly #sources = new Map<string, Promise<Source | null>>();

  constructor(repository: Repository) {
    this.#repository = repository;
    this.#index = new IndexFileReader(repository);
  }

  /** Told of every edit of an index file, in order. */
  tell(path: string, place: number): void {
    this.#index.tell(path, place);
  }

  async at(
    change: Change,
    place: number,
    before: readonly Step[],
    steps: readonly Step[],
    settings: Settings,
  ): Promise<Looked> {
    const open = openPairs(before, steps, settings);
    if (open.length === 0) return { before, steps, index: NO_INDEX_FILES };
    // A file that is found by its path need not be read to be found.
    const filled = await this.#withSources(
      open.flatMap(([code, test]) => (code.language.linking === 'paths' ? [test] : [code, test])),
    );
    const still = open
      .map(([code, test]): Pair => [filled.get(code) ?? code, filled.get(test) ?? test])
      .filter(([code, test]) => linkOf(code, test, NO_INDEX_FILES, settings) === 'package');
    const index =
      still.length === 0 ? NO_INDEX_FILES : await this.#index.forPairs({ commit: change.id, place }, still);
    const whole = still.filter(([code, test]) => isHandedOnWhole(code, test, index)).map(([code]) => code);
    for (const [touch, it] of await this.#withSources(whole)) filled.set(touch, it);
    const all = (of: readonly Step[]): Step[] =>
      of.map((step) => ({ ...step, touches: step.touches.map((touch) => filled.get(touch) ?? touch) }));
    return { before: all(before), steps: all(steps), index };
  }

  async #withSources(touches: readonly Touch[]): Promise<Map<Touch, Touch>> {
    const filled = new Map<Touch, Touch>();
    await Promise.all(
      [...new Set(touches)].map(async (touch) => {
        const source = touch.blob === null ? null : await this.#source(touch.blob, touch.language);
        if (source !== null) filled.set(touch, { ...touch, source });
      }),
    );
    return filled;
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
}

/** The pairs of code and tests that no name links, and that have no test of their name in time. */
function openPairs(before: readonly Step[], steps: readonly Step[], settings: Settings): Pair[] {
  const all = [...before, ...steps].flatMap(({ touches }, at) => touches.map((touch) => ({ at, touch })));
  const tests = all.filter(({ touch }) => touch.tests);
  const codes = all.filter(({ touch, at }) => touch.executable && at >= before.length);
  if (tests.length * codes.length > PAIRS_READ) return [];
  // A file is judged by its first change: what came in time for a later one may have come late.
  const firstAt = new Map<string, number>();
  for (const { touch, at } of codes) if (!firstAt.has(touch.path)) firstAt.set(touch.path, at);
  return codes.flatMap((code) => {
    const rungs = tests.map((test) => linkOf(code.touch, test.touch, NO_INDEX_FILES, settings));
    // Where a test that is linked by its name came in time, imports are not asked.
    const first = firstAt.get(code.touch.path) ?? code.at;
    const used = usedUpTo([code.touch.path], before) + before.length;
    if (tests.some(({ at }, place) => at > used && at <= first && isNamed(rungs[place] ?? null))) return [];
    return tests
      .filter((_, place) => rungs[place] === 'package')
      .map((test): Pair => [code.touch, test.touch]);
  });
}

const isNamed = (rung: LinkRung | null): boolean => rung === 'configured' || rung === 'name';
