import { availableParallelism } from 'node:os';
import { Tinypool } from 'tinypool';
import type { Compared, Versions } from './compare-versions.js';

/** More threads than this only take memory: each has its own grammars and code trees. */
const MOST_THREADS = 4;
/** Milliseconds for one comparison. A thread that takes longer is ended, and another takes its place. */
const TIME = 20_000;

/** Compiled code runs beside this file; where the sources run by themselves (in tests), it is in `dist`. */
const WORKER = import.meta.url.endsWith('.ts')
  ? new URL('../../dist/jobs/compare-worker.js', import.meta.url)
  : new URL('./compare-worker.js', import.meta.url);

/** Compares versions in threads of their own, so that no source, however hostile, stops the thread that asks. */
export class ComparePool {
  #pool: Tinypool | null = null;

  /** Whatever happens in a thread, there is an answer: at worst that nothing could be analysed. */
  async compare(versions: Versions, time = TIME): Promise<Compared> {
    if (versions.before.length + versions.after.length === 0) return NOTHING;
    this.#pool ??= new Tinypool({
      filename: WORKER.href,
      minThreads: 1,
      maxThreads: Math.min(MOST_THREADS, availableParallelism()),
      idleTimeout: 5_000,
      concurrentTasksPerWorker: 1,
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    try {
      return await this.#pool.run(versions, { signal: AbortSignal.timeout(time) });
    } catch (error) {
      const name = error instanceof Error ? error.name : '';
      const why =
        name === 'AbortError' || name === 'TimeoutError'
          ? `comparing took more than ${time / 1000} seconds`
          : `comparing failed (${error instanceof Error ? error.message : String(error)})`;
      const paths = new Set([...versions.before, ...versions.after].map(({ path }) => path));
      return { ...NOTHING, notAnalysed: [...paths].map((file) => ({ file, why })) };
    }
  }

  async close(): Promise<void> {
    await this.#pool?.destroy();
    this.#pool = null;
  }
}

const NOTHING: Compared = { refactorings: [], files: [], rejected: [], notAnalysed: [] };
