import { expect, test } from 'vitest';
import { startGit } from '../../src/git/process.js';
import { openRepository } from '../../src/git/repository.js';
import { Repo } from '../builders.js';

test('a process that nobody asks anything may be silent as long as it likes', async () => {
  const repo = new Repo();
  repo.commit('one', { 'a.ts': 'x\n' });
  let asked = false;
  const git = startGit(`${repo.path}/.git`, ['cat-file', '--batch-check'], 50, () => !asked);
  const first = git.output[Symbol.asyncIterator]().next();
  await new Promise((resolve) => setTimeout(resolve, 300));
  asked = true;
  git.stdin.end('HEAD:a.ts\n');
  expect((await first).value?.toString()).toMatch(/blob 2\n$/);
});

test('a process that is asked and says nothing is ended', async () => {
  const repo = new Repo();
  const git = startGit(`${repo.path}/.git`, ['cat-file', '--batch-check'], 50);
  await expect(git.output[Symbol.asyncIterator]().next()).rejects.toThrow(/gave no answer for 0.05 s/);
});

test('that two commits have nothing in common is told apart from a git that fails', async () => {
  const repo = new Repo();
  const one = repo.commit('one', { 'a.ts': 'x\n' });
  repo.git('checkout', '--quiet', '--orphan', 'other');
  const other = repo.commit('other', { 'b.ts': 'y\n' });
  const repository = await openRepository(repo.path);
  try {
    expect(await repository.mergeBase(one, one)).toBe(one);
    expect(await repository.mergeBase(one, other)).toBeNull();
    await expect(repository.mergeBase(one, 'f'.repeat(40))).rejects.toThrow(/git merge-base|damaged/);
  } finally {
    await repository.close();
  }
});
