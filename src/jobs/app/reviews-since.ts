import type { PageCursor } from '../../github/import-pages.js';
import type { App } from './app.js';
import { importProgress } from './import-history.js';
import type { Installed } from './installed.js';
import { leaveToOthers, mergedPage } from './merged-page.js';

/** Until when merged pull requests are known, in seconds since 1970, UTC. */
const CURSOR = 'merged';
/** Clocks differ, and what was merged a moment ago may be listed a moment later. */
const OVERLAP_SECONDS = 60 * 60;
/** In most cases there is nothing new: a page of this size costs one point, however often it is read. */
const PAGE = 5;

/**
 * Reads what was said of pull requests that were merged since the last time. Webhooks tell of each; those that were lost
 * for longer than GitHub keeps them would be missing for good.
 */
export async function reviewsSince(app: App, installed: Installed, signal: AbortSignal): Promise<void> {
  const { id } = installed.repository;
  const progress = await importProgress(app, id);
  // An import is still coming to them.
  if (progress === null || progress.next !== null) return;
  // What they were made of is on no mirror yet.
  await app.mirrors.fetchAll(installed);
  const now = app.now();
  const known = Number((await app.store.cursors.get(id, CURSOR)) ?? progress.startedAt);
  let at: PageCursor | null = { after: null, size: PAGE };
  while (at !== null) {
    if (signal.aborted) return;
    const page = await mergedPage(app, installed, at, known - OVERLAP_SECONDS);
    if ((await app.store.reviews.add(id, page.reviews, null)) !== 'written') return;
    if (page.next !== null) leaveToOthers(page);
    at = page.next;
  }
  await app.store.cursors.set(id, CURSOR, String(now));
}
