import { randomUUID } from 'node:crypto';
import { createRedisBackend, type Job as Row, UnrecoverableError, Worker } from 'bullmq';
import type { Bell } from './bell.js';
import { isLost, jobOf, LANES } from './bullmq-job.js';
import { type Hold, holdOn } from './hold.js';
import { keyOf } from './key.js';
import { type Outcome, outcomeOf } from './outcome.js';
import type { Handler, Job } from './queue.js';
import { connect, working } from './redis.js';
import { type Retries, waitAfter } from './retries.js';
import { atMost, GRACE_MS, type Run, Runs } from './runs.js';

/** A process with a free slot looks so often for what others have added; what it adds itself wakes it at once. */
const LOOK_MS = 500;

/**
 * A stall says that a process was killed or stopped, as every deployment may do, and nothing of the job. But a job that
 * was running fifty times when its process ended is the likely cause, and must not end processes for ever.
 */
const MOST_STALLS = 50;

export interface Work {
  readonly url: string;
  readonly prefix: string;
  readonly retries: Retries;
  readonly holdMs: number;
  readonly handler: Handler;
  readonly concurrency: number;
  /** Rung when there may be something to do. */
  readonly bell: Bell;
  readonly tell: (error: unknown) => void;
}

interface Taken {
  readonly row: Row;
  readonly job: Job | null;
  readonly token: string;
  /** When it was asked for, by `performance.now()`. */
  readonly since: number;
}

/**
 * Takes jobs from BullMQ one by one, as its manual fetching allows: its own loop would fill all slots with whatever comes
 * first, and renews locks without telling a handler of their loss in time.
 */
export function workOn(work: Work): { readonly close: (deadlineMs: number) => Promise<void> } {
  const { url, prefix, retries, holdMs, handler, bell, tell } = work;
  const client = connect(url, working, tell);
  const runs = new Runs(work.concurrency, () => bell.ring());
  let closing = false;
  const lanes = LANES.map((lane) => {
    const worker = new Worker(
      lane,
      null,
      {
        connection: client,
        prefix,
        skipVersionCheck: true,
        autorun: false,
        lockDuration: holdMs,
        stalledInterval: holdMs,
        maxStalledCount: MOST_STALLS,
        settings: { backoffStrategy: (failed = 1) => waitAfter(failed, retries, Math.random()) },
      },
      // Without the second connection for blocking reads: nothing here blocks.
      (queue, options) => createRedisBackend(queue, options),
    );
    worker.on('error', tell);
    worker.startStalledCheckTimer().catch(tell);
    return { long: lane === 'long', worker };
  });

  async function take(): Promise<Taken | null> {
    for (const { long, worker } of lanes) {
      if (!runs.hasRoom(long)) continue;
      const token = randomUUID();
      const since = performance.now();
      const row: Row | undefined = await worker.getNextJob(token, { block: false });
      if (row !== undefined) return { row, job: jobOf(row), token, since };
    }
    return null;
  }

  async function loop(): Promise<void> {
    while (!closing) {
      try {
        const taken = await take();
        if (taken === null) await bell.wait(LOOK_MS);
        else if (closing) await taken.row.moveToWait(taken.token);
        else begin(taken);
      } catch (error) {
        if (closing) return;
        tell(error);
        await bell.wait(LOOK_MS);
      }
    }
  }

  function begin(taken: Taken): void {
    const { job, row, token, since } = taken;
    // A job of a kind that only another version knows is nobody's twin.
    const key = job === null ? `unknown/${row.id}` : keyOf(job);
    runs.begin(job?.kind ?? 'import', key, async (run) => {
      const hold = holdOn(row, token, holdMs, since, () => run.abort('The hold on the job was lost'));
      const outcome = await outcomeIn(taken, run);
      hold.release();
      await settle(taken, hold, run, outcome).catch((error) => {
        if (isLost(error)) tellLost(key);
        else if (!closing) tell(error);
      });
    });
  }

  async function outcomeIn({ row, job }: Taken, run: Run): Promise<Outcome> {
    if (row.deferredFailure) {
      const why = `It was running ${MOST_STALLS} times when its process ended or was stopped`;
      return { kind: 'failed', why };
    }
    if (job === null) return { kind: 'failed', why: `This version knows no job of the kind “${row.name}”` };
    // After a stall the same job may come back while its first run has not noticed yet.
    await runs.alone(run);
    if (run.signal.aborted) return { kind: 'failed', why: 'It was interrupted before it began' };
    return outcomeOf(handler, { job, attempt: row.attemptsMade + 1, signal: run.signal });
  }

  async function settle({ row, token }: Taken, hold: Hold, run: Run, outcome: Outcome): Promise<void> {
    if (hold.isLost()) tellLost(run.key);
    else if (outcome.kind === 'done') await row.moveToCompleted(null, token, false);
    else if (outcome.kind === 'later') await row.moveToDelayed(Date.now() + outcome.waitMs, token);
    else if (run.signal.aborted) await row.moveToWait(token);
    else await row.moveToFailed(failure(row, outcome.why), token, false);
  }

  function tellLost(key: string): void {
    tell(
      `The job ${key} was taken from this process, because it was stopped or busy for too long or Redis lost its data: what is lost is done again.`,
    );
  }

  async function close(deadlineMs: number): Promise<void> {
    closing = true;
    bell.ring();
    await Promise.all([runs.settle(deadlineMs), atMost(GRACE_MS, looping)]);
    await atMost(GRACE_MS, Promise.all(lanes.map(({ worker }) => worker.close(true))));
    client.disconnect();
  }

  const looping = loop();
  return { close };
}

/** One that BullMQ has given up itself is given up here too. */
const failure = ({ deferredFailure }: Row, why: string): Error =>
  deferredFailure ? new UnrecoverableError(why) : new Error(why);
