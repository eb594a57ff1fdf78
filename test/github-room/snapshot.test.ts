import fc from 'fast-check';
import nock from 'nock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GitHub } from '../../src/github/app.js';
import { Gone, NotAllowed, RateLimited, Unavailable } from '../../src/github/failures.js';
import {
  firstPage,
  MERGED_DOCUMENT,
  PULL_DOCUMENT,
  PULLS_DOCUMENT,
  WHOLE,
} from '../../src/github/pull-document.js';
import { pullFrom } from '../../src/github/pull-from.js';
import { partsOf } from '../../src/github/pull-parts.js';
import { readPull } from '../../src/github/snapshot.js';
import {
  answer,
  answersGraphql,
  faultsOf,
  mints,
  NOW,
  naming,
  openForTest,
  PULLS,
  REPOSITORY,
} from './made-github.js';
import { comment, commit, inRepository, pull, review, shaOf, thread, user } from './made-pulls.js';
import { spoiled, spoiling } from './spoiled.js';

let github: GitHub;
beforeEach(async () => {
  nock.disableNetConnect();
  github = await openForTest();
  mints();
});
afterEach(() => {
  nock.cleanAll();
});

const read = (): ReturnType<typeof readPull> => readPull(github.as(PULLS), REPOSITORY, 12, naming);
const only = (more: object): object => inRepository({ pullRequest: pull(12, more) });
const seconds = (date: string): number => Date.parse(date) / 1000;

test.each([
  ['one pull request', PULL_DOCUMENT],
  ['some by their ids', PULLS_DOCUMENT],
  ['a page of merged ones', MERGED_DOCUMENT],
])("the query for %s is valid by GitHub's schema", (_, document) => {
  expect(faultsOf(document)).toEqual([]);
});

/** Said of a pull request as a whole. */
const talk = {
  fullDatabaseId: '8',
  createdAt: '2026-10-02T11:00:00Z',
  body: 'As a whole it is fine',
  author: user('other', 2),
};

describe('a pull request', () => {
  test('is read in one call', async () => {
    const asked = answersGraphql(
      only({ reviews: [review(5)], reviewThreads: [thread(6)], comments: [talk] }),
    );
    const { pull: found, calls } = await read();
    expect([calls, asked.length]).toEqual([1, 1]);
    expect(found).toEqual({
      repository: REPOSITORY,
      number: 12,
      title: 'change 12',
      state: 'merged',
      draft: false,
      crossRepository: false,
      updatedAt: seconds('2026-10-03T09:00:00Z'),
      base: { branch: 'main', sha: shaOf(100) },
      head: { branch: 'work', sha: shaOf(1) },
      files: 2,
      labels: [],
      merge: { sha: shaOf(101), parents: 2 },
      commitCount: 1,
      conversation: {
        author: { key: 'github:1', bot: false },
        openedAt: seconds('2026-10-01T09:00:00Z'),
        readyAt: seconds('2026-10-01T09:00:00Z'),
        mergedAt: seconds('2026-10-03T09:00:00Z'),
        mergedBy: { key: 'github:2', bot: false },
        base: shaOf(100),
        head: shaOf(1),
        additions: 3,
        deletions: 1,
        inPerson: false,
        reviews: [
          {
            id: '5',
            state: 'approved',
            at: seconds('2026-10-02T12:00:00Z'),
            author: { key: 'github:2', bot: false },
            body: '',
            commit: shaOf(1),
          },
        ],
        threads: [
          {
            id: 'thread-6',
            path: 'a.ts',
            subject: 'line',
            side: 'after',
            lines: { first: 5, last: 5 },
            commit: shaOf(1),
            resolved: false,
            resolvedBy: null,
            outdated: false,
            comments: [
              {
                id: '6',
                at: seconds('2026-10-02T10:00:00Z'),
                author: { key: 'github:2', bot: false },
                body: 'comment 6',
                hunk: '@@ -1 +1 @@',
              },
            ],
          },
        ],
        comments: [
          {
            id: '8',
            at: seconds('2026-10-02T11:00:00Z'),
            author: { key: 'github:2', bot: false },
            body: 'As a whole it is fine',
            hunk: null,
          },
        ],
        commits: [
          {
            sha: shaOf(1),
            at: seconds('2026-10-01T10:00:00Z'),
            author: { key: 'github:1', bot: false },
            coAuthors: [],
            subject: 'commit 1',
          },
        ],
        pushes: [],
        incomplete: [],
      },
    });
  });

  test('with more commits and threads than a page is read in as many calls as it has pages', async () => {
    const commits = Array.from({ length: 230 }, (_, at) => commit(at + 1));
    const reviewThreads = Array.from({ length: 101 }, (_, at) => thread(at + 1));
    const asked = answersGraphql(only({ commits, reviewThreads, reviews: [review(1)] }));
    const { pull: found, calls } = await read();
    expect([calls, asked.length]).toEqual([3, 3]);
    expect(found.conversation.commits.map(({ sha }) => sha)).toEqual(
      Array.from({ length: 230 }, (_, at) => shaOf(at + 1)),
    );
    expect(found.conversation.threads).toHaveLength(101);
    expect(found.conversation.reviews).toHaveLength(1);
    expect(found.conversation.incomplete).toEqual([]);
  });

  test('that is endless is cut, and says so', async () => {
    const commits = Array.from({ length: 700 }, (_, at) => commit(at + 1));
    const long = thread(1, { comments: Array.from({ length: 130 }, (_, at) => comment(at + 1)) });
    answersGraphql(only({ commits, reviewThreads: [long] }));
    const { pull: found, calls } = await read();
    expect(calls).toBe(6);
    expect(found.commitCount).toBe(700);
    expect(found.conversation.incomplete).toEqual([
      '600 of 700 commits',
      '30 comments less in 1 long review threads',
    ]);
  });

  test('of people who are gone has nobody in their place', async () => {
    answersGraphql(
      only({
        author: null,
        mergedBy: null,
        mergeCommit: null,
        state: 'OPEN',
        mergedAt: null,
        commits: [commit(1, { author: null })],
        reviews: [review(5, { author: null, commit: null })],
        reviewThreads: [
          thread(6, {
            originalLine: null,
            comments: [comment(1, { author: null, originalCommit: null, diffHunk: '' })],
          }),
          thread(7, { comments: [] }),
        ],
      }),
    );
    const { pull: found } = await read();
    const { author, mergedBy, commits, reviews, threads } = found.conversation;
    expect([
      author,
      mergedBy,
      found.merge,
      commits[0]?.author,
      reviews[0]?.author,
      reviews[0]?.commit,
    ]).toEqual([null, null, null, null, null, null]);
    expect(threads).toHaveLength(1);
    expect(threads[0]).toMatchObject({ lines: null, commit: null });
  });

  test('knows who is a program', async () => {
    answersGraphql(
      only({
        author: { __typename: 'Bot', login: 'dependabot', databaseId: 49699333 },
        commits: [
          commit(1, {
            author: {
              name: 'dependabot[bot]',
              email: '49699333+dependabot[bot]@users.noreply.github.com',
              user: null,
            },
          }),
          commit(2, { author: { name: 'a machine', email: 'm@example.org', user: null } }),
        ],
      }),
    );
    const { author, commits } = (await read()).pull.conversation;
    expect(author).toEqual({ key: 'github:49699333', bot: true });
    expect(commits.map((it) => it.author)).toEqual([
      { key: 'github:49699333', bot: true },
      { key: 'mail:m@example.org', bot: true },
    ]);
  });

  test('knows co-authors by what GitHub says of their addresses', async () => {
    const message = [
      'pair',
      '',
      'Co-authored-by: Someone <Someone@example.org>',
      'co-authored-by: Third <33+third@users.noreply.github.com>',
      'Co-authored-by: Old <someone@users.noreply.github.com>',
      'Co-authored-by: Reviewer <other@users.noreply.github.com>',
      'Co-authored-by: Far <far@example.org>',
    ].join('\n');
    answersGraphql(only({ reviews: [review(5)], commits: [commit(1), commit(2, { message })] }));
    const { commits } = (await read()).pull.conversation;
    expect(commits[1]?.coAuthors.map(({ key }) => key)).toEqual([
      'github:1',
      'github:33',
      'github:1',
      'github:2',
      'mail:far@example.org',
    ]);
  });

  test.each([
    ['a label', { labels: [{ name: 'Reviewed-In-Person' }] }, true],
    ['a trailer of a commit', { commits: [commit(1, { message: 'x\n\nReviewed-in-person: yes' })] }, true],
    [
      'a trailer of the merge',
      { mergeCommit: { oid: shaOf(9), message: 'x\n\nreviewed-in-person: us', parents: [{}] } },
      true,
    ],
    ['a word about it', { commits: [commit(1, { message: 'not Reviewed-in-person: no' })] }, false],
  ])('was reviewed in person by %s: %o', async (_, more, inPerson) => {
    answersGraphql(only(more));
    expect((await read()).pull.conversation.inPerson).toBe(inPerson);
  });

  test('was ready when somebody first asked for a review, and tells what was pushed away', async () => {
    const pushed = {
      __typename: 'HeadRefForcePushedEvent',
      createdAt: '2026-10-02T00:00:00Z',
      beforeCommit: { oid: shaOf(3) },
      afterCommit: { oid: shaOf(4) },
    };
    answersGraphql(
      only({
        timelineItems: [
          { __typename: 'ReviewRequestedEvent', createdAt: '2026-10-01T15:00:00Z' },
          { __typename: 'ReadyForReviewEvent', createdAt: '2026-10-01T18:00:00Z' },
          pushed,
          { ...pushed, beforeCommit: null },
          { ...pushed, afterCommit: null },
        ],
      }),
    );
    const { readyAt, pushes } = (await read()).pull.conversation;
    expect(readyAt).toBe(seconds('2026-10-01T15:00:00Z'));
    expect(pushes.map(({ before, after }) => [before, after])).toEqual([
      [shaOf(3), shaOf(4)],
      [null, shaOf(4)],
    ]);
  });

  test('of a thread on removed lines, or on a file, says so', async () => {
    answersGraphql(
      only({
        reviewThreads: [
          thread(1, {
            diffSide: 'LEFT',
            originalStartLine: 3,
            isResolved: true,
            resolvedBy: user('other', 2),
          }),
          thread(2, { subjectType: 'FILE' }),
        ],
      }),
    );
    const { threads } = (await read()).pull.conversation;
    expect(threads[0]).toMatchObject({
      side: 'before',
      lines: { first: 3, last: 5 },
      resolvedBy: { key: 'github:2' },
    });
    expect(threads[1]).toMatchObject({ subject: 'file', lines: null });
  });
});

describe('an answer that is not whole', () => {
  const partial = {
    data: { repository: null },
    errors: [{ message: 'Something went wrong while executing your query' }],
  };

  test.each([
    ['is in part', 200, partial],
    ['does not come in time', 502, { message: "We couldn't respond to your request in time" }],
  ])('because it %s is asked for again in smaller pages', async (_, status, body) => {
    const asked = answersGraphql(only({}), (call) => (call === 1 ? [status, body] : null));
    expect((await read()).calls).toBe(2);
    expect(asked.map(({ variables }) => variables.threads)).toEqual([100, 25]);
  });

  test('however small the pages is thrown', async () => {
    const asked = answersGraphql(only({}), () => [200, partial]);
    await expect(read()).rejects.toThrow(Unavailable);
    expect(asked).toHaveLength(3);
  });

  test('because numbers are missing is thrown, not kept', async () => {
    answersGraphql({}, () => [200, { data: { repository: { databaseId: 7, pullRequest: { number: 12 } } } }]);
    await expect(read()).rejects.toThrow(Unavailable);
  });
});

test('an answer with anything in any place gives a snapshot, or is not taken for whole', async () => {
  const data = await answer(
    only({ reviews: [review(5)], reviewThreads: [thread(6)], commits: [commit(1), commit(2)] }),
    { query: PULL_DOCUMENT, variables: { ...REPOSITORY, number: 12, ...firstPage(WHOLE) } },
  );
  const node = JSON.parse(JSON.stringify(data)).data.repository.pullRequest as object;
  fc.assert(
    fc.property(fc.infiniteStream(spoiling(30)), (stream) => {
      const parts = partsOf(spoiled(node, () => stream.next().value));
      try {
        const { number, conversation } = pullFrom(parts, REPOSITORY, naming);
        expect(number).toSatisfy(Number.isSafeInteger);
        expect(conversation.threads.filter(({ comments }) => comments.length === 0)).toEqual([]);
        for (const { sha, at } of conversation.commits)
          expect([sha.length, at]).toEqual([40, expect.any(Number)]);
      } catch (error) {
        expect(error).toBeInstanceOf(Unavailable);
      }
    }),
    { numRuns: 2_000 },
  );
});

describe('what cannot be read', () => {
  test.each([
    [
      'no such pull request',
      [
        200,
        {
          data: { repository: { pullRequest: null } },
          errors: [{ type: 'NOT_FOUND', message: 'Could not resolve' }],
        },
      ],
      Gone,
    ],
    [
      'a name that is another repository now',
      [200, { data: { repository: { databaseId: 8, pullRequest: pull(12) } } }],
      Gone,
    ],
    [
      'no permission',
      [
        200,
        { data: null, errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }] },
      ],
      NotAllowed,
    ],
    [
      'a limit',
      [200, { data: null, errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] }],
      RateLimited,
    ],
    ['a secondary limit', [403, { message: 'You have exceeded a secondary rate limit' }], RateLimited],
    ['a fault of GitHub', [500, { message: 'x' }], Unavailable],
    ['nothing', [200, {}], Unavailable],
  ] as const)('%s', async (_, [status, body], kind) => {
    answersGraphql({}, () => [status, body]);
    await expect(read()).rejects.toThrow(kind);
  });

  test('a limit tells until when, and no call is made before that', async () => {
    const asked = answersGraphql({}, () => [
      200,
      { data: null, errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] },
    ]);
    for (let count = 0; count < 3; count += 1)
      await expect(read()).rejects.toMatchObject({ name: 'RateLimited', until: NOW + 60_000 });
    expect(asked).toHaveLength(1);
  });
});
