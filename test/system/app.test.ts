import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { feature } from '../stories.js';
import { type AppAndGitHub, SHOP, startAppAndGitHub } from './with-app.js';

let both: AppAndGitHub;
beforeAll(async () => {
  both = await startAppAndGitHub();
});
afterAll(async () => {
  expect(await both.github.control.violations()).toEqual([]);
  await both.close();
});

const { check, until } = {
  check: (sha: string, count?: number) => both.check(sha, count),
  until: (what: () => Promise<unknown>) => both.until(what),
};

/** A pull request with a small feature, its test first. */
const opened = (name: string, over: Record<string, unknown> = {}) => {
  const { code, tests } = feature(name);
  return both.github.control.openPullRequest({
    repository: SHOP,
    author: 'ada',
    title: `Add ${name}`,
    head: name,
    commits: [
      { message: `Test ${name}`, files: tests },
      { message: `Add ${name}`, files: code },
    ],
    ...over,
  });
};

describe('a pull request', () => {
  test('gets its check: what it shows, and the buttons', async () => {
    const { head } = await opened('cart');
    const run = await check(head);
    expect(run).toMatchObject({ name: 'Holdfast', status: 'completed', conclusion: 'success', writes: 1 });
    expect(run.output.title).toMatch(/^test-first 1 of 1/);
    expect(run.output.summary).toContain('| test-first |');
    expect(run.actions.map(({ identifier }) => identifier)).toEqual(['recheck', 'wrong']);
  });

  test('costs one GraphQL point, at most two REST calls and one git fetch', async () => {
    // The first one of a repository also makes its mirror.
    await check((await opened('warm')).head);
    await both.github.control.settled();
    // Its history is still being read, and its open pull requests are looked at, when the first check is there.
    await both.idle();
    await both.github.control.resetCounts();
    const { head } = await opened('cheap');
    await check(head);
    const counts = await both.github.control.counts();
    expect(counts.operations['graphql Pull']).toBe(1);
    expect(counts.points).toBe(1);
    // Each fetch begins with it.
    expect(counts.operations['git info/refs']).toBe(1);
    expect(counts.operations['rest checks/create']).toBe(1);
    expect(counts.rest).toBeLessThanOrEqual(2);
  });

  test('that is a draft is judged when it is ready', async () => {
    const { head, number } = await opened('draft', { draft: true });
    expect((await check(head)).output.title).toBe('Not judged: it is a draft');
    await both.github.control.markReady({ repository: SHOP, number });
    expect((await check(head, 2)).output.title).toMatch(/^test-first 1 of 1/);
  });

  test('by a bot says so in one line', async () => {
    await both.github.control.addAccount({
      login: 'renewer[bot]',
      type: 'Bot',
      email: 'renewer@example.org',
    });
    const { head } = await opened('bumped', { author: 'renewer[bot]' });
    const run = await check(head);
    expect(run).toMatchObject({ conclusion: 'neutral', output: { title: 'Not judged: it is by a bot' } });
  });

  test('from a fork is judged as any other', async () => {
    const { head } = await opened('forked', { fork: 'mallory' });
    expect((await check(head)).output.title).toMatch(/^test-first 1 of 1/);
  });

  test('that is pushed to gets a check on its new head, and none on the old one again', async () => {
    const { head, number } = await opened('pushed');
    await check(head);
    const files = { 'src/other.ts': 'export function other(n: number): number {\n  return n + 1;\n}\n' };
    const next = await both.github.control.pushPullRequest({
      repository: SHOP,
      number,
      commits: [{ message: 'And another', files }],
    });
    const run = await check(next);
    expect(run.output.title).toMatch(/^test-first 1 of 2/);
    expect(run.annotations.map(({ path }) => path)).toContain('src/other.ts');
    expect(await both.github.control.checkRuns({ repository: SHOP, sha: head })).toHaveLength(1);
  });

  test('keeps the order that it had before a force-push', async () => {
    const { code, tests } = feature('squashed');
    const { number } = await opened('squashed');
    const head = await both.github.control.pushPullRequest({
      repository: SHOP,
      number,
      force: true,
      commits: [{ message: 'Add squashed, with its test', files: { ...code, ...tests } }],
    });
    // Until the webhook of the push is there the order is not known: the check that comes then has it.
    const text = await both.until(async () => {
      const run = (await both.github.control.checkRuns({ repository: SHOP, sha: head })).at(-1);
      return /^test-first 1 of 1/.test(run?.output.title ?? '') && run?.output.text;
    });
    expect(text).toContain('before a force-push');
  });

  test('tells what became of what was said of it', async () => {
    const { head, number } = await opened('reviewed');
    await check(head);
    await both.github.control.review({
      repository: SHOP,
      number,
      author: 'grace',
      state: 'CHANGES_REQUESTED',
      comments: [
        {
          path: 'src/reviewed.ts',
          line: 2,
          body: 'Please name this number, because nobody will know what it stands for.',
        },
      ],
    });
    const said = await check(head, 2);
    expect(said.output.summary).toMatch(/review-feedback/);
    expect(said.output.text).toContain('`src/reviewed.ts:2`: nothing seen yet');
    const code =
      'const factor = 2;\nexport function reviewed(n: number): number {\n  return n * factor;\n}\n';
    const next = await both.github.control.pushPullRequest({
      repository: SHOP,
      number,
      commits: [{ message: 'Name it', files: { 'src/reviewed.ts': code } }],
    });
    expect((await check(next)).output.text).toContain('`src/reviewed.ts:2`: changed near the line');
  });

  test('that breaks the configuration is told where, and judged by that of the base', async () => {
    const { head } = await opened('configured', {
      commits: [{ message: 'Configure', files: { '.github/holdfast.yml': 'vision: Fine\nvisions: 3\n' } }],
    });
    const run = await check(head);
    expect(run.output.summary).toContain('1 error in the configuration');
    expect(run.annotations).toContainEqual(
      expect.objectContaining({ path: '.github/holdfast.yml', start_line: 2, annotation_level: 'warning' }),
    );
  });
});

describe('somebody asks', () => {
  test('for a check anew, and gets one even if it says the same', async () => {
    const { head } = await opened('again');
    const { id } = await check(head);
    await both.github.control.requestAction({ repository: SHOP, id, by: 'ada', identifier: 'recheck' });
    const second = await check(head, 2);
    await both.github.control.rerequestCheckRun({ repository: SHOP, id: second.id, by: 'ada' });
    await check(head, 3);
    await both.github.control.requestCheckSuite({ repository: SHOP, sha: head, by: 'ada' });
    expect((await check(head, 4)).output.title).toMatch(/^test-first 1 of 1/);
  });

  test('a merge queue, and is answered at once', async () => {
    const { head, number } = await opened('queued');
    await check(head);
    const group = await both.github.control.enqueue({ repository: SHOP, number, by: 'ada' });
    expect(await check(group)).toMatchObject({ status: 'completed', conclusion: 'success' });
  });
});

describe('a merge', () => {
  test('is in the report of the repository soon after', async () => {
    const { head, number } = await opened('merged');
    await check(head);
    await both.github.control.mergePullRequest({ repository: SHOP, number, method: 'squash', by: 'ada' });
    const page = await until(async () => {
      const answer = await fetch(`${both.app.url}/r/acme/shop`);
      const text = await answer.text();
      return answer.ok && text.includes('Add merged') && text;
    });
    expect(page).toContain('Test first');
    const json = (await (await fetch(`${both.app.url}/r/acme/shop.json`)).json()) as {
      changes: { number: number; class: string }[];
    };
    expect(json.changes.find((change) => change.number === number)?.class).toBe('first');
    const summary = await fetch(`${both.app.url}/r/acme/shop/summary`);
    expect(await summary.text()).toContain('Where each practice stands');
    const badge = await fetch(`${both.app.url}/r/acme/shop/badge/test-first.svg`);
    expect([badge.status, badge.headers.get('cache-control')]).toEqual([200, 'max-age=300']);
    expect(await badge.text()).toContain('<title>test-first: no baseline yet</title>');
    expect(await (await fetch(`${both.app.url}/`)).text()).toContain(
      'Choose the repositories that it looks at',
    );
  });
});
