import type {
  Actor,
  AfterComment,
  Conversation,
  LaterEdit,
  PullCommit,
  Review,
  ReviewComment,
  ReviewSnapshot,
  ReviewThread,
} from '../src/model/review.js';

export const HOUR = 3600;
/** Monday 2026-01-05, 9 o'clock UTC. */
export const MONDAY = Date.UTC(2026, 0, 5, 9) / 1000;

const person = (key: string): Actor => ({ key, bot: false });
export const author = person('author');
export const reviewer = person('reviewer');
export const other = person('other');
export const program: Actor = { key: 'program', bot: true };

/** A name for a commit that is as long as one. */
export const sha = (name: string): string =>
  [...name]
    .map((char) => char.charCodeAt(0).toString(16))
    .join('')
    .padEnd(40, '0')
    .slice(0, 40);

let next = 0;
const id = (): string => `id-${++next}`;

export const madeReview = (over: Partial<Review> = {}): Review => ({
  id: id(),
  state: 'approved',
  at: MONDAY + HOUR,
  author: reviewer,
  body: '',
  commit: sha('one'),
  ...over,
});

/** By default ten lines were added, and the comment stands at the last of them. */
export const madeComment = (over: Partial<ReviewComment> = {}): ReviewComment => ({
  id: id(),
  at: MONDAY + HOUR,
  author: reviewer,
  body: 'Please rename this to `total`, because it is the sum of all parts.',
  hunk: `@@ -0,0 +1,20 @@\n${Array.from({ length: 10 }, (_, at) => `+line ${at + 1}`).join('\n')}`,
  ...over,
});

/** On line 10 of `src/a.ts`. */
export const madeThread = (over: Partial<ReviewThread> = {}): ReviewThread => ({
  id: id(),
  path: 'src/a.ts',
  subject: 'line',
  side: 'after',
  lines: { first: 10, last: 10 },
  commit: sha('one'),
  resolved: false,
  resolvedBy: null,
  outdated: false,
  comments: [madeComment()],
  ...over,
});

/** A reply of the author. */
export const madeReply = (body: string, over: Partial<ReviewComment> = {}): ReviewComment =>
  madeComment({ author, body, at: MONDAY + 2 * HOUR, ...over });

export const madeCommit = (name: string, over: Partial<PullCommit> = {}): PullCommit => ({
  sha: sha(name),
  at: MONDAY - HOUR,
  author,
  coAuthors: [],
  subject: name,
  ...over,
});

/** A merged pull request without a review. */
export const madeConversation = (over: Partial<Conversation> = {}): Conversation => ({
  author,
  openedAt: MONDAY,
  readyAt: MONDAY,
  mergedAt: MONDAY + 24 * HOUR,
  mergedBy: reviewer,
  base: sha('base'),
  head: sha('one'),
  additions: 400,
  deletions: 0,
  inPerson: false,
  reviews: [],
  threads: [],
  comments: [],
  commits: [madeCommit('one')],
  pushes: [],
  incomplete: [],
  ...over,
});

/** By the author, an hour after the comment. Lines as git tells them: pairs of first line and count. */
export const madeEdit = (
  edit: Partial<LaterEdit['edit']> = {},
  over: Partial<Omit<LaterEdit, 'edit'>> = {},
): LaterEdit => ({
  commit: sha('two'),
  at: MONDAY + 2 * HOUR,
  byAuthor: true,
  subject: 'Next',
  coAuthors: [],
  ...over,
  edit: {
    path: 'src/a.ts',
    before: 'src/a.ts',
    status: 'modified',
    binary: false,
    added: [],
    removedAt: [],
    text: '',
    ...edit,
  },
});

export const followed = (...edits: LaterEdit[]): AfterComment => ({ kind: 'followed', edits });

export const madeSnapshot = (
  conversation: Partial<Conversation> = {},
  over: Partial<Omit<ReviewSnapshot, 'conversation'>> = {},
): ReviewSnapshot => ({
  conversation: madeConversation(conversation),
  after: new Map(),
  atFirstReview: [],
  ...over,
});

/** A pull request with one thread, and what happened to its file afterwards. */
export const withThread = (
  thread: ReviewThread,
  after: AfterComment = followed(),
  conversation: Partial<Conversation> = {},
): ReviewSnapshot =>
  madeSnapshot({ threads: [thread], ...conversation }, { after: new Map([[thread.id, after]]) });
