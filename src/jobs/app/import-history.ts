import { Unavailable } from '../../github/failures.js';
import { FIRST_PAGE, type PageCursor } from '../../github/import-pages.js';
import type { App } from './app.js';
import { wantSync } from './due.js';
import { type Installed, installedRepository } from './installed.js';
import { type JudgedPage, leaveToOthers, mergedPage, passedOver } from './merged-page.js';

const CURSOR = 'import';

/** How far an import has come; what `doctor`, the metrics and checks tell. */
export interface ImportProgress {
  /** Where the next page begins; null when all are read. */
  readonly next: PageCursor | null;
  /** Pull requests that were read. */
  readonly done: number;
  /** How many there are, as the last page said. */
  readonly total: number;
  /** Seconds since 1970, UTC. */
  readonly startedAt: number;
  readonly at: number;
  /** Numbers of those that were left out: GitHub had no whole answer for them. */
  readonly skipped?: readonly number[];
  /** Since when it has none for the next one; null: it has. */
  readonly stuckSince?: number | null;
}

/** An hour is longer than most troubles of GitHub's: what it can't answer for then is left out. */
const STUCK_SECONDS = 60 * 60;

/**
 * Reads what was said of every merged pull request, page by page, oldest first. A kill loses no page and repeats at most
 * one; within half of the rate limit, so that checks never wait for it.
 */
export async function importHistory(app: App, id: number, signal: AbortSignal): Promise<void> {
  const installed = await installedRepository(app, id);
  if (installed === null) return;
  let before = await app.store.cursors.get(id, CURSOR);
  let progress = before === null ? begin(app.now()) : (JSON.parse(before) as ImportProgress);
  if (progress.next !== null) await app.mirrors.fetchAll(installed);
  while (progress.next !== null && !signal.aborted) {
    const { next, reviews, leftOut, ...page } = await nextPage(app, installed, { ...progress, before });
    const now: ImportProgress = {
      next,
      done: progress.done + reviews.length,
      total: page.total,
      startedAt: progress.startedAt,
      at: app.now(),
      skipped: [...(progress.skipped ?? []), ...(leftOut === null ? [] : [leftOut])],
      stuckSince: null,
    };
    const after = JSON.stringify(now);
    // With the last page: a kill right after it must not leave them out of the report.
    if (next === null) await wantSync(app, id);
    // Somebody else does the same, or it was erased: both go on without us.
    if ((await app.store.reviews.add(id, reviews, { name: CURSOR, before, after })) !== 'written') return;
    before = after;
    progress = now;
    app.log.info(
      { repository: id, done: now.done, calls: page.calls },
      'a page of pull requests was imported',
    );
    if (next !== null) leaveToOthers(page);
  }
  if (progress.next === null) await app.queue.add({ kind: 'sync', subject: String(id) });
}

/** The next page; past one pull request for which GitHub has had no whole answer for an hour. */
async function nextPage(
  app: App,
  installed: Installed,
  { before, ...progress }: ImportProgress & { readonly before: string | null },
): Promise<JudgedPage & { readonly leftOut: number | null }> {
  const at = progress.next ?? FIRST_PAGE;
  try {
    return { ...(await mergedPage(app, installed, at, null)), leftOut: null };
  } catch (error) {
    if (!(error instanceof Unavailable && error.partial)) throw error;
    const since = progress.stuckSince ?? null;
    if (since !== null && app.now() - since >= STUCK_SECONDS) return await passedOver(app, installed, at);
    if (since === null) {
      const after = JSON.stringify({ ...progress, skipped: progress.skipped ?? [], stuckSince: app.now() });
      await app.store.reviews.add(installed.repository.id, [], { name: CURSOR, before, after });
    }
    throw error;
  }
}

const begin = (now: number): ImportProgress => ({
  next: FIRST_PAGE,
  done: 0,
  total: 0,
  startedAt: now,
  at: now,
});

export async function importProgress(
  app: Pick<App, 'store'>,
  repository: number,
): Promise<ImportProgress | null> {
  const cursor = await app.store.cursors.get(repository, CURSOR);
  return cursor === null ? null : (JSON.parse(cursor) as ImportProgress);
}

/** How far all imports have come, by repository; of those that were begun. */
export async function importsOf(app: Pick<App, 'store'>): Promise<ReadonlyMap<number, ImportProgress>> {
  const cursors = await app.store.cursors.named(CURSOR);
  return new Map([...cursors].map(([id, value]) => [id, JSON.parse(value) as ImportProgress]));
}

/** How long it will go on, at the pace so far. */
export const secondsLeft = ({ done, total, startedAt, at }: ImportProgress): number =>
  done === 0 ? 0 : (Math.max(0, total - done) * (at - startedAt)) / done;

/** What a check says while history is still being read; null when it is read, or nobody has begun. */
export async function importWords(app: Pick<App, 'store'>, repository: number): Promise<string | null> {
  const progress = await importProgress(app, repository);
  return progress === null || progress.next === null
    ? null
    : `The history is still being read (${progress.done.toLocaleString('en-US')} of ${progress.total.toLocaleString('en-US')} pull requests): trends are not whole yet.`;
}
