import { type DeliveryAttempt, listDeliveries, redeliver } from '../../github/deliveries.js';
import { Gone } from '../../github/failures.js';
import type { App } from './app.js';

/** GitHub keeps deliveries for three days; older ones can't be had again. */
const KEPT_SECONDS = 3 * 24 * 60 * 60;
/** A webhook may be minutes late, and GitHub's list with it. */
const OVERLAP_SECONDS = 10 * 60;
/** A delivery that is this young may be on its way. */
const SETTLED_SECONDS = 60;
/** What was done is remembered for longer than GitHub can deliver it again. */
const REMEMBERED_SECONDS = 14 * 24 * 60 * 60;
/** More pages than three days can fill are a loop. */
const MOST_PAGES = 10_000;

/**
 * So many are asked for in one sweep, the newest first: with a wrong secret we refuse them all again, and each one that was
 * sent again is in the log once more.
 */
const MOST_AGAIN = 500;

const CURSOR = 'sweep';

/**
 * Asks GitHub for every delivery again that is not in the inbox, whether GitHub thinks it was delivered or not: it never
 * does by itself.
 * @returns how many were asked for again
 */
export async function sweepDeliveries(app: App): Promise<number> {
  const now = app.now();
  const last = Number((await app.store.cursors.get(0, CURSOR)) ?? 0);
  const since = Math.max(now - KEPT_SECONDS, last - OVERLAP_SECONDS);
  const asked = new Set<string>();
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { attempts, next } = await listDeliveries(app.github.app, cursor);
    const young = attempts.filter(({ deliveredAt }) => deliveredAt >= since);
    const settled = young.filter(({ deliveredAt }) => deliveredAt < now - SETTLED_SECONDS);
    if (!(await askFor(app, settled, asked))) return asked.size;
    if (next === null || young.length < attempts.length) break;
    cursor = next;
  }
  await app.store.cursors.set(0, CURSOR, String(now));
  await app.store.inbox.prune({ doneBefore: now - REMEMBERED_SECONDS, deadBefore: 0 });
  return asked.size;
}

/** False where there are too many for one sweep: those that came meanwhile are known to the next one, and it goes on. */
async function askFor(app: App, attempts: readonly DeliveryAttempt[], asked: Set<string>): Promise<boolean> {
  const byGuid = new Map(attempts.map(({ guid, id }) => [guid, id]));
  const here = await app.store.inbox.knows([...byGuid.keys()]);
  for (const [guid, id] of byGuid) {
    if (here.has(guid) || asked.has(guid)) continue;
    if (asked.size >= MOST_AGAIN) return false;
    try {
      await redeliver(app.github.app, id);
      asked.add(guid);
    } catch (error) {
      // Too old by now; the reconciler finds what it was about.
      if (!(error instanceof Gone)) throw error;
    }
  }
  return true;
}
