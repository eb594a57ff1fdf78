/** The kinds of jobs, the most urgent first: work that somebody waits for goes before work that fills a history. */
export const jobKinds = ['deliveries', 'publish', 'erase', 'sweep', 'sync', 'reconcile', 'import'] as const;
export type JobKind = (typeof jobKinds)[number];

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

/** Thrown by a handler: not now, but at that time (milliseconds since 1970, UTC). It counts as no attempt. */
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
  /** Aborted when the queue is to end, or has lost its hold on the job: then another one may be doing it already. */
  readonly signal: AbortSignal;
}

export type Handler = (running: Running) => Promise<void>;

/** What wakes the work. Forgetting it loses time, never work: it is filled again from the inbox. */
export interface Queue {
  /**
   * Asks for a job. One that waits under the same key already is enough. While one of the key is running, one more is
   * kept for afterwards, because what it has read may be old.
   *
   * @param delayMs not before this time has passed
   */
  readonly add: (job: Job, options?: { readonly delayMs?: number }) => Promise<void>;
  /** Begins to work, so many jobs at once. @throws Error when called twice */
  readonly work: (handler: Handler, concurrency: number) => void;
  /** Jobs that wait (those that wait for a time among them), run, and were given up. */
  readonly counts: () => Promise<{
    readonly waiting: number;
    readonly running: number;
    readonly dead: number;
  }>;
  readonly dead: () => Promise<readonly DeadJob[]>;
  /** Does a job that was given up once more. False when there is none of that id. */
  readonly retry: (id: string) => Promise<boolean>;
  /** Takes no more jobs, waits for those that run, at most so long, and lets go. */
  readonly close: (deadlineMs: number) => Promise<void>;
  /** @throws Error when it can't be reached */
  readonly ping: () => Promise<void>;
}
