import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { judge } from '../../src/analyses/review-feedback/index.js';
import { openRepository } from '../../src/git/repository.js';
import { snapshotOf } from '../../src/jobs/review-snapshots.js';
import type { Conversation, ReviewSnapshot, ReviewThread } from '../../src/model/review.js';
import type { FeedbackThread } from '../../src/model/review-feedback.js';
import { Repo, temporaryFolder } from '../builders.js';
import {
  madeComment,
  madeCommit,
  madeConversation,
  madeThread,
  other,
  program,
  sha,
} from '../made-conversations.js';

const lines = (names: readonly string[]): string => names.map((name) => `const ${name} = 1;\n`).join('');
const numbered = (count: number): string[] => Array.from({ length: count }, (_, at) => `line${at + 1}`);
const withLine = (names: readonly string[], at: number, name: string): string[] =>
  names.map((it, place) => (place === at - 1 ? name : it));

/** A comment made right after a commit, on a line of a file. */
const thread = (repo: Repo, commit: string, line: number, over: Partial<ReviewThread> = {}): ReviewThread =>
  madeThread({
    commit,
    lines: { first: line, last: line },
    comments: [
      madeComment({
        at: Number(repo.git('show', '--no-patch', '--format=%ct', commit)) + 60,
        hunk: null,
      }),
    ],
    ...over,
  });

async function snapshot(
  repo: Repo,
  base: string,
  head: string,
  over: Partial<Conversation>,
): Promise<ReviewSnapshot> {
  const repository = await openRepository(repo.path);
  try {
    return await snapshotOf(repository, madeConversation({ base, head, mergedAt: null, ...over }), base);
  } finally {
    await repository.close();
  }
}

async function became(
  repo: Repo,
  base: string,
  head: string,
  opened: ReviewThread,
  over: Partial<Conversation> = {},
): Promise<FeedbackThread | undefined> {
  const found = await snapshot(repo, base, head, { threads: [opened], ...over });
  return judge(found, { title: 'A change', bot: false, changedLines: 40 }).threads[0];
}

/** A branch on which a file of 30 lines was added, with a comment on its line 10. */
function begun() {
  const repo = new Repo();
  const base = repo.commit('Begin', { 'README.md': '# Sums\n', 'src/old.ts': lines(numbered(40)) });
  repo.branch('sums');
  const first = repo.commit('Add sums', { 'src/a.ts': lines(numbered(30)) });
  return { repo, base, first, opened: thread(repo, first, 10) };
}

describe('a thread in a real history', () => {
  test('is followed through lines above it, a rename and a change', async () => {
    const { repo, base, first, opened } = begun();
    const above = ['zero', ...numbered(30)];
    repo.commit('Above', { 'src/a.ts': lines(above) });
    repo.commit('Rename', { 'src/a.ts': null, 'src/b.ts': lines(above) });
    const changed = repo.commit('Name it', { 'src/b.ts': lines(withLine(above, 11, 'total')) });
    expect(await became(repo, base, changed, opened)).toMatchObject({ became: 'line-changed', by: changed });
    const elsewhere = repo.commit('Elsewhere', { 'src/b.ts': lines(withLine(above, 25, 'far')) });
    repo.git('checkout', '--quiet', '-b', 'other', first);
    const far = repo.commit('Far', { 'src/a.ts': lines(withLine(numbered(30), 25, 'far')) });
    expect(await became(repo, base, far, opened)).toMatchObject({ became: 'unaddressed', counts: true });
    expect(elsewhere).not.toBe(far);
  });

  test('knows letters that are more than a byte in a suggestion', async () => {
    const { repo, base, first } = begun();
    const opened = thread(repo, first, 10);
    const suggesting = {
      ...opened,
      comments: [
        { ...madeComment({ body: '```suggestion\nconst größe = 1;\n```' }), at: opened.comments[0]?.at ?? 0 },
      ],
    };
    const head = repo.commit('So', { 'src/a.ts': lines(withLine(numbered(30), 10, 'größe')) });
    expect(await became(repo, base, head, suggesting)).toMatchObject({
      became: 'suggestion-applied',
      by: head,
    });
  });

  test('is not moved by what the base brings in between, nor changed by it', async () => {
    const { repo } = begun();
    const own = withLine(numbered(40), 30, 'own');
    const commented = repo.commit('Change the old', { 'src/old.ts': lines(own) });
    const opened = thread(repo, commented, 30, { path: 'src/old.ts' });
    repo.checkout('main');
    const theirs = ['one', 'two', 'three', ...withLine(numbered(40), 33, 'others')];
    const newer = repo.commit('Meanwhile', { 'src/old.ts': lines(theirs) });
    const merge = repo.checkout('sums').merge("Merge branch 'main' into sums", ['main']);
    expect(await became(repo, newer, merge, opened)).toMatchObject({ became: 'unaddressed', counts: true });
    const changed = repo.commit('Mine', { 'src/old.ts': lines(withLine(theirs, 33, 'mine')) });
    expect(await became(repo, newer, changed, opened)).toMatchObject({ became: 'line-changed', by: changed });
  });

  test.each([
    ['the author', madeCommit('x').author, 'line-changed'],
    ['an address that the forge does not know', null, 'line-changed'],
    ['somebody else', other, 'unaddressed'],
    ['a program', program, 'unaddressed'],
  ])('that %s changed is told as such', async (_, author, expected) => {
    const { repo, base, first, opened } = begun();
    const changed = repo.commit('Change', { 'src/a.ts': lines(withLine(numbered(30), 10, 'total')) });
    const commits = [madeCommit('first'), madeCommit('second')].map((it, at) => ({
      ...it,
      sha: at === 0 ? first : changed,
      author: at === 0 ? it.author : author,
    }));
    expect((await became(repo, base, changed, opened, { commits }))?.became).toBe(expected);
  });

  describe('whose commit was force-pushed away', () => {
    const rebased = (changed: string, meanwhile: Record<string, string>) => {
      const { repo, first, opened } = begun();
      repo.checkout('main');
      const newer = repo.commit('Meanwhile', meanwhile);
      repo.branch('again');
      const head = repo.commit('Add sums', { 'src/a.ts': lines(withLine(numbered(30), 10, changed)) });
      return { repo, newer, head, first, opened };
    };

    test('is compared as a whole', async () => {
      const { repo, newer, head, opened } = rebased('total', { 'README.md': '# Other\n' });
      expect(await became(repo, newer, head, opened)).toMatchObject({ became: 'line-changed', counts: true });
      const same = rebased('line10', { 'README.md': '# Other\n' });
      expect(await became(same.repo, same.newer, same.head, same.opened)).toMatchObject({
        became: 'unaddressed',
        counts: true,
      });
    });

    test('is not known where the base changed the file, too', async () => {
      const { repo, newer, head, opened } = rebased('total', { 'src/a.ts': lines(['base']) });
      expect(await became(repo, newer, head, opened)).toMatchObject({
        became: 'outdated-only',
        counts: false,
      });
    });

    test('is not known so either where the files of the base were not fetched', async () => {
      const { repo, newer, head, first, opened } = rebased('total', { 'src/a.ts': lines(['base']) });
      repo.git('config', 'uploadpack.allowFilter', 'true');
      const path = join(temporaryFolder(), 'clone');
      repo.git('clone', '--quiet', '--filter=blob:none', `file://${repo.path}`, path);
      const clone = new Repo(path);
      clone.git('show', `${first}:src/a.ts`);
      expect(await became(clone, newer, head, opened)).toMatchObject({
        became: 'outdated-only',
        counts: false,
      });
    });

    test('and is not to be had any more, is unknown', async () => {
      const { repo, base, first, opened } = begun();
      const gone = { ...opened, commit: sha('gone') };
      expect(await became(repo, base, first, gone)).toMatchObject({ became: 'unknown', counts: false });
    });
  });

  test('is unknown where the head is not here', async () => {
    const { repo, base, opened } = begun();
    expect(await became(repo, base, sha('head'), opened)).toMatchObject({ became: 'unknown', counts: false });
  });

  test('on a file that the change deletes is looked at where it was', async () => {
    const { repo, base } = begun();
    const first = repo.commit('Delete', { 'src/old.ts': null });
    const opened = thread(repo, first, 5, { path: 'src/old.ts', side: 'before' });
    const withHunk = {
      ...opened,
      comments: opened.comments.map((it) => ({ ...it, hunk: '@@ -1,40 +0,0 @@\n-a\n-b\n-c\n-d\n-e' })),
    };
    expect(await became(repo, base, first, withHunk)).toMatchObject({ became: 'unaddressed' });
  });
});

test('places without a comment are those of the first review, in the same files', async () => {
  const { repo, base } = begun();
  const start = numbered(40);
  const second = repo.commit('Change the old', {
    'src/old.ts': lines(withLine(withLine(withLine(start, 5, 'a'), 20, 'b'), 35, 'c')),
  });
  const opened = thread(repo, second, 5, { path: 'src/old.ts' });
  const head = repo.commit('Again', {
    'src/old.ts': lines(withLine(withLine(withLine(start, 5, 'a'), 20, 'better'), 35, 'c')),
  });
  const found = await snapshot(repo, base, head, { threads: [opened] });
  expect(found.atFirstReview).toMatchObject([
    {
      path: 'src/old.ts',
      commit: second,
      hunks: [
        { first: 5, last: 5 },
        { first: 20, last: 20 },
        { first: 35, last: 35 },
      ],
    },
  ]);
  expect(judge(found, { title: 'A change', bot: false, changedLines: 9 }).chance).toEqual({ x: 1, n: 2 });
});

test('a thousand threads on one pull request are followed', async () => {
  const { repo, base, first } = begun();
  const threads = Array.from({ length: 1000 }, (_, at) => {
    const line = 1 + (at % 30);
    const comments = [madeComment({ at: 0, hunk: null })];
    return madeThread({ commit: first, lines: { first: line, last: line }, comments });
  });
  const head = repo.commit('Name it', { 'src/a.ts': lines(withLine(numbered(30), 10, 'total')) });
  const found = await snapshot(repo, base, head, { threads });
  const { threads: judged } = judge(found, { title: 'A change', bot: false, changedLines: 40 });
  expect(judged.filter((it) => it.became === 'line-changed').length).toBeGreaterThan(200);
});
