import type { PullRequestSnapshot, RepositoryRef } from '../model/forge.js';
import type { HeadPush, PullCommit, Review, ReviewComment, ReviewThread } from '../model/review.js';
import { Unavailable } from './failures.js';
import { fields, id, list, seconds, sha, text, whole } from './fields.js';
import { IN_PERSON_LABEL } from './happenings.js';
import { Authors, actorOf, type Naming } from './people.js';
import { commentsLeft, PARTS, type Part, type PullParts } from './pull-parts.js';

const STATES = { OPEN: 'open', CLOSED: 'closed', MERGED: 'merged' } as const;

/**
 * A pull request in our words.
 *
 * @throws Unavailable where what every pull request has is missing: then the answer was not whole
 */
export function pullFrom(parts: PullParts, repository: RepositoryRef, naming: Naming): PullRequestSnapshot {
  const { own, pages } = parts;
  const number = id(own.number);
  const [base, head] = [sha(own.baseRefOid), sha(own.headRefOid)];
  const [openedAt, updatedAt] = [seconds(own.createdAt), seconds(own.updatedAt)];
  const state = Object.entries(STATES).find(([name]) => name === own.state)?.[1];
  if (number === null || base === null || head === null || openedAt === null || updatedAt === null || !state)
    throw new Unavailable('GitHub told of a pull request without its number, times or commits', {
      partial: true,
    });
  const commits = pages.commits.nodes.map((node) => fields(node).commit);
  const authors = new Authors(naming, commits, [own.author, own.mergedBy, ...thoseWhoTalk(parts)]);
  const labels = list(fields(own.labels).nodes).flatMap((label) => text(fields(label).name) ?? []);
  const merge = fields(own.mergeCommit);
  const mergedBy = sha(merge.oid);
  const events = pages.events.nodes.map(fields);
  return {
    repository,
    number,
    title: text(own.title) ?? '',
    state,
    draft: own.isDraft === true,
    crossRepository: own.isCrossRepository === true,
    updatedAt,
    base: { branch: text(own.baseRefName) ?? '', sha: base },
    head: { branch: text(own.headRefName) ?? '', sha: head },
    files: whole(own.changedFiles) ?? 0,
    labels,
    merge:
      mergedBy === null ? null : { sha: mergedBy, parents: whole(fields(merge.parents).totalCount) ?? 1 },
    commitCount: pages.commits.total,
    conversation: {
      author: actorOf(own.author, naming),
      openedAt,
      readyAt: readyAt(events, openedAt),
      mergedAt: seconds(own.mergedAt),
      mergedBy: actorOf(own.mergedBy, naming),
      base,
      head,
      additions: whole(own.additions) ?? 0,
      deletions: whole(own.deletions) ?? 0,
      inPerson:
        labels.some((label) => label.toLowerCase() === IN_PERSON_LABEL) ||
        [merge, ...commits.map(fields)].some(({ message }) => IN_PERSON.test(text(message) ?? '')),
      reviews: pages.reviews.nodes.flatMap((node) => reviewFrom(node, naming) ?? []),
      threads: pages.threads.nodes.flatMap((node) => threadFrom(node, naming) ?? []),
      comments: pages.talk.nodes.flatMap((node) => commentFrom(node, naming) ?? []),
      commits: commits.flatMap((commit) => commitFrom(commit, authors) ?? []),
      pushes: events.flatMap((event) => pushFrom(event) ?? []),
      incomplete: [...PARTS.flatMap((part) => missing(part, parts)), ...missingComments(parts)],
    },
  };
}

const thoseWhoTalk = ({ pages }: PullParts): readonly unknown[] => [
  ...pages.reviews.nodes.map((node) => fields(node).author),
  ...pages.threads.nodes.flatMap((node) =>
    list(fields(fields(node).comments).nodes).map((it) => fields(it).author),
  ),
];

const IN_PERSON = /^reviewed-in-person:/im;

/** When a review was first asked for. Nobody asks before a pull request is there, whatever clocks say. */
function readyAt(events: readonly ReturnType<typeof fields>[], openedAt: number): number {
  const asked = events.flatMap(({ __typename: type, createdAt }) =>
    type === 'ReadyForReviewEvent' || type === 'ReviewRequestedEvent' ? (seconds(createdAt) ?? []) : [],
  );
  return asked.length === 0 ? openedAt : Math.max(openedAt, Math.min(...asked));
}

const REVIEW_STATES = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes-requested',
  COMMENTED: 'commented',
  DISMISSED: 'dismissed',
} as const;

/** One that is still being written is nobody's business yet. */
function reviewFrom(node: unknown, naming: Naming): Review | null {
  const it = fields(node);
  const state = Object.entries(REVIEW_STATES).find(([name]) => name === it.state)?.[1];
  const [name, at] = [id(it.fullDatabaseId), seconds(it.submittedAt)];
  if (state === undefined || name === null || at === null) return null;
  return {
    id: String(name),
    state,
    at,
    author: actorOf(it.author, naming),
    body: text(it.body) ?? '',
    commit: sha(fields(it.commit).oid),
  };
}

function commentFrom(node: unknown, naming: Naming): ReviewComment | null {
  const it = fields(node);
  const [name, at] = [id(it.fullDatabaseId), seconds(it.createdAt)];
  if (name === null || at === null) return null;
  return {
    id: String(name),
    at,
    author: actorOf(it.author, naming),
    body: text(it.body) ?? '',
    hunk: text(it.diffHunk),
  };
}

function threadFrom(node: unknown, naming: Naming): ReviewThread | null {
  const it = fields(node);
  const nodes = list(fields(it.comments).nodes);
  const comments = nodes.flatMap((comment) => commentFrom(comment, naming) ?? []);
  const [name, path] = [text(it.id), text(it.path)];
  if (name === null || path === null || comments.length === 0) return null;
  const last = id(it.originalLine);
  const subject = it.subjectType === 'FILE' ? 'file' : 'line';
  return {
    id: name,
    path,
    subject,
    side: it.diffSide === 'LEFT' ? 'before' : 'after',
    lines:
      last === null || subject === 'file'
        ? null
        : { first: Math.min(id(it.originalStartLine) ?? last, last), last },
    commit: sha(fields(fields(nodes[0]).originalCommit).oid),
    resolved: it.isResolved === true,
    resolvedBy: actorOf(it.resolvedBy, naming),
    outdated: it.isOutdated === true,
    comments,
  };
}

/** A subject longer than this is no subject. */
const SUBJECT = 1000;

function commitFrom(commit: unknown, authors: Authors): PullCommit | null {
  const it = fields(commit);
  const [name, at] = [sha(it.oid), seconds(it.committedDate)];
  if (name === null || at === null) return null;
  const message = text(it.message) ?? '';
  return {
    sha: name,
    at,
    author: authors.of(it.author),
    coAuthors: authors.coAuthors(message),
    subject: message.split('\n', 1)[0]?.slice(0, SUBJECT) ?? '',
  };
}

/** What it was pushed to may be forgotten by now. */
function pushFrom(event: ReturnType<typeof fields>): HeadPush | null {
  const [at, after] = [seconds(event.createdAt), sha(fields(event.afterCommit).oid)];
  if (event.__typename !== 'HeadRefForcePushedEvent' || at === null || after === null) return null;
  return { at, before: sha(fields(event.beforeCommit).oid), after };
}

const IN_WORDS: Readonly<Record<Part, string>> = {
  commits: 'commits',
  reviews: 'reviews',
  threads: 'review threads',
  talk: 'comments',
  events: 'events of its history',
};

function missing(part: Part, { pages }: PullParts): readonly string[] {
  const { nodes, total } = pages[part];
  const have = nodes.filter((node) => node !== null).length;
  return have < total ? [`${have} of ${total} ${IN_WORDS[part]}`] : [];
}

function missingComments({ pages }: PullParts): readonly string[] {
  const cut = pages.threads.nodes.map(commentsLeft).filter((left) => left > 0);
  const left = cut.reduce((sum, it) => sum + it, 0);
  return left === 0 ? [] : [`${left} comments less in ${cut.length} long review threads`];
}
