import { iso } from '../shapes/time.js';
import { nodeId } from '../state/ids.js';
import type { IssueComment, Review, ReviewComment, Thread } from '../state/state.js';
import { actorById, bareCommit } from './actor.js';
import { connection, type Slice } from './connection.js';
import type { InPull } from './context.js';

const htmlOf = ({ context: { world }, repository, pull }: InPull): string => {
  const owner = world.state.accounts.find(({ id }) => id === repository.ownerId)?.login ?? '';
  return `${world.origin}/${owner}/${repository.name}/pull/${pull.number}`;
};

export function reviewNode(place: InPull, review: Review) {
  const { world } = place.context;
  return {
    __typename: 'PullRequestReview',
    id: nodeId('review', review.id),
    databaseId: review.id,
    fullDatabaseId: String(review.id),
    state: review.state,
    body: review.body,
    submittedAt: iso(review.submittedAt),
    createdAt: iso(review.submittedAt),
    updatedAt: iso(review.submittedAt),
    authorAssociation: 'MEMBER',
    author: actorById(world, review.authorId),
    commit: bareCommit(review.commit),
    url: `${htmlOf(place)}#pullrequestreview-${review.id}`,
    comments: (slice: Slice) =>
      connection(
        place.pull.threads.flatMap((thread) =>
          thread.comments
            .filter(({ reviewId }) => reviewId === review.id)
            .map((comment) => ({ id: comment.id, thread, comment })),
        ),
        slice,
        ({ thread, comment }) => reviewCommentNode(place, thread, comment),
      ),
  };
}

export function threadNode(place: InPull, thread: Thread) {
  const { world } = place.context;
  return {
    __typename: 'PullRequestReviewThread',
    id: nodeId('thread', thread.id),
    isResolved: thread.resolved,
    isOutdated: thread.outdated,
    isCollapsed: thread.resolved || thread.outdated,
    subjectType: thread.subject,
    path: thread.path,
    line: thread.line,
    startLine: thread.startLine,
    originalLine: thread.originalLine,
    originalStartLine: thread.originalStartLine,
    diffSide: thread.side,
    startDiffSide: thread.originalStartLine === null ? null : thread.side,
    resolvedBy: actorById(world, thread.resolvedById),
    comments: (slice: Slice) =>
      connection(thread.comments, slice, (comment) => reviewCommentNode(place, thread, comment)),
  };
}

export function reviewCommentNode(place: InPull, thread: Thread, comment: ReviewComment) {
  const { world } = place.context;
  const { pull } = place;
  const review = pull.reviews.find(({ id }) => id === comment.reviewId);
  const first = thread.comments.find(({ id }) => id === comment.replyTo);
  return {
    __typename: 'PullRequestReviewComment',
    id: nodeId('reviewComment', comment.id),
    databaseId: comment.id,
    fullDatabaseId: String(comment.id),
    body: comment.body,
    createdAt: iso(comment.createdAt),
    updatedAt: iso(comment.createdAt),
    lastEditedAt: null,
    authorAssociation: 'MEMBER',
    path: thread.path,
    diffHunk: thread.diffHunk,
    outdated: thread.outdated,
    line: thread.line,
    startLine: thread.startLine,
    originalLine: thread.originalLine,
    originalStartLine: thread.originalStartLine,
    subjectType: thread.subject,
    author: actorById(world, comment.authorId),
    commit: bareCommit(thread.commit),
    originalCommit: bareCommit(thread.originalCommit),
    replyTo: () => (first === undefined ? null : reviewCommentNode(place, thread, first)),
    pullRequestReview: () => (review === undefined ? null : reviewNode(place, review)),
    url: `${htmlOf(place)}#discussion_r${comment.id}`,
  };
}

export function issueCommentNode(place: InPull, comment: IssueComment) {
  return {
    __typename: 'IssueComment',
    id: nodeId('issueComment', comment.id),
    databaseId: comment.id,
    fullDatabaseId: String(comment.id),
    body: comment.body,
    createdAt: iso(comment.createdAt),
    updatedAt: iso(comment.createdAt),
    lastEditedAt: null,
    authorAssociation: 'MEMBER',
    author: actorById(place.context.world, comment.authorId),
    url: `${htmlOf(place)}#issuecomment-${comment.id}`,
  };
}
