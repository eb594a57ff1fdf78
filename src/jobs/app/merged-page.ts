import * as reviewFeedback from '../../analyses/review-feedback/index.js';
import { openRepository, type Repository } from '../../git/repository.js';
import { type MergedPage, type PageCursor, passOver, readMergedPage } from '../../github/import-pages.js';
import type { PullRequestSnapshot } from '../../model/forge.js';
import { Later } from '../../queue/queue.js';
import type { StoredReview } from '../../store/store.js';
import { snapshotOf } from '../review-snapshots.js';
import type { App } from './app.js';
import type { Installed } from './installed.js';
import { knownBots } from './known-bots.js';
import { namingOf } from './people.js';

/** Of a limit that others need too, reading the past takes this share; the rest is for what people wait for. */
const BUDGET = 0.5;

/** A page of merged pull requests, with what became of what was said of each. */
export interface JudgedPage extends Omit<MergedPage, 'pulls'> {
  readonly reviews: readonly StoredReview[];
}

/**
 * Reads a page of the pull requests that were merged into the default branch, and judges their conversations. The mirror
 * must be whole.
 *
 * @param since only those changed since (seconds since 1970, UTC), the last changed first; null: all, the oldest first
 */
export async function mergedPage(
  app: App,
  installed: Installed,
  at: PageCursor,
  since: number | null,
): Promise<JudgedPage> {
  const { repository, installation } = installed;
  const { id, defaultBranch: branch } = repository;
  const caller = app.github.as({ installation: installation.id, repository: id, purpose: 'pulls' });
  const naming = namingOf(installation, await knownBots(app, id));
  const { pulls, ...page } = await readMergedPage(caller, repository, at, { branch, since }, naming);
  return { ...page, reviews: await judgeReviews(app, installed, pulls) };
}

/** Goes past a pull request that GitHub cannot answer for; the numbers of those left out are told. */
export async function passedOver(
  app: App,
  { repository, installation }: Installed,
  at: PageCursor,
): Promise<JudgedPage & { readonly leftOut: number | null }> {
  const { id, defaultBranch: branch } = repository;
  const caller = app.github.as({ installation: installation.id, repository: id, purpose: 'pulls' });
  const { number, next, total } = await passOver(caller, repository, at, { branch, since: null });
  app.log.warn({ repository: id, number }, 'GitHub has no whole answer for a pull request: it is left out');
  return { reviews: [], next, total, calls: 1, left: null, leftOut: number };
}

/** @throws Later where half of the limit is used up */
export function leaveToOthers({ left }: Pick<JudgedPage, 'left'>): void {
  if (left !== null && left.points < left.of * (1 - BUDGET))
    throw new Later(left.resetAt * 1000, 'half of the rate limit is left to others');
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
