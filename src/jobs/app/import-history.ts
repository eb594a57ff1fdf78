import * as reviewFeedback from '../../analyses/review-feedback/index.js';
import { openRepository, type Repository } from '../../git/repository.js';
import { FIRST_PAGE, type PageCursor, readMergedPage } from '../../github/import-pages.js';
import type { PullRequestSnapshot } from '../../model/forge.js';
import { Later } from '../../queue/queue.js';
import type { StoredReview } from '../../store/store.js';
import { snapshotOf } from '../review-snapshots.js';
import type { App } from './app.js';
import { type Installed, installedRepository } from './installed.js';
import { knownBots } from './known-bots.js';
import { namingOf } from './people.js';

/** Of a limit that others need too an import takes this share; the rest is for what people wait for. */
const BUDGET = 0.5;

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
}

/**
 * Reads what was said of every merged pull request, page by page, oldest first. A kill loses no page and repeats at most
 * one; within half of the rate limit, so that checks never wait for it.
 */
export async function importHistory(app: App, id: number, signal: AbortSignal): Promise<void> {
  const installed = await installedRepository(app, id);
  if (installed === null) return;
  const { repository, installation } = installed;
  const caller = app.github.as({ installation: installation.id, repository: id, purpose: 'pulls' });
  const naming = namingOf(installation, await knownBots(app, id));
  let before = await app.store.cursors.get(id, CURSOR);
  let progress = before === null ? begin(app.now()) : (JSON.parse(before) as ImportProgress);
  if (progress.next !== null) await app.mirrors.fetchAll(installed);
  while (progress.next !== null && !signal.aborted) {
    const branch = repository.defaultBranch;
    const page = await readMergedPage(caller, repository, progress.next, { branch, since: null }, naming);
    const reviews = await judgeReviews(app, installed, page.pulls);
    const { next } = page;
    const now: ImportProgress = {
      next,
      done: progress.done + page.pulls.length,
      total: page.total,
      startedAt: progress.startedAt,
      at: app.now(),
    };
    const after = JSON.stringify(now);
    // Somebody else does the same, or it was erased: both go on without us.
    if ((await app.store.reviews.add(id, reviews, { name: CURSOR, before, after })) !== 'written') return;
    before = after;
    progress = now;
    app.log.info(
      { repository: id, done: now.done, calls: page.calls },
      'a page of pull requests was imported',
    );
    if (next !== null && page.left !== null && page.left.points < page.left.of * (1 - BUDGET))
      throw new Later(page.left.resetAt * 1000, 'an import leaves half of the rate limit to others');
  }
  if (progress.next === null) await app.queue.add({ kind: 'sync', subject: String(id) });
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

/** What became of what was said of some pull requests; those without a conversation of their own say so too. */
async function judgeReviews(
  app: App,
  installed: Installed,
  pulls: readonly PullRequestSnapshot[],
): Promise<StoredReview[]> {
  const path = await app.mirrors.fetchForReviews(installed, pulls);
  const mirror = await openRepository(path, installed.installation.secret);
  try {
    const judged: StoredReview[] = [];
    for (const pull of pulls) judged.push(await judgeReview(mirror, pull));
    return judged;
  } finally {
    await mirror.close();
  }
}

async function judgeReview(
  mirror: Repository,
  { number, title, conversation, merge }: PullRequestSnapshot,
): Promise<StoredReview> {
  // What the forge calls the base may have the change in it by now; what the merge was made on has not.
  const base = merge === null ? null : await mirror.parent(merge.sha).catch(() => null);
  const snapshot = await snapshotOf(mirror, conversation, base);
  const bot = conversation.author?.bot ?? false;
  return {
    number,
    finding: reviewFeedback.judge(snapshot, { title, bot, changedLines: null }),
    people: reviewFeedback.reviewersOf(conversation),
  };
}
