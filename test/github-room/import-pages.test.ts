import nock from 'nock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GitHub } from '../../src/github/app.js';
import { Gone, Unavailable } from '../../src/github/failures.js';
import {
  FIRST_PAGE,
  type MergedOptions,
  type PageCursor,
  passOver,
  readMergedPage,
} from '../../src/github/import-pages.js';
import { type Asked, answersGraphql, mints, naming, openForTest, PULLS, REPOSITORY } from './made-github.js';
import { comment, commit, inRepository, pull, thread } from './made-pulls.js';

let github: GitHub;
beforeEach(async () => {
  nock.disableNetConnect();
  github = await openForTest();
  mints();
});
afterEach(() => nock.cleanAll());

const ALL: MergedOptions = { branch: 'main', since: null };
const page = (cursor: PageCursor, options = ALL): ReturnType<typeof readMergedPage> =>
  readMergedPage(github.as(PULLS), REPOSITORY, cursor, options, naming);

const many = (count: number, more: (at: number) => object = () => ({})): object[] =>
  Array.from({ length: count }, (_, at) => pull(at + 1, more(at)));

/** Data in which pull requests are found on pages and by their ids. */
const having = (pulls: readonly object[]): object => ({
  ...inRepository({ pullRequests: pulls }),
  nodes: ({ ids }: { ids: string[] }) =>
    ids.map((id) => pulls.find((it) => (it as { id: string }).id === id) ?? null),
});

async function readAll(options = ALL): Promise<{ numbers: number[]; calls: number }> {
  const numbers: number[] = [];
  let calls = 0;
  for (let cursor: PageCursor | null = FIRST_PAGE; cursor !== null; ) {
    // A cursor is kept between pages as text.
    const read = await page(JSON.parse(JSON.stringify(cursor)) as PageCursor, options);
    numbers.push(...read.pulls.map(({ number }) => number));
    calls += read.calls;
    cursor = read.next;
  }
  return { numbers, calls };
}

const sizes = (asked: readonly Asked[]): unknown[] => asked.map(({ variables }) => variables.first);

describe('an import', () => {
  test('of 1,000 pull requests, some of them long, takes fewer than 200 calls', async () => {
    const asked = answersGraphql(
      having(
        many(1_000, (at) =>
          at % 10 === 0
            ? { reviewThreads: Array.from({ length: 30 }, (_, number) => thread(number + 1)) }
            : {},
        ),
      ),
    );
    const { numbers, calls } = await readAll();
    expect(numbers).toEqual(Array.from({ length: 1_000 }, (_, at) => at + 1));
    expect(calls).toBe(asked.length);
    expect(calls).toBeLessThanOrEqual(200);
  });

  test('reads long ones again, whole', async () => {
    const long = Array.from({ length: 70 }, (_, at) => thread(at + 1));
    const talk = [thread(1, { comments: Array.from({ length: 30 }, (_, at) => comment(at + 1)) })];
    answersGraphql(having([pull(1), pull(2, { reviewThreads: long }), pull(3, { reviewThreads: talk })]));
    const { pulls, calls } = await page(FIRST_PAGE);
    expect(calls).toBe(2);
    expect(pulls.map(({ conversation }) => conversation.incomplete)).toEqual([[], [], []]);
    expect(pulls[1]?.conversation.threads).toHaveLength(70);
    expect(pulls[2]?.conversation.threads[0]?.comments).toHaveLength(30);
  });

  test('says what it could not read of an endless one', async () => {
    answersGraphql(having([pull(1, { commits: Array.from({ length: 120 }, (_, at) => commit(at + 1)) })]));
    const { pulls } = await page(FIRST_PAGE);
    expect(pulls[0]).toMatchObject({
      commitCount: 120,
      conversation: { incomplete: ['100 of 120 commits'] },
    });
  });

  test('halves a page that is not answered whole, goes on with that size, and forgets nobody', async () => {
    const partial = { data: { repository: null }, errors: [{ message: 'timed out' }] };
    const asked = answersGraphql(having(many(23)), (_, { variables }) =>
      Number(variables.first) > 5 ? [200, partial] : null,
    );
    const { numbers } = await readAll();
    expect(numbers).toEqual(Array.from({ length: 23 }, (_, at) => at + 1));
    expect(sizes(asked)).toEqual([20, 10, 5, 5, 5, 5, 5]);
  });

  test('gives up where not even one is answered', async () => {
    const asked = answersGraphql(having(many(3)), () => [502, {}]);
    await expect(page(FIRST_PAGE)).rejects.toThrow(Unavailable);
    expect(sizes(asked)).toEqual([20, 10, 5, 2, 1]);
  });

  test('passes over one that is not answered, when it is told to', async () => {
    answersGraphql(having(many(3)), (_, { query, variables }) =>
      query.includes('query Merged(') && variables.after === null ? [502, {}] : null,
    );
    await expect(page(FIRST_PAGE)).rejects.toThrow(Unavailable);
    const over = await passOver(github.as(PULLS), REPOSITORY, FIRST_PAGE, ALL);
    expect(over).toMatchObject({ number: 1, total: 3 });
    const { pulls } = await page(over.next as PageCursor);
    expect(pulls.map(({ number }) => number)).toEqual([2, 3]);
  });

  test('takes a page with holes for none', async () => {
    answersGraphql({}, () => [
      200,
      {
        data: {
          repository: { databaseId: 7, pullRequests: { nodes: [null], pageInfo: { hasNextPage: false } } },
        },
      },
    ]);
    await expect(page(FIRST_PAGE)).rejects.toThrow(Unavailable);
  });

  test('of an empty repository ends at once', async () => {
    answersGraphql(having([]));
    expect(await page(FIRST_PAGE)).toEqual({ pulls: [], next: null, total: 0, calls: 1, left: null });
  });

  test('of a repository that is another one by that name reads nothing', async () => {
    answersGraphql({ repository: { databaseId: 8, pullRequests: many(1) } });
    await expect(page(FIRST_PAGE)).rejects.toThrow(Gone);
  });
});

test('what changed since is read until what did not', async () => {
  const day = (at: number): string => new Date(Date.UTC(2026, 9, 30 - at)).toISOString();
  const asked = answersGraphql(having(many(100, (at) => ({ updatedAt: day(at / 4) }))));
  const { numbers } = await readAll({ branch: null, since: Date.UTC(2026, 9, 23) / 1000 });
  expect(numbers).toEqual(Array.from({ length: 29 }, (_, at) => at + 1));
  expect(asked).toHaveLength(2);
  expect(asked[0]?.variables).toMatchObject({ field: 'UPDATED_AT', direction: 'DESC', branch: null });
});
