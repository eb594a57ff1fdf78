import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { feature } from '../stories.js';
import { type AppAndGitHub, SHOP, startAppAndGitHub } from './with-app.js';

let both: AppAndGitHub;
beforeAll(async () => {
  both = await startAppAndGitHub();
});
afterAll(async () => {
  await both.close();
});

const opened = (
  head: string,
  commits: readonly { message: string; files: Record<string, string | null> }[],
  over = {},
) =>
  both.github.control.openPullRequest({
    repository: SHOP,
    author: 'ada',
    title: head,
    head,
    commits,
    ...over,
  });

const many = (n: number, one: (at: number) => [string, string]): Record<string, string> =>
  Object.fromEntries(Array.from({ length: n }, (_, at) => one(at)));

describe('an odd pull request', () => {
  test('of 3,000 files is judged whole, and its check fits', async () => {
    const files = many(3000, (at) => [
      `src/many/m${at}.ts`,
      `export const m${at} = (n: number) => n + ${at};\n`,
    ]);
    const { head } = await opened('files', [{ message: 'Very many', files }]);
    const run = await both.check(head);
    expect(run.output.title).toMatch(/of 3000/);
    expect(run.annotations).toHaveLength(50);
    expect(run.output.text).toContain('had no room as annotations');
  });

  test('of 300 commits is judged whole, though GitHub tells of fewer', async () => {
    const commits = Array.from({ length: 300 }, (_, at) => ({
      message: `Step ${at}`,
      files: { 'src/steps.ts': `export function steps(n: number): number {\n  return n + ${at};\n}\n` },
    }));
    const { head } = await opened('commits', commits);
    expect((await both.check(head)).output.title).toMatch(/^test-first 0 of 1/);
  });

  test('without anything that is judged says so', async () => {
    const { head } = await opened('docs', [{ message: 'Explain', files: { 'docs/a.md': '# A\n' } }]);
    expect((await both.check(head)).output.title).toMatch(/not applicable/);
  });

  test('whose head repository is gone is judged by what GitHub keeps of it', async () => {
    const { code, tests } = feature('lost');
    const files = { ...code, ...tests };
    const { head } = await opened('lost', [{ message: 'From afar', files }], { fork: 'mallory' });
    expect(await both.check(head)).toMatchObject({ conclusion: 'success' });
  });

  test('with names that attack tables, terminals and readers', async () => {
    const files = {
      'src/a|b `c` <img src=x>.ts': 'export const a = (n: number) => n + 1;\n',
      'src/@everyone.ts': 'export const b = (n: number) => n + 2;\n',
    };
    const { head } = await opened('names', [{ message: '\u001b]0;x\u0007 @everyone', files }]);
    const run = await both.check(head);
    const outside = `${run.output.summary}${run.output.text}`.replace(/(`+)[^\n]*?\1(?!`)/g, '');
    expect(outside).not.toMatch(/@everyone|<img/);
  });
});

describe('a permission that is missing', () => {
  test('is said in the check where it can be, and is made good when it comes', async () => {
    const installation = both.installation;
    const less = { metadata: 'read', pull_requests: 'read', checks: 'write' } as const;
    await both.github.control.acceptPermissions({ installation, permissions: less });
    // What was handed out before holds for an hour.
    await both.github.control.expireTokens();
    const { code, tests } = feature('unread');
    const { head } = await opened('unread', [{ message: 'Unread', files: { ...code, ...tests } }]);
    expect((await both.check(head)).output.title).toMatch(/^Not judged: it may not be read/);
    const all = { ...less, contents: 'read', merge_queues: 'read' } as const;
    await both.github.control.acceptPermissions({ installation, permissions: all });
    expect((await both.check(head, 2)).output.title).toMatch(/of 1/);
  });

  test('to post checks keeps them until it is there', async () => {
    const installation = both.installation;
    const less = { metadata: 'read', contents: 'read', pull_requests: 'read' } as const;
    await both.github.control.acceptPermissions({ installation, permissions: less });
    // What was handed out before holds for an hour.
    await both.github.control.expireTokens();
    const { code, tests } = feature('unsaid');
    const { head } = await opened('unsaid', [{ message: 'Unsaid', files: { ...code, ...tests } }]);
    await both.until(async () =>
      /holdfast_outbox_dead 1/.test(await (await fetch(`${both.app.url}/metrics`)).text()),
    );
    const all = { ...less, checks: 'write', merge_queues: 'read' } as const;
    await both.github.control.acceptPermissions({ installation, permissions: all });
    expect((await both.check(head)).output.title).toMatch(/of 1/);
  });
});
