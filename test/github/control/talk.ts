import { hunkAt } from '../git/places.js';
import {
  issueCommentShape,
  issueShape,
  reviewCommentShape,
  reviewShape,
  threadShape,
} from '../shapes/conversation.js';
import { pullShape } from '../shapes/pull.js';
import { pullNumbered, repositoryNamed, threadOf } from '../state/find.js';
import { newId } from '../state/ids.js';
import type { Account, PullRequest, Repository, Review, ReviewComment, Thread } from '../state/state.js';
import { emit } from '../webhooks/emit.js';
import { now, type World } from '../world.js';
import { person } from './people.js';
import type { PullName } from './pulls.js';

interface Place {
  readonly world: World;
  readonly repository: Repository;
  readonly pull: PullRequest;
}

const placeOf = (world: World, { repository, number }: PullName): Place => ({
  world,
  repository: repositoryNamed(world, repository),
  pull: pullNumbered(world, repository, number),
});

function touch({ world, pull }: Place): number {
  pull.updatedAt = Math.max(pull.updatedAt, now(world));
  return pull.updatedAt;
}

/** What a webhook of the conversation says besides. */
const about = ({ world, repository, pull }: Place) => ({ pull_request: pullShape(world, repository, pull) });

export interface WriteReview extends PullName {
  readonly author: string;
  readonly state?: Review['state'];
  readonly body?: string;
  /** Each opens a thread. A line that the diff does not show has an empty hunk; without a line it is about the file. */
  readonly comments?: readonly {
    readonly path: string;
    readonly line?: number;
    readonly startLine?: number;
    readonly side?: Thread['side'];
    readonly body: string;
  }[];
}

/** Reviews a pull request; answers the ids of the review and of its threads. */
export async function review(
  world: World,
  input: WriteReview,
): Promise<{ readonly id: number; readonly threads: readonly number[] }> {
  const place = placeOf(world, input);
  const author = person(world, input.author);
  const { pull, repository } = place;
  const written: Review = {
    id: newId(world.state),
    authorId: author.id,
    state: input.state ?? 'COMMENTED',
    body: input.body ?? '',
    submittedAt: touch(place),
    commit: pull.head.sha,
  };
  pull.reviews.push(written);
  const threads: Thread[] = [];
  for (const one of input.comments ?? []) threads.push(await openThread(place, written, author, one));
  const shape = reviewShape(world, repository, pull, written);
  emit(world, repository, 'pull_request_review', 'submitted', author, { review: shape, ...about(place) });
  for (const thread of threads) {
    for (const comment of thread.comments) emitComment(place, thread, comment, author);
  }
  return { id: written.id, threads: threads.map(({ id }) => id) };
}

async function openThread(
  place: Place,
  { id: reviewId, submittedAt, commit }: Review,
  author: Account,
  one: NonNullable<WriteReview['comments']>[number],
): Promise<Thread> {
  const { world, repository, pull } = place;
  const { path, body, side = 'RIGHT', line = null, startLine = null } = one;
  const ends = { base: pull.base.sha, head: pull.head.sha, path, side };
  const diffHunk = line === null ? '' : await hunkAt(world, repository, { ...ends, line });
  const thread: Thread = {
    id: newId(world.state),
    path,
    side,
    subject: line === null ? 'FILE' : 'LINE',
    line,
    startLine,
    originalLine: line,
    originalStartLine: startLine,
    outdated: false,
    resolved: false,
    resolvedById: null,
    originalCommit: commit,
    commit,
    diffHunk,
    comments: [
      {
        id: newId(world.state),
        authorId: author.id,
        body,
        createdAt: submittedAt,
        reviewId,
        replyTo: null,
      },
    ],
  };
  pull.threads.push(thread);
  return thread;
}

function emitComment(place: Place, thread: Thread, comment: ReviewComment, author: Account): void {
  const { world, repository, pull } = place;
  emit(world, repository, 'pull_request_review_comment', 'created', author, {
    comment: reviewCommentShape(world, repository, pull, thread, comment),
    ...about(place),
  });
}

export interface Reply extends PullName {
  readonly thread: number;
  readonly author: string;
  readonly body: string;
}

/** Answers in a thread: as on GitHub a review of its own, with nothing in it but the answer. */
export function reply(world: World, input: Reply): { readonly id: number } {
  const place = placeOf(world, input);
  const author = person(world, input.author);
  const { pull, repository } = place;
  const thread = threadOf(pull, input.thread);
  const at = touch(place);
  const written: Review = {
    id: newId(world.state),
    authorId: author.id,
    state: 'COMMENTED',
    body: '',
    submittedAt: at,
    commit: pull.head.sha,
  };
  pull.reviews.push(written);
  const comment: ReviewComment = {
    id: newId(world.state),
    authorId: author.id,
    body: input.body,
    createdAt: at,
    reviewId: written.id,
    replyTo: thread.comments[0]?.id ?? null,
  };
  thread.comments.push(comment);
  const shape = reviewShape(world, repository, pull, written);
  emit(world, repository, 'pull_request_review', 'submitted', author, { review: shape, ...about(place) });
  emitComment(place, thread, comment, author);
  return { id: comment.id };
}

export interface ResolveThread extends PullName {
  readonly thread: number;
  readonly by: string;
  /** False opens it again. */
  readonly resolved?: boolean;
}

/** Resolves a thread. As on GitHub this does not touch the time at which the pull request was updated. */
export function resolveThread(world: World, input: ResolveThread): void {
  const place = placeOf(world, input);
  const by = person(world, input.by);
  const thread = threadOf(place.pull, input.thread);
  const resolved = input.resolved ?? true;
  Object.assign(thread, { resolved, resolvedById: resolved ? by.id : null });
  const action = resolved ? 'resolved' : 'unresolved';
  emit(world, place.repository, 'pull_request_review_thread', action, by, {
    thread: threadShape(world, place.repository, place.pull, thread),
    ...about(place),
  });
}

export interface Comment extends PullName {
  readonly author: string;
  readonly body: string;
}

/** Writes a comment under a pull request, not in its files. */
export function comment(world: World, input: Comment): { readonly id: number } {
  const place = placeOf(world, input);
  const author = person(world, input.author);
  const { repository, pull } = place;
  const written = { id: newId(world.state), authorId: author.id, body: input.body, createdAt: touch(place) };
  pull.comments.push(written);
  emit(world, repository, 'issue_comment', 'created', author, {
    issue: issueShape(world, repository, pull),
    comment: issueCommentShape(world, repository, pull, written),
  });
  return { id: written.id };
}
