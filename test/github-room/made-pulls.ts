/** What GitHub has of a pull request, as plain data for its schema; a test overrides only what it is about. */

export const shaOf = (number: number): string => number.toString(16).padStart(40, '0');
export const user = (login: string, databaseId: number): object => ({
  __typename: 'User',
  login,
  databaseId,
});

export const commit = (number: number, more: object = {}): object => ({
  commit: {
    oid: shaOf(number),
    committedDate: '2026-10-01T10:00:00Z',
    message: `commit ${number}`,
    author: { name: 'Someone', email: 'someone@example.org', user: user('someone', 1) },
    ...more,
  },
});

export const comment = (number: number, more: object = {}): object => ({
  fullDatabaseId: String(number),
  body: `comment ${number}`,
  createdAt: '2026-10-02T10:00:00Z',
  diffHunk: '@@ -1 +1 @@',
  author: user('other', 2),
  originalCommit: { oid: shaOf(1) },
  ...more,
});

export const thread = (number: number, more: object = {}): object => ({
  id: `thread-${number}`,
  isResolved: false,
  isOutdated: false,
  subjectType: 'LINE',
  path: 'a.ts',
  diffSide: 'RIGHT',
  originalLine: 5,
  originalStartLine: null,
  resolvedBy: null,
  comments: [comment(number)],
  ...more,
});

export const review = (number: number, more: object = {}): object => ({
  fullDatabaseId: String(number),
  state: 'APPROVED',
  submittedAt: '2026-10-02T12:00:00Z',
  body: '',
  author: user('other', 2),
  commit: { oid: shaOf(1) },
  ...more,
});

export const pull = (number: number, more: object = {}): object => ({
  __typename: 'PullRequest',
  id: `pull-${number}`,
  number,
  title: `change ${number}`,
  state: 'MERGED',
  isDraft: false,
  isCrossRepository: false,
  createdAt: '2026-10-01T09:00:00Z',
  updatedAt: '2026-10-03T09:00:00Z',
  mergedAt: '2026-10-03T09:00:00Z',
  additions: 3,
  deletions: 1,
  changedFiles: 2,
  baseRefName: 'main',
  baseRefOid: shaOf(100),
  headRefName: 'work',
  headRefOid: shaOf(1),
  author: user('someone', 1),
  mergedBy: user('other', 2),
  mergeCommit: { oid: shaOf(101), message: 'merge', parents: [{}, {}] },
  labels: [],
  commits: [commit(1)],
  reviews: [],
  reviewThreads: [],
  comments: [],
  timelineItems: [],
  ...more,
});

export const inRepository = (more: object): object => ({ repository: { databaseId: 7, ...more } });
