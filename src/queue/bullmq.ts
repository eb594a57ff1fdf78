import { randomUUID } from 'node:crypto';
import { Queue as BullMq, type Job as Row } from 'bullmq';
import { Bell } from './bell.js';
import { deadJob, isLost, jobOf, type Lane, laneOf, priorityOf } from './bullmq-job.js';
import { workOn } from './bullmq-work.js';
import { keyOf } from './key.js';
import type { DeadJob, Job, Queue } from './queue.js';
import { asker, asking, complaints, connect, teller } from './redis.js';
import { MOST_DEAD, RETRIES, type Retries } from './retries.js';

/** A process that dies leaves its jobs locked for this time; within twice of it another one takes them. */
const HOLD_MS = 30_000;

export interface BullOptions {
  /** `redis://` or `rediss://`, with its password. */
  readonly url: string;
  /** Told what goes wrong outside of jobs, on one line and without the password; a trouble that lasts, once a minute. */
  readonly onError: (message: string) => void;
  /** What the names of all keys begin with. */
  readonly prefix?: string;
  readonly retries?: Partial<Retries>;
  /** Milliseconds that a job stays with a process that shows no sign of life. */
  readonly holdMs?: number;
}

/** Jobs in Redis, by BullMQ. Any number of processes may share them. */
export function bullQueue({
  url,
  onError,
  prefix = 'holdfast',
  retries: some,
  holdMs = HOLD_MS,
}: BullOptions): Queue {
  const retries = { ...RETRIES, ...some };
  const tell = teller(url, onError);
  const client = connect(url, asking, tell);
  const open = (lane: Lane): BullMq => {
    const queue = new BullMq(lane, { connection: client, prefix, skipVersionCheck: true });
    queue.on('error', tell);
    return queue;
  };
  const lanes: Readonly<Record<Lane, BullMq>> = { urgent: open('urgent'), long: open('long') };
  const queues = Object.values(lanes);
  const ask = asker(client);
  const bell = new Bell();
  let desk: ReturnType<typeof workOn> | null = null;
  let closing: Promise<void> | null = null;

  client.once('ready', async () => {
    try {
      for (const complaint of complaints(await client.info())) tell(complaint);
    } catch (error) {
      tell(error);
    }
  });

  async function add(job: Job, { delayMs = 0 }: { readonly delayMs?: number } = {}): Promise<void> {
    if (closing !== null) throw new Error('The queue is closed: it takes no more jobs.');
    const key = keyOf(job);
    const queue = lanes[laneOf(job.kind)];
    const id = randomUUID();
    const row = await ask(() =>
      queue.add(
        job.kind,
        { subject: job.subject },
        {
          jobId: id,
          priority: priorityOf(job.kind),
          delay: Math.max(0, delayMs),
          attempts: retries.attempts,
          backoff: { type: 'ours' },
          removeOnComplete: true,
          removeOnFail: { count: MOST_DEAD },
          // Of a failure only its message is kept.
          stackTraceLimit: 0,
          deduplication: { id: key, keepLastIfActive: true },
        },
      ),
    );
    if (row.id !== id && delayMs <= 0) await ask(() => bringForward(queue, row.id));
    bell.ring();
  }

  async function dead(): Promise<DeadJob[]> {
    const rows = await Promise.all(queues.map((queue) => queue.getFailed(0, MOST_DEAD - 1)));
    return rows
      .flat()
      .flatMap((row) => deadJob(row) ?? [])
      .sort((one, other) => other.at - one.at)
      .slice(0, MOST_DEAD);
  }

  async function retry(id: string): Promise<boolean> {
    for (const queue of queues) {
      const row: Row | undefined = await queue.getJob(id);
      const job = row === undefined ? null : jobOf(row);
      if (row === undefined || job === null || !(await row.isFailed())) continue;
      // Put back as it is, it would be outside of what keeps its key from running twice.
      await add(job);
      await row.remove().catch(tell);
      return true;
    }
    return false;
  }

  async function counts(): Promise<Awaited<ReturnType<Queue['counts']>>> {
    const all = { waiting: 0, running: 0, dead: 0 };
    for (const queue of queues) {
      const of = await queue.getJobCounts('wait', 'prioritized', 'delayed', 'active', 'failed');
      all.waiting += (of.wait ?? 0) + (of.prioritized ?? 0) + (of.delayed ?? 0);
      all.running += of.active ?? 0;
      all.dead += of.failed ?? 0;
    }
    return all;
  }

  async function close(deadlineMs: number): Promise<void> {
    await desk?.close(deadlineMs);
    await Promise.all(queues.map((queue) => queue.close().catch(tell)));
    client.disconnect();
  }

  return {
    add,
    work: (handler, concurrency) => {
      if (desk !== null) throw new Error('work was called twice: a queue has one handler.');
      desk = workOn({ url, prefix, retries, holdMs, tell, bell, handler, concurrency });
    },
    counts: () => ask(counts),
    dead: () => ask(dead),
    retry: (id) => ask(() => retry(id)),
    close: (deadlineMs) => {
      closing ??= close(deadlineMs);
      return closing;
    },
    ping: async () => {
      await ask(() => client.ping());
    },
  };
}

/** One that waits for the delay that was asked for is to begin now; all others keep their time. */
async function bringForward(queue: BullMq, id: string | undefined): Promise<void> {
  const row: Row | undefined = id === undefined ? undefined : await queue.getJob(id);
  if (row === undefined || row.delay <= 0 || row.attemptsStarted > 0) return;
  await row.promote().catch((error: unknown) => {
    if (!isLost(error)) throw error;
  });
}
