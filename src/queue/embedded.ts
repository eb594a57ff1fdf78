import { keyOf } from './key.js';
import { Line } from './line.js';
import { type Outcome, outcomeOf } from './outcome.js';
import { type DeadJob, type Handler, type Job, jobKinds, longKinds, type Queue } from './queue.js';
import { MOST_DEAD, RETRIES, type Retries, waitAfter } from './retries.js';
import { Runs } from './runs.js';

/** A timer can't be set for longer, 25 days; what waits longer is looked at then. */
const LONGEST_TIMER = 2 ** 31 - 1;

export interface EmbeddedOptions {
  readonly retries?: Partial<Retries>;
}

/** A job that waits or runs. */
interface Entry {
  readonly job: Job;
  readonly key: string;
  /** Attempts that failed. */
  failed: number;
  /** `delayed`: for the delay that was asked for; `held`: after a failure, or for `Later`. */
  state: 'ready' | 'delayed' | 'held' | 'running';
  timer: NodeJS.Timeout | undefined;
  /** It was asked for again while it ran: after how many milliseconds from then, and when that was. */
  again: { readonly delayMs: number; readonly askedAt: number } | null;
}

/** Jobs in the memory of this process. What is lost with it is filled again from the inbox. */
export function embeddedQueue({ retries: some = {} }: EmbeddedOptions = {}): Queue {
  const retries = { ...RETRIES, ...some };
  const entries = new Map<string, Entry>();
  /** By kind, the most urgent first. */
  const ready = new Map(jobKinds.map((kind) => [kind, new Line<Entry>()]));
  const dead = new Map<string, DeadJob>();
  let made = 0;
  let running = 0;
  let begun: { readonly handler: Handler; readonly runs: Runs } | null = null;
  let closing: Promise<void> | null = null;

  function wait(entry: Entry, state: 'delayed' | 'held', ms: number): void {
    clearTimeout(entry.timer);
    if (ms <= 0) {
      entry.state = 'ready';
      ready.get(entry.job.kind)?.add(entry);
      beginWhatCan();
      return;
    }
    const at = Date.now() + ms;
    entry.state = state;
    entry.timer = setTimeout(
      () => wait(entry, state, at - Date.now()),
      Math.min(LONGEST_TIMER, Math.ceil(ms)),
    );
  }

  function beginWhatCan(): void {
    if (begun === null || closing !== null) return;
    const { handler, runs } = begun;
    for (const [kind, line] of ready) {
      while (runs.hasRoom(longKinds.has(kind))) {
        const entry = line.take();
        if (entry === null) break;
        entry.state = 'running';
        running += 1;
        runs.begin(kind, entry.key, async ({ signal }) => {
          const attempt = entry.failed + 1;
          finish(entry, await outcomeOf(handler, { job: entry.job, attempt, signal }));
        });
      }
    }
  }

  function finish(entry: Entry, outcome: Outcome): void {
    running -= 1;
    if (closing !== null) return;
    const { again } = entry;
    entry.again = null;
    if (outcome.kind === 'later') {
      wait(entry, 'held', outcome.waitMs);
      return;
    }
    if (outcome.kind === 'failed') {
      entry.failed += 1;
      if (entry.failed < retries.attempts) {
        wait(entry, 'held', waitAfter(entry.failed, retries, Math.random()));
        return;
      }
      bury(entry, outcome.why);
    }
    entries.delete(entry.key);
    if (again !== null) enter(entry.job, entry.key, again.delayMs - (Date.now() - again.askedAt));
  }

  function bury({ job, failed }: Entry, error: string): void {
    made += 1;
    const id = String(made);
    dead.set(id, { ...job, id, attempts: failed, error, at: Date.now() });
    for (const oldest of dead.keys()) {
      if (dead.size <= MOST_DEAD) break;
      dead.delete(oldest);
    }
  }

  function enter({ kind, subject }: Job, key: string, delayMs: number): void {
    const entry: Entry = {
      job: { kind, subject },
      key,
      failed: 0,
      state: 'ready',
      timer: undefined,
      again: null,
    };
    entries.set(key, entry);
    wait(entry, 'delayed', delayMs);
  }

  async function add(job: Job, { delayMs = 0 }: { readonly delayMs?: number } = {}): Promise<void> {
    if (closing !== null) throw new Error('The queue is closed: it takes no more jobs.');
    const key = keyOf(job);
    const known = entries.get(key);
    if (known === undefined) enter(job, key, delayMs);
    else if (known.state === 'running') known.again = { delayMs, askedAt: Date.now() };
    else if (known.state === 'delayed' && delayMs <= 0) wait(known, 'delayed', 0);
  }

  async function close(deadlineMs: number): Promise<void> {
    for (const { timer } of entries.values()) clearTimeout(timer);
    await begun?.runs.settle(deadlineMs);
  }

  return {
    add,
    work: (handler, concurrency) => {
      if (begun !== null) throw new Error('work was called twice: a queue has one handler.');
      begun = { handler, runs: new Runs(concurrency, beginWhatCan) };
      beginWhatCan();
    },
    counts: async () => ({ waiting: entries.size - running, running, dead: dead.size }),
    dead: async () => [...dead.values()].reverse(),
    retry: async (id) => {
      const job = dead.get(id);
      if (job === undefined) return false;
      await add(job);
      dead.delete(id);
      return true;
    },
    close: (deadlineMs) => {
      closing ??= close(deadlineMs);
      return closing;
    },
    ping: async () => {},
  };
}
