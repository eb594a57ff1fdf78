import type { Conversation } from '../../model/review.js';
import type { ReviewFeedbackFinding } from '../../model/review-feedback.js';
import { readComment } from './comment.js';
import { humanThreads, isAuthor, isInTime, isReviewer } from './threads.js';
import { workingHours } from './working-hours.js';

/**
 * Smaller changes are read in a moment. Larger ones take a second a line and two minutes at least: nobody reads faster
 * than a fifth of that and finds anything (5-review-evidence, 4.3; SmartBear's 200 to 400 lines take 60 to 90 minutes).
 */
export const FAST_LINES = 50;
const SECONDS_A_LINE = 1;
const LEAST_SECONDS = 120;

/** When people other than the author looked at it, before the merge; in order. */
export const looksOf = (conversation: Conversation): number[] =>
  [
    ...conversation.reviews
      .filter(({ author, at }) => isReviewer(conversation, author) && isInTime(conversation, at))
      .map(({ at }) => at),
    ...humanThreads(conversation).map(({ comments }) => comments[0]?.at ?? 0),
  ].sort((a, b) => a - b);

/** From when a review was asked for to the first one; one of a draft took no time. */
export function firstReviewOf(conversation: Conversation): ReviewFeedbackFinding['firstReview'] {
  const [first] = looksOf(conversation);
  if (first === undefined) return null;
  const { readyAt } = conversation;
  return { hours: Math.max(0, first - readyAt) / 3600, workingHours: workingHours(readyAt, first) };
}

const approvalsOf = (conversation: Conversation) =>
  conversation.reviews
    .filter(
      ({ state, author, at }) =>
        state === 'approved' && isReviewer(conversation, author) && isInTime(conversation, at),
    )
    .sort((a, b) => a.at - b.at);

/**
 * When its head moved: by the forge's record, and by the dates of commits where nothing is recorded. Merges of the base
 * move it, too.
 */
const pushesOf = ({ pushes, commits }: Conversation): number[] =>
  (pushes.length > 0 ? pushes : commits).map(({ at }) => at).sort((a, b) => a - b);

/**
 * Approved without a substantive comment by anybody, and faster than it can be read. All of it is needed: most changes
 * without a comment are small, and fine.
 *
 * @returns null where it is not asked
 */
export function fastApproval(conversation: Conversation, changedLines: number): boolean | null {
  const [approval] = approvalsOf(conversation);
  if (approval === undefined || changedLines <= FAST_LINES) return null;
  const asked = pushesOf(conversation).filter((at) => at <= approval.at);
  const from = Math.max(conversation.readyAt, ...asked);
  const seconds = approval.at - from;
  // A review of a draft came before it was asked for: how long it took is not known.
  if (seconds < 0) return false;
  return seconds < Math.max(LEAST_SECONDS, changedLines * SECONDS_A_LINE) && !isTalkedAbout(conversation);
}

/** Whether anybody, its author too, said something of substance in it before the merge. */
function isTalkedAbout(conversation: Conversation): boolean {
  const said = [
    ...conversation.reviews.map(({ author, at, body }) => ({ author, at, body, hunk: null })),
    ...conversation.comments,
    ...conversation.threads.flatMap(({ comments }) => comments),
  ];
  return said.some(
    ({ author, at, body, hunk }) =>
      !(author?.bot ?? false) && isInTime(conversation, at) && readComment(body, hunk).substantive,
  );
}

/** What brings the base into a branch is nobody's new work. */
const FROM_BASE = /^Merge (?:(?:remote-tracking )?branch|pull request|commit) /;

/** How many commits came after the last approval; null without one. */
export function afterApproval(conversation: Conversation): number | null {
  const last = approvalsOf(conversation).at(-1);
  if (last === undefined) return null;
  const { commits } = conversation;
  const seen = commits.findIndex(({ sha }) => sha === last.commit);
  const later = seen === -1 ? commits.filter(({ at }) => at > last.at) : commits.slice(seen + 1);
  return later.filter(({ subject }) => !FROM_BASE.test(subject)).length;
}

/** How often feedback (a thread, or changes that were asked for) was followed by a push of the author. */
export function roundsOf(conversation: Conversation): number {
  const feedback = [
    ...conversation.reviews
      .filter(({ state, author }) => state === 'changes-requested' && isReviewer(conversation, author))
      .map(({ at }) => at),
    ...humanThreads(conversation).map(({ comments }) => comments[0]?.at ?? 0),
  ].sort((a, b) => a - b);
  const own = conversation.commits.filter(({ author }) => author === null || isAuthor(conversation, author));
  const pushes = pushesOf({ ...conversation, commits: own });
  let [rounds, at] = [0, Number.NEGATIVE_INFINITY];
  for (const said of feedback) {
    if (said < at) continue;
    const push = pushes.find((it) => it > said);
    if (push === undefined) break;
    rounds += 1;
    at = push;
  }
  return rounds;
}
