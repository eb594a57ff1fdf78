import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { opened, query, small, tokenFor } from './asking.js';
import { type StartedDouble, startDouble } from './start.js';

let double: StartedDouble;
let place: Awaited<ReturnType<typeof small>>;
let token: string;

beforeAll(async () => {
  double = await startDouble();
  place = await small(double);
  token = await tokenFor(double, place.installation);
});
afterEach(async () => {
  expect(await double.control.violations()).toEqual([]);
});
afterAll(() => double.close());

const WHOLE = `query Whole($owner:String!,$name:String!,$n:Int!,$after:String){
 rateLimit{cost nodeCount remaining resetAt}
 repository(owner:$owner,name:$name){databaseId nameWithOwner
  pullRequests(first:$n,after:$after,orderBy:{field:UPDATED_AT,direction:DESC}){pageInfo{hasNextPage endCursor}
   nodes{id fullDatabaseId number state isDraft isCrossRepository createdAt updatedAt mergedAt closedAt title body
    additions deletions changedFiles baseRefName baseRefOid headRefName headRefOid authorAssociation
    author{__typename login ...on User{databaseId} ...on Bot{databaseId}} mergedBy{__typename login}
    mergeCommit{oid parents(first:2){totalCount nodes{oid}}}
    commits(first:100){totalCount pageInfo{hasNextPage endCursor} nodes{commit{oid authoredDate committedDate message
      author{name email user{login databaseId}} committer{name user{login}}}}}
    reviews(first:50){totalCount pageInfo{hasNextPage endCursor}
      nodes{fullDatabaseId state submittedAt authorAssociation body author{__typename login} commit{oid}}}
    reviewThreads(first:10){totalCount pageInfo{hasNextPage endCursor}
      nodes{id isResolved isOutdated subjectType path line startLine originalLine originalStartLine diffSide resolvedBy{login}
       comments(first:20){totalCount pageInfo{hasNextPage endCursor}
        nodes{fullDatabaseId body createdAt lastEditedAt authorAssociation path diffHunk outdated line originalLine
         startLine originalStartLine author{__typename login} commit{oid} originalCommit{oid}
         replyTo{fullDatabaseId} pullRequestReview{fullDatabaseId}}}}}
    timelineItems(first:50,itemTypes:[HEAD_REF_FORCE_PUSHED_EVENT,BASE_REF_FORCE_PUSHED_EVENT,BASE_REF_CHANGED_EVENT,
      READY_FOR_REVIEW_EVENT,CONVERT_TO_DRAFT_EVENT,MERGED_EVENT,REVIEW_REQUESTED_EVENT]){totalCount
      pageInfo{hasNextPage endCursor} nodes{__typename
      ...on HeadRefForcePushedEvent{createdAt actor{login} beforeCommit{oid} afterCommit{oid}}
      ...on ReviewRequestedEvent{createdAt requestedReviewer{__typename ...on User{login}}}
      ...on MergedEvent{createdAt commit{oid} mergeRefName} ...on ReadyForReviewEvent{createdAt}}}}}}}`;

const whole = async (n: number, after: string | null = null) =>
  (await query(double, token, WHOLE, { owner: 'acme', name: 'tool', n, after })).body;

describe('a pull request', () => {
  test('is told whole: commits, talk, force-pushes, and its merge', async () => {
    const { control } = double;
    const files = { 'told.ts': 'one\ntwo\n' };
    const { number, head } = await opened(double, {
      head: 'told',
      draft: true,
      commits: [{ message: 'Tell\n\nmore', files }],
    });
    const of = { repository: 'acme/tool', number };
    await control.markReady(of);
    await control.requestReview({ ...of, reviewer: 'bob' });
    const { threads } = await control.review({
      ...of,
      author: 'bob',
      comments: [
        { path: 'told.ts', line: 1, body: 'Why one?' },
        { path: 'told.ts', line: 2, body: 'Why two?' },
        { path: 'told.ts', body: 'Why at all?' },
      ],
    });
    const thread = threads[1] ?? 0;
    await control.reply({ ...of, thread, author: 'ada', body: 'So' });
    await control.resolveThread({ ...of, thread, by: 'ada' });
    const better = { message: 'Tell better', files: { 'told.ts': 'zero\none\n2\n' } };
    const after = await control.pushPullRequest({ ...of, commits: [better], force: true });
    const merged = await control.mergePullRequest({ ...of, by: 'bob', method: 'squash' });
    const { data, errors } = await whole(1);
    expect(errors).toBeUndefined();
    expect(data.rateLimit).toMatchObject({ cost: 1, nodeCount: 413 });
    const [pull] = data.repository.pullRequests.nodes;
    expect(pull).toMatchObject({
      number,
      state: 'MERGED',
      isDraft: false,
      additions: 3,
      changedFiles: 1,
      author: { __typename: 'User', login: 'ada' },
      mergedBy: { login: 'bob' },
      mergeCommit: { oid: merged, parents: { totalCount: 1 } },
      commits: { totalCount: 1, nodes: [{ commit: { oid: after, author: { user: { login: 'ada' } } } }] },
      reviews: { nodes: [{ state: 'COMMENTED', author: { login: 'bob' }, commit: { oid: head } }, {}] },
    });
    expect(pull.reviewThreads.nodes).toMatchObject([
      { isOutdated: false, line: 2, originalLine: 1, subjectType: 'LINE' },
      { isOutdated: true, line: null, originalLine: 2, isResolved: true, resolvedBy: { login: 'ada' } },
      { subjectType: 'FILE', line: null },
    ]);
    const [why, so] = pull.reviewThreads.nodes[1].comments.nodes;
    expect(so).toMatchObject({ body: 'So', replyTo: { fullDatabaseId: why.fullDatabaseId } });
    expect(why).toMatchObject({ diffHunk: '@@ -0,0 +1,2 @@\n+one\n+two', originalCommit: { oid: head } });
    expect(pull.timelineItems.nodes).toMatchObject([
      { __typename: 'ReadyForReviewEvent' },
      { __typename: 'ReviewRequestedEvent', requestedReviewer: { login: 'bob' } },
      { __typename: 'HeadRefForcePushedEvent', beforeCommit: { oid: head }, afterCommit: { oid: after } },
      { __typename: 'MergedEvent', commit: { oid: merged }, mergeRefName: 'main' },
    ]);
  });

  test('is merged by a merge commit or rebased', async () => {
    const { control } = double;
    const parents: number[] = [];
    for (const method of ['merge', 'rebase'] as const) {
      const commits = ['x', 'y'].map((name) => ({ message: name, files: { [`${method}-${name}`]: name } }));
      const { number } = await opened(double, { head: method, commits });
      await control.push({
        repository: 'acme/tool',
        by: 'eve',
        commits: [{ message: 'Beside', files: { [`beside-${method}`]: '' } }],
      });
      await control.mergePullRequest({ repository: 'acme/tool', number, method });
      const { mergeCommit } = await control.pullRequest({ repository: 'acme/tool', number });
      parents.push(mergeCommit?.parents.length ?? 0);
    }
    expect(parents).toEqual([2, 1]);
  });

  test('is found by its number and by its id', async () => {
    const { number } = await opened(double, { head: 'found' });
    const one = `query($n:Int!){repository(owner:"acme",name:"tool"){pullRequest(number:$n){id title}}}`;
    const { id } = (await query(double, token, one, { n: number })).body.data.repository.pullRequest;
    const { body } = await query(
      double,
      token,
      'query($ids:[ID!]!){nodes(ids:$ids){id ...on PullRequest{number}}}',
      { ids: [id, 'PR_kwDOzzz'] },
    );
    expect(body).toMatchObject({ data: { nodes: [{ id, number }, null] }, errors: [{ type: 'NOT_FOUND' }] });
  });
});

describe('pages', () => {
  test('go on where the last one ended, although things moved meanwhile', async () => {
    const { control } = double;
    const numbers: number[] = [];
    for (const name of ['p1', 'p2', 'p3']) {
      await control.advanceClock({ seconds: 10 });
      numbers.push((await opened(double, { head: name })).number);
    }
    const first = (await whole(2)).data.repository.pullRequests;
    expect(first.nodes.map((one: { number: number }) => one.number)).toEqual([numbers[2], numbers[1]]);
    await control.advanceClock({ seconds: 10 });
    await control.comment({
      repository: 'acme/tool',
      number: numbers[1] ?? 0,
      author: 'bob',
      body: 'Now',
    });
    const second = (await whole(1, first.pageInfo.endCursor)).data.repository.pullRequests;
    expect(second.nodes).toMatchObject([{ number: numbers[0] }]);
  });

  test.each([
    [25, 4, 10_325],
    [50, 8, 20_650],
    [100, 15, 41_300],
  ])('of %i cost %i points', async (n, cost, nodeCount) => {
    expect((await whole(n)).data.rateLimit).toMatchObject({ cost, nodeCount });
  });
});

describe('a query', () => {
  const refused = async (text: string, as = token) => {
    const { body } = await query(double, as, text);
    const violations = await double.control.violations();
    await double.control.forgetViolations();
    return { type: body.errors[0].type, message: body.errors[0].message, violations: violations.length };
  };
  const pulls = (args: string, inner = 'totalCount') =>
    `{repository(owner:"acme",name:"tool"){pullRequests${args}{${inner}}}}`;

  test('needs bounds', async () => {
    expect(await refused(pulls(''))).toMatchObject({ type: 'MISSING_PAGINATION_BOUNDARIES', violations: 1 });
    expect(await refused(pulls('(first:101)'))).toMatchObject({ type: 'EXCESSIVE_PAGINATION' });
    const deep = pulls(
      '(first:100)',
      'nodes{reviewThreads(first:100){nodes{comments(first:100){totalCount}}}}',
    );
    expect(await refused(deep)).toMatchObject({ type: 'MAX_NODE_LIMIT_EXCEEDED' });
  });

  test('may only name what GitHub has, and what the double answers', async () => {
    expect((await refused('{repository(owner:"acme",name:"tool"){stars}}')).violations).toBe(1);
    expect((await refused('{viewer{login}}')).violations).toBe(1);
  });

  test('sees nothing outside its token, and no pull request without the permission', async () => {
    expect((await refused('{repository(owner:"acme",name:"other"){id}}')).type).toBe('NOT_FOUND');
    const blind = await tokenFor(double, place.installation, { permissions: { contents: 'read' } });
    expect((await refused(pulls('(first:1)'), blind)).type).toBe('FORBIDDEN');
  });
});
