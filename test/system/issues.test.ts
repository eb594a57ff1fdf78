import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AppAndGitHub, SHOP, startAppAndGitHub } from './with-app.js';

let both: AppAndGitHub;
beforeAll(async () => {
  both = await startAppAndGitHub();
});
afterAll(async () => {
  expect(await both.github.control.violations()).toEqual([]);
  await both.close();
});

const configured = (text: string) =>
  both.github.control.push({
    repository: SHOP,
    by: 'ada',
    commits: [{ message: 'Configure', files: { '.github/holdfast.yml': text } }],
  });
const issues = () => both.github.control.issues({ repository: SHOP });
const notes = async (): Promise<string> => {
  const answer = await fetch(`${both.app.url}/r/acme/shop.json`);
  return answer.ok ? ((await answer.json()) as { notes: string[] }).notes.join('\n') : '';
};

describe('a repository that asks for issues', () => {
  test('reads in its report why there are none while the permission is missing', async () => {
    await configured('report: { issue: true }\ndigest: { issue: true }\nvision: Tests first, @ada\n');
    await both.until(async () => (await notes()).includes('issues:write'));
    expect(await issues()).toEqual([]);
  });

  // A call that GitHub did not answer well may have made one: for a minute nobody makes another.
  test('gets one of each when its owner has given it, and the note goes', { timeout: 300_000 }, async () => {
    await both.github.control.acceptPermissions({
      installation: both.installation,
      permissions: {
        ...{ metadata: 'read', contents: 'read', pull_requests: 'read', merge_queues: 'read' },
        ...{ checks: 'write', issues: 'write' },
      },
    });
    await both.until(async () => (await issues()).length === 2, 4);
    await both.until(async () => !(await notes()).includes('issues:write'));
    const all = await issues();
    expect(all.map(({ title }) => title).sort()).toEqual([
      'Holdfast: the week of our practices',
      'Holdfast: where our practices stand',
    ]);
    const report = all.find(({ body }) => body?.includes('holdfast:report:'))?.body ?? '';
    expect(report).toMatch(/- so far: \d+ of \d+/);
    expect(report).not.toContain('issues:write');
    expect(report).toContain('> Tests first, `@ada`');
    expect(all.find(({ body }) => body?.includes('holdfast:digest:'))?.body).toContain('1 repository');
  });

  test('keeps them as they are through a restart, and while nothing has changed', async () => {
    const before = await issues();
    await both.restart();
    await configured('report: { issue: true }\ndigest: { issue: true }\nvision: Tests first\n');
    await both.until(async () =>
      (await (await fetch(`${both.app.url}/r/acme/shop.md`)).text()).includes('`Tests first`'),
    );
    expect(await issues()).toEqual(before);
  });
});

test('the digest of a coach is for who is signed in', async () => {
  const answer = await fetch(`${both.app.url}/coach/digest`, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/sign-in?next=%2Fcoach%2Fdigest']);
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
});
