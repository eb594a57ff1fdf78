import { availableParallelism } from 'node:os';
import { Tinypool } from 'tinypool';
import type { Compared, VersionPair } from './compare-versions.js';

/** More threads than this only take memory: each has its own grammars and code trees. */
const MOST_THREADS = 4;
/** Mebibytes that a thread's own values may take. */
const MOST_HEAP = 320;
/** Milliseconds for one comparison. A thread that takes longer is ended, and another takes its place. */
const TIME = 20_000;

/** Compiled code runs beside this file; where the sources run by themselves (in tests), it is in `dist`. */
const WORKER = import.meta.url.endsWith('.ts')
  ? new URL('../../dist/jobs/compare-worker.js', import.meta.url)
  : new URL('./compare-worker.js', import.meta.url);

/** A thread may have so much more to do than another before a file goes to one that does not know it. */
const MORE_TO_DO = 3;

/** One thread, and what it has still to do. */
interface Thread {
  readonly pool: Tinypool;
  /** Settles when all that it was given is done. */
  last: Promise<unknown>;
  waiting: number;
}

/**
 * Compares versions in threads of their own, so that no source, however hostile, stops the thread that asks. The same
 * file goes to the same thread where it can, because that one still knows its earlier version.
 */
export class ComparePool {
  readonly #threads: (Thread | null)[] = Array(Math.min(MOST_THREADS, availableParallelism())).fill(null);

  #closed = false;

  /** Whatever happens in a thread, there is an answer: at worst that nothing could be analysed. */
  async compare(pairs: readonly VersionPair[], time = TIME): Promise<Compared> {
    const all = pairs.flatMap(({ before, after }) => [before, after].filter((it) => it !== null));
    const [first] = all;
    if (first === undefined || this.#closed) return NOTHING;
    const largest = all.reduce((most, it) => (it.text.length > most.text.length ? it : most), first);
    const thread = this.#threadFor(largest.path);
    thread.waiting += 1;
    // The time that it is given begins with its turn.
    const turn = thread.last.then(() =>
      this.#closed ? NOTHING : thread.pool.run(pairs, { signal: AbortSignal.timeout(time) }),
    );
    thread.last = turn.catch(() => {});
    try {
      return await turn;
    } catch (error) {
      const name = error instanceof Error ? error.name : '';
      const why =
        name === 'AbortError' || name === 'TimeoutError'
          ? `comparing took more than ${time / 1000} seconds`
          : `comparing failed (${error instanceof Error ? error.message : String(error)})`;
      return {
        ...NOTHING,
        notAnalysed: [...new Set(all.map(({ path }) => path))].map((file) => ({ file, why })),
      };
    } finally {
      thread.waiting -= 1;
    }
  }

  /** Ends its threads. What is asked for afterwards, or still waits for its turn, is answered with nothing. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#threads.map((thread) => thread?.pool.destroy()));
    this.#threads.fill(null);
  }

  #threadFor(path: string): Thread {
    const load = this.#threads.map((thread) => thread?.waiting ?? 0);
    const idlest = load.indexOf(Math.min(...load));
    let hash = 0;
    for (let at = 0; at < path.length; at++) hash = (hash * 31 + path.charCodeAt(at)) | 0;
    const own = Math.abs(hash) % this.#threads.length;
    const chosen = (load[own] ?? 0) > (load[idlest] ?? 0) + MORE_TO_DO ? idlest : own;
    let thread = this.#threads[chosen] ?? null;
    if (thread === null) {
      thread = { pool: newThread(), last: Promise.resolve(), waiting: 0 };
      this.#threads[chosen] = thread;
    }
    return thread;
  }
}

const newThread = (): Tinypool =>
  new Tinypool({
    filename: WORKER.href,
    minThreads: 1,
    maxThreads: 1,
    useAtomics: false,
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP, maxYoungGenerationSizeMb: 24 },
  });

const NOTHING: Compared = { refactorings: [], files: [], rejected: [], notAnalysed: [] };
