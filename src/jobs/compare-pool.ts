import { availableParallelism } from 'node:os';
import { sharedMemory } from '../parsing/known-parts.js';
import { CompareThread, TookTooLong } from './compare-thread.js';
import type { Compared, VersionPair } from './compare-versions.js';

/** More threads than this only take memory: each has its own grammars and code trees. */
const MOST_THREADS = 4;
/** Milliseconds for one comparison. A thread that takes longer is ended, and another takes its place. */
const TIME = 20_000;

/** A thread may have so much more to do than another before a file goes to one that does not know it. */
const MORE_TO_DO = 3;

/**
 * Compares versions in threads of their own, so that no source, however hostile, stops the thread that asks. The same
 * file goes to the same thread where it can, because that one still knows its earlier version.
 */
export class ComparePool {
  readonly #threads: (CompareThread | null)[] = Array(Math.min(MOST_THREADS, availableParallelism())).fill(
    null,
  );

  readonly #parts = sharedMemory();
  #closed = false;

  /** Whatever happens in a thread, there is an answer: at worst that nothing could be analysed. */
  async compare(pairs: readonly VersionPair[], time = TIME): Promise<Compared> {
    const all = pairs.flatMap(({ before, after }) => [before, after].filter((it) => it !== null));
    const [first] = all;
    if (first === undefined || this.#closed) return NOTHING;
    const largest = all.reduce((most, it) => (it.text.length > most.text.length ? it : most), first);
    try {
      return (await this.#threadFor(largest.path).compare(pairs, time)) ?? NOTHING;
    } catch (error) {
      const why =
        error instanceof TookTooLong
          ? `comparing took more than ${time / 1000} seconds`
          : `comparing failed (${error instanceof Error ? error.message : String(error)})`;
      return {
        ...NOTHING,
        notAnalysed: [...new Set(all.map(({ path }) => path))].map((file) => ({ file, why })),
      };
    }
  }

  /** Ends its threads. What is asked for afterwards, or still waits for its turn, is answered with nothing. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#threads.map((thread) => thread?.close()));
    this.#threads.fill(null);
  }

  #threadFor(path: string): CompareThread {
    const load = this.#threads.map((thread) => thread?.waiting ?? 0);
    const idlest = load.indexOf(Math.min(...load));
    let hash = 0;
    for (let at = 0; at < path.length; at++) hash = (hash * 31 + path.charCodeAt(at)) | 0;
    const own = Math.abs(hash) % this.#threads.length;
    const chosen = (load[own] ?? 0) > (load[idlest] ?? 0) + MORE_TO_DO ? idlest : own;
    let thread = this.#threads[chosen] ?? null;
    if (thread === null) {
      thread = new CompareThread(this.#parts);
      this.#threads[chosen] = thread;
    }
    return thread;
  }
}

const NOTHING: Compared = { refactorings: [], files: [], rejected: [], notAnalysed: [] };
