import type { PersonKey } from '../../model/commit.js';
import type { Actor, Conversation, ReviewComment, ReviewSnapshot, ReviewThread } from '../../model/review.js';
import type { Feedback, FeedbackThread } from '../../model/review-feedback.js';
import { readComment } from './comment.js';
import type { CommentReading } from './comment-reading.js';
import { whatBecameOf } from './uptake.js';

/** Labels by which a comment says that it asks for nothing. */
const ASKS_NOTHING = new Set(['praise', 'note', 'thought', 'fyi']);

export const isAuthor = ({ author }: Conversation, who: Actor | null): boolean =>
  author !== null && who !== null && who.key === author.key;

/**
 * A person other than the author. An account that is gone was a person's; where the author's is gone, too, it may have
 * been the same one, and is taken for it.
 */
export const isReviewer = (conversation: Conversation, who: Actor | null): boolean =>
  who === null ? conversation.author !== null : !who.bot && !isAuthor(conversation, who);

/** What was said after a merge cannot lead to anything in it. */
export const isInTime = ({ mergedAt }: Conversation, at: number): boolean =>
  mergedAt === null || at <= mergedAt;

/** Threads that people other than the author opened, before the merge. */
export const humanThreads = (conversation: Conversation): ReviewThread[] =>
  conversation.threads.filter(({ comments: [first] }) => {
    return first !== undefined && isReviewer(conversation, first.author) && isInTime(conversation, first.at);
  });

/** A thread, what its first comment says, and what became of it. */
export function feedbackThread(
  thread: ReviewThread,
  { conversation, after }: Pick<ReviewSnapshot, 'conversation' | 'after'>,
): FeedbackThread {
  const [first, ...replies] = thread.comments as readonly [ReviewComment, ...ReviewComment[]];
  const reading = readComment(first.body, first.hunk);
  const asks = asksForSomething(reading);
  const { became, by, isFollowed } = whatBecameOf(
    {
      thread,
      at: first.at,
      by: keyOf(first.author),
      form: reading.form,
      suggestions: reading.suggestions,
      answered: replies.some(
        (reply) => isAuthor(conversation, reply.author) && answers(reply, reading.form === 'question'),
      ),
    },
    after.get(thread.id) ?? { kind: 'gone' },
  );
  return {
    id: thread.id,
    path: thread.path,
    line: thread.lines?.last ?? null,
    ...feedbackOf(reading),
    nit: reading.nit,
    asks,
    resolved: thread.resolved,
    became,
    by,
    counts: asks && isFollowed,
  };
}

const keyOf = (actor: Actor | null): PersonKey | null => actor?.key ?? null;

function asksForSomething({ actionable, form, label }: CommentReading): boolean {
  if (label !== null && ASKS_NOTHING.has(label) && form !== 'suggestion') return false;
  return actionable || form === 'question' || form === 'request' || form === 'suggestion';
}

/** A question is answered by any words; whatever else, by more than *done*. */
function answers({ body, hunk }: ReviewComment, isQuestion: boolean): boolean {
  const { words, form } = readComment(body, hunk);
  return words > 0 && (isQuestion || form !== 'acknowledgement');
}

export const feedbackOf = ({
  form,
  substantive,
  reasoned,
  question,
  praiseWithReason,
  label,
}: CommentReading): Feedback => ({
  form,
  substantive,
  reasoned,
  question,
  praiseWithReason,
  labelled: label !== null,
});

/** What people other than the author wrote in reviews besides threads. */
export const summariesOf = (conversation: Conversation): Feedback[] =>
  conversation.reviews
    .filter(
      ({ author, at, body }) =>
        body.trim() !== '' && isReviewer(conversation, author) && isInTime(conversation, at),
    )
    .map(({ body }) => readComment(body, null))
    .filter(({ words, suggestions }) => words > 0 || suggestions.length > 0)
    .map(feedbackOf);
