import { pruneSessions } from '../access/sessions.js';
import type { App } from './app.js';
import { dispatcher } from './dispatch.js';
import { resume } from './resume.js';

/** What the queue has forgotten is found within this time. */
const DISPATCH_MS = 2_000;
/** What is due, and what was lost with the queue and is in no inbox; a start looks at once. */
const RESUME_MS = 10 * 60_000;
const SWEEP_MS = 10 * 60_000;
/** Sessions that are over are of no use anyway; this is how long their rows outlive them. */
const FORGET_MS = 10 * 60_000;

/**
 * Begins what happens by itself: filling the queue, sweeping, reconciling. Every worker has timers of its own: jobs of one
 * key wait only once.
 * @returns ends them, and waits for what runs
 */
export function startTimers(app: App): () => Promise<void> {
  const timers = [
    every(app, DISPATCH_MS, dispatcher(app)),
    every(app, RESUME_MS, () => resume(app)),
    every(app, SWEEP_MS, () => app.queue.add({ kind: 'sweep', subject: 'all' })),
    every(app, FORGET_MS, () => pruneSessions(app.store, app.now())),
  ];
  return async () => {
    await Promise.all(timers.map((end) => end()));
  };
}

/** At once, and then again and again, never twice at a time; a failure is told and tried again. */
function every(app: App, ms: number, act: () => Promise<unknown>): () => Promise<void> {
  let ended = false;
  let timer: NodeJS.Timeout | undefined;
  const round = async (): Promise<void> => {
    try {
      await act();
    } catch (error) {
      app.log.error({ error: String(error) }, 'something that happens by itself failed; it is tried again');
    }
    if (!ended) {
      timer = setTimeout(() => {
        running = round();
      }, ms);
    }
  };
  let running = round();
  return async () => {
    ended = true;
    clearTimeout(timer);
    await running;
  };
}
