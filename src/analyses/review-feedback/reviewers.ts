import type { PersonKey } from '../../model/commit.js';
import type { Conversation } from '../../model/review.js';
import { humanThreads, isInTime, isReviewer } from './threads.js';

/**
 * Who reviewed, each once, the first one first, and who wrote it: for shares over people. It is kept beside a finding,
 * never in one, so that it is published nowhere. Accounts that are gone are left out.
 */
export function reviewersOf(conversation: Conversation): {
  readonly author: PersonKey | null;
  readonly reviewers: readonly PersonKey[];
} {
  const looks = [
    ...conversation.reviews.map(({ author, at }) => ({ author, at })),
    ...humanThreads(conversation).flatMap(({ comments: [first] }) => (first === undefined ? [] : [first])),
  ];
  const keys = looks
    .filter(({ author, at }) => isReviewer(conversation, author) && isInTime(conversation, at))
    .sort((a, b) => a.at - b.at)
    .flatMap(({ author }) => (author === null ? [] : [author.key]));
  return { author: conversation.author?.key ?? null, reviewers: [...new Set(keys)] };
}
