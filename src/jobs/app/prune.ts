import type { App } from './app.js';
import { pruned } from './due.js';

const DAY = 24 * 60 * 60;

/** What was done is remembered for longer than GitHub can deliver it again. */
const DONE_SECONDS = 14 * DAY;
/** What was given up is kept as long as somebody may still ask why. */
const DEAD_SECONDS = 90 * DAY;
/** A check that was replaced, and pushes to what is closed: nobody comes back to them after a month. */
const REPLACED_SECONDS = 30 * DAY;
/** GitHub archives checks then: no button of theirs can be pressed any more. */
const CHECKS_SECONDS = 400 * DAY;

/** Forgets what is of no use any more. What was judged, trends, rungs and disputes stay. */
export async function prune(app: App): Promise<void> {
  const { store } = app;
  const now = app.now();
  await store.inbox.prune({ doneBefore: now - DONE_SECONDS, deadBefore: now - DEAD_SECONDS });
  await store.outbox.prune({ replacedBefore: now - REPLACED_SECONDS, allBefore: now - CHECKS_SECONDS });
  for (const { id } of await store.repositories.all()) await store.pulls.prune(id, now - REPLACED_SECONDS);
  await pruned(app);
}
