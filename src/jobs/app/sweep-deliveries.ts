import { type DeliveryAttempt, listDeliveries, redeliver } from '../../github/deliveries.js';
import { Gone } from '../../github/failures.js';
import type { App } from './app.js';

/** GitHub keeps deliveries for three days; older ones can't be had again. */
const KEPT_SECONDS = 3 * 24 * 60 * 60;
/** A webhook may be minutes late, and GitHub's list with it. */
const OVERLAP_SECONDS = 10 * 60;
/** A delivery that is this young may be on its way. */
const SETTLED_SECONDS = 60;
/** More pages than three days can fill are a loop. */
const MOST_PAGES = 10_000;

/**
 * So many are asked for in one sweep, the newest first: with a wrong secret we refuse them all again, and each one that was
 * sent again is in the log once more.
 */
const MOST_AGAIN = 500;
/** Of those that were asked for and did not come so many are kept in mind, the last ones. */
const MOST_ASKED = 2_000;
/** When one that did not come is asked for again: this time, and twice as long each time. */
const AGAIN_SECONDS = 10 * 60;

const CURSOR = 'sweep';
const ASKED = 'sweep-asked';

/** A delivery that was asked for and is not in the inbox: GitHub may have taken that, and lost it. */
interface Asked {
  readonly guid: string;
  /** An attempt of it. */
  readonly id: string;
  /** When GitHub tried first, and when it was asked last; seconds since 1970, UTC. */
  readonly since: number;
  readonly at: number;
  readonly times: number;
}

/**
 * Asks GitHub for every delivery again that is not in the inbox, whether GitHub thinks it was delivered or not: it never
 * does by itself.
 * @returns how many were asked for again
 */
export async function sweepDeliveries(app: App): Promise<number> {
  const now = app.now();
  const last = Number((await app.store.cursors.get(0, CURSOR)) ?? 0);
  const since = Math.max(now - KEPT_SECONDS, last - OVERLAP_SECONDS);
  const asked = await stillMissing(app);
  const due = [...asked.values()].filter(({ at, times }) => now >= at + AGAIN_SECONDS * 2 ** (times - 1));
  let count = await ask(app, asked, due, MOST_AGAIN);
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES && count < MOST_AGAIN; page += 1) {
    const { attempts, next } = await listDeliveries(app.github.app, cursor);
    const young = attempts.filter(({ deliveredAt }) => deliveredAt >= since);
    const settled = young.filter(({ deliveredAt }) => deliveredAt < now - SETTLED_SECONDS);
    count += await ask(app, asked, await unknownOf(app, settled, asked), MOST_AGAIN - count);
    if (next === null || young.length < attempts.length) break;
    cursor = next;
  }
  await app.store.cursors.set(0, ASKED, JSON.stringify([...asked.values()].slice(-MOST_ASKED)));
  // There may be more: those that come meanwhile are known to the next sweep, and it goes on.
  if (count < MOST_AGAIN) await app.store.cursors.set(0, CURSOR, String(now));
  return count;
}

/** What was asked for before, is not in the inbox, and can still be had. */
async function stillMissing(app: App): Promise<Map<string, Asked>> {
  const kept = JSON.parse((await app.store.cursors.get(0, ASKED)) ?? '[]') as readonly Asked[];
  const young = kept.filter(({ since }) => since >= app.now() - KEPT_SECONDS);
  const here = await app.store.inbox.knows(young.map(({ guid }) => guid));
  return new Map(young.flatMap((it) => (here.has(it.guid) ? [] : [[it.guid, it] as const])));
}

/** Attempts, one a delivery, of what is neither here nor was asked for before. */
async function unknownOf(
  app: App,
  attempts: readonly DeliveryAttempt[],
  asked: ReadonlyMap<string, Asked>,
): Promise<readonly Asked[]> {
  const byGuid = new Map(attempts.map((it) => [it.guid, it]));
  const here = await app.store.inbox.knows([...byGuid.keys()]);
  return [...byGuid.values()]
    .filter(({ guid }) => !here.has(guid) && !asked.has(guid))
    .map(({ guid, id, deliveredAt }) => ({ guid, id, since: deliveredAt, at: 0, times: 0 }));
}

/** Asks for some, at most so many, and keeps that in mind. How many. */
async function ask(
  app: App,
  asked: Map<string, Asked>,
  wanted: readonly Asked[],
  most: number,
): Promise<number> {
  let count = 0;
  for (const it of wanted.slice(0, most)) {
    asked.delete(it.guid);
    try {
      await redeliver(app.github.app, it.id);
      asked.set(it.guid, { ...it, at: app.now(), times: it.times + 1 });
      count += 1;
    } catch (error) {
      // Too old by now; the reconciler finds what it was about.
      if (!(error instanceof Gone)) throw error;
    }
  }
  return count;
}
