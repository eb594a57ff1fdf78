import { Worker } from 'node:worker_threads';
import type { Compared, VersionPair } from './compare-versions.js';

/** Mebibytes that a thread's own values may take. */
const LIMITS = { maxOldGenerationSizeMb: 320, maxYoungGenerationSizeMb: 24 };

/** Compiled code runs beside this file; where the sources run by themselves (in tests), it is in `dist`. */
const WORKER = import.meta.url.endsWith('.ts')
  ? new URL('../../dist/jobs/compare-worker.js', import.meta.url)
  : new URL('./compare-worker.js', import.meta.url);

/** The thread has the next comparison at hand when it ends one: it need not wait for a busy main thread. */
const AT_HAND = 2;

/** A comparison took longer than it was given. */
export class TookTooLong extends Error {
  override name = 'TookTooLong';
}

/** What a thread answers to one comparison. */
export type Answer = { readonly compared: Compared } | { readonly failed: string };

interface Task {
  readonly pairs: readonly VersionPair[];
  readonly time: number;
  readonly resolve: (compared: Compared | null) => void;
  readonly reject: (error: Error) => void;
}

/**
 * One thread that compares, in the order in which it is asked. A comparison that takes too long, or takes the thread
 * down, fails alone: another thread goes on with the next.
 */
export class CompareThread {
  readonly #tasks: Task[] = [];
  #worker: Worker | null = null;
  #sent = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param parts memory that all threads share, for what they parsed */
  constructor(private readonly parts: SharedArrayBuffer) {}

  /** Comparisons that are not done. */
  get waiting(): number {
    return this.#tasks.length;
  }

  /**
   * Null where the thread was closed before its turn came.
   *
   * @param time milliseconds that it is given from its turn on
   */
  compare(pairs: readonly VersionPair[], time: number): Promise<Compared | null> {
    return new Promise((resolve, reject) => {
      this.#tasks.push({ pairs, time, resolve, reject });
      this.#send();
    });
  }

  async close(): Promise<void> {
    for (const task of this.#tasks.splice(1)) task.resolve(null);
    await this.#end(new Error('it was ended'));
  }

  #send(): void {
    if (this.#tasks.length === 0) return;
    const worker = this.#worker ?? this.#begin();
    for (; this.#sent < Math.min(AT_HAND, this.#tasks.length); this.#sent++) {
      worker.postMessage(this.#tasks[this.#sent]?.pairs);
      if (this.#sent === 0) this.#turn(worker);
    }
  }

  /** The first task's turn has come. */
  #turn(worker: Worker): void {
    const time = this.#tasks[0]?.time ?? 0;
    worker.ref();
    this.#timer = setTimeout(() => {
      this.#end(new TookTooLong(`It took more than ${time} milliseconds.`));
    }, time);
  }

  #begin(): Worker {
    const worker = new Worker(WORKER, { resourceLimits: LIMITS, workerData: this.parts });
    worker.on('message', (answer: Answer) => this.#answered(worker, answer));
    worker.on('error', (error) => {
      if (this.#worker === worker) this.#end(error instanceof Error ? error : new Error(String(error)));
    });
    worker.on('exit', () => {
      if (this.#worker === worker) this.#end(new Error('the thread ended'));
    });
    this.#worker = worker;
    return worker;
  }

  #answered(worker: Worker, answer: Answer): void {
    if (this.#worker !== worker) return;
    clearTimeout(this.#timer);
    const task = this.#tasks.shift();
    this.#sent -= 1;
    if (this.#sent > 0) this.#turn(worker);
    else worker.unref();
    this.#send();
    if ('failed' in answer) task?.reject(new Error(answer.failed));
    else task?.resolve(answer.compared);
  }

  /** Ends the thread with what it does; what waits goes to another. */
  async #end(why: Error): Promise<void> {
    clearTimeout(this.#timer);
    const worker = this.#worker;
    this.#worker = null;
    if (this.#sent > 0) this.#tasks.shift()?.reject(why);
    this.#sent = 0;
    this.#send();
    await worker?.terminate();
  }
}
