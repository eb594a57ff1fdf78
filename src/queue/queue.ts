/** The kinds of jobs, the most urgent first: work that somebody waits for goes before work that fills a history. */
export const jobKinds = [
  'deliveries',
  'publish',
  'erase',
  'sweep',
  'issue',
  'sync',
  'reconcile',
  'prune',
  'import',
  'travel',
] as const;
export type JobKind = (typeof jobKinds)[number];

/** Kinds whose jobs may run for minutes: together they never fill the last slot, so that a webhook finds one free. */
export const longKinds: ReadonlySet<JobKind> = new Set(['sync', 'reconcile', 'prune', 'import', 'travel']);

/**
 * A reason to do something, never the data that it needs: what is to be done is in the store. Names only, no tokens, no
 * texts: a queue keeps its jobs in the clear.
 */
export interface Job {
  readonly kind: JobKind;
  /** What it is about, without a colon: with `kind` it makes the key under which a job waits at most once. */
  readonly subject: string;
}

/** A job that was given up, with why. */
export interface DeadJob extends Job {
  readonly id: string;
  readonly attempts: number;
  readonly error: string;
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
}

/**
 * Thrown by a handler: not now, but at that time (milliseconds since 1970, UTC), in a second at the earliest. It counts as
 * no attempt.
 */
export class Later extends Error {
  constructor(
    readonly at: number,
    why: string,
  ) {
    super(why);
  }
}

export interface Running {
  readonly job: Job;
  /** 1 for the first. */
  readonly attempt: number;
  /**
   * Aborted when the queue is to end, or has lost its hold on the job: then another process may be doing it already. What
   * a handler does or throws after that counts for nothing, unless it comes to its end in spite of the queue's end.
   */
  readonly signal: AbortSignal;
}

export type Handler = (running: Running) => Promise<void>;

/** What wakes the work. Forgetting it loses time, never work: it is filled again from the inbox. */
export interface Queue {
  /**
   * Asks for a job. One that waits under the same key already is enough. While one of the key is running, one more is
   * kept for afterwards, because what it has read may be old; of several, the last one says when.
   *
   * @param delayMs not before this time has passed. A job that waits for its delay is brought forward by one without;
   * one that waits after a failure or for `Later` is not.
   * @throws Error after `close`, for a subject with a colon, and, within seconds, when the queue can't be reached
   */
  readonly add: (job: Job, options?: { readonly delayMs?: number }) => Promise<void>;
  /** Begins to work, so many jobs at once; one slot of several is kept from `longKinds`. @throws Error when called twice */
  readonly work: (handler: Handler, concurrency: number) => void;
  /**
   * Jobs that wait (those that wait for a time among them), run, and were given up. One that is kept for after another of
   * its key counts once that one has ended.
   */
  readonly counts: () => Promise<{
    readonly waiting: number;
    readonly running: number;
    readonly dead: number;
  }>;
  /** The newest first; about the last thousand are kept. */
  readonly dead: () => Promise<readonly DeadJob[]>;
  /** Does a job that was given up once more, from its first attempt. False when there is none of that id. */
  readonly retry: (id: string) => Promise<boolean>;
  /**
   * Takes no more jobs, waits for those that run, at most so long, then aborts the signals of those that still do, gives
   * them a second to end, and lets go. What was interrupted is done by the next who works.
   */
  readonly close: (deadlineMs: number) => Promise<void>;
  /** @throws Error when it can't be reached */
  readonly ping: () => Promise<void>;
}
