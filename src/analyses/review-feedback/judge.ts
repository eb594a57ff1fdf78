import type { ReviewSnapshot } from '../../model/review.js';
import type { ReviewFeedbackFinding } from '../../model/review-feedback.js';
import { chanceOf } from './chance.js';
import { placeOf } from './hunk-lines.js';
import { whyNotAsked } from './population.js';
import { reasonsOf } from './reasons.js';
import { feedbackThread, humanThreads, isAuthor, summariesOf } from './threads.js';
import { afterApproval, fastApproval, firstReviewOf, looksOf, roundsOf } from './timing.js';

/** What is known of a change besides its review. */
export interface ReviewedChange {
  readonly title: string;
  readonly bot: boolean;
  /** Lines that came and went with its commits, without what a machine makes; null where that is not known. */
  readonly changedLines: number | null;
}

/** Judges the review of one change by the definition in docs/review-feedback.md. */
export function judge(snapshot: ReviewSnapshot, change: ReviewedChange): ReviewFeedbackFinding {
  const { conversation, after, atFirstReview } = snapshot;
  const inAll = conversation.additions + conversation.deletions;
  // Commits may undo each other, and the forge counts what a machine makes.
  const changedLines = Math.min(change.changedLines ?? inAll, inAll);
  const isByHand = change.changedLines !== 0 || inAll === 0;
  const merged = conversation.mergedAt !== null;
  const without = whyNotAsked(conversation, { ...change, isByHand });
  const isBot = (first: { readonly author: { readonly bot: boolean } | null } | undefined): boolean =>
    first?.author?.bot ?? false;
  const programs = {
    threads: conversation.threads.filter(({ comments }) => isBot(comments[0])).length,
    reviews: conversation.reviews.filter(isBot).length,
  };
  const nothing = {
    practice: 'review-feedback',
    class: 'not-applicable',
    merged,
    ownMerge: false,
    threads: [],
    summaries: [],
    programs,
    chance: { x: 0, n: 0 },
    rounds: 0,
    firstReview: null,
    fastApproval: null,
    afterApproval: null,
    changedLines,
  } as const;
  if (without !== null) return { ...nothing, reasons: [without] };
  const opened = humanThreads(conversation);
  const isReviewed = looksOf(conversation).length > 0;
  const finding: Omit<ReviewFeedbackFinding, 'reasons'> = {
    ...nothing,
    class: isReviewed ? 'reviewed' : 'unreviewed',
    ownMerge: merged && !isReviewed && isAuthor(conversation, conversation.mergedBy),
    threads: opened.map((thread) => feedbackThread(thread, snapshot)),
    summaries: summariesOf(conversation),
    chance: chanceOf(
      atFirstReview,
      opened.flatMap((thread) => {
        const [span, later] = [placeOf(thread), after.get(thread.id)];
        if (span === null || later === undefined || later.kind === 'gone') return [];
        return [{ path: thread.path, span, edits: later.edits }];
      }),
    ),
    rounds: roundsOf(conversation),
    firstReview: firstReviewOf(conversation),
    fastApproval: fastApproval(conversation, changedLines),
    afterApproval: afterApproval(conversation),
  };
  return { ...finding, reasons: reasonsOf(finding, conversation.incomplete) };
}
