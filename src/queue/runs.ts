import { type JobKind, longKinds } from './queue.js';

/** Milliseconds that jobs get to end after they were told to. */
export const GRACE_MS = 1_000;

/** One job that runs in this process. */
export interface Run {
  readonly key: string;
  readonly long: boolean;
  readonly signal: AbortSignal;
  readonly abort: (why: string) => void;
  /** Settles when it has ended, and never fails. */
  readonly ended: Promise<void>;
}

/** The slots of this process, and the jobs in them. */
export class Runs {
  readonly #runs = new Set<Run>();

  /** @param freed called when a slot is free again */
  constructor(
    private readonly concurrency: number,
    private readonly freed: () => void,
  ) {}

  /** Whether a job may begin: one slot of several is kept from jobs that take long. */
  hasRoom(long: boolean): boolean {
    if (this.#runs.size >= this.concurrency) return false;
    if (!long || this.concurrency < 2) return true;
    let running = 0;
    for (const run of this.#runs) if (run.long) running += 1;
    return running < this.concurrency - 1;
  }

  /** @param work what is done in the slot; it never fails */
  begin(kind: JobKind, key: string, work: (run: Run) => Promise<void>): void {
    const controller = new AbortController();
    const ended = Promise.resolve()
      .then(() => work(run))
      .finally(() => {
        this.#runs.delete(run);
        this.freed();
      });
    const run: Run = {
      key,
      long: longKinds.has(kind),
      signal: controller.signal,
      abort: (why) => controller.abort(new Error(why)),
      ended,
    };
    this.#runs.add(run);
  }

  /** Waits until none but this one runs under its key, or it is told to end itself. */
  async alone(run: Run): Promise<void> {
    const others = [...this.#runs].filter((other) => other !== run && other.key === run.key);
    if (others.length === 0) return;
    const told = new Promise<void>((resolve) => {
      run.signal.addEventListener('abort', () => resolve(), { once: true });
      if (run.signal.aborted) resolve();
    });
    await Promise.race([told, Promise.all(others.map(({ ended }) => ended))]);
  }

  /** Waits until all have ended, tells those that still run at the deadline, and waits a little more. */
  async settle(deadlineMs: number): Promise<void> {
    if (await atMost(deadlineMs, this.#all())) return;
    for (const run of this.#runs) run.abort('The queue is closing');
    await atMost(GRACE_MS, this.#all());
  }

  async #all(): Promise<void> {
    await Promise.all([...this.#runs].map(({ ended }) => ended));
  }
}

/** Whether it came to its end in this time. */
export async function atMost(ms: number, what: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  try {
    return await Promise.race([what.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
