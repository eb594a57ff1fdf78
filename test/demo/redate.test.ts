import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Repo, temporaryFolder } from '../builders.js';
import { readArguments } from './arguments.js';
import { borrowHistory } from './history.js';
import { redate, spread } from './redate.js';

test('dates are changed where they are dates, not where a message or a name looks like one', () => {
  const message = 'author A <a@b.c> 100 +0000\n';
  const stream = `commit refs/heads/main\nauthor A <1> <a@b.c> 100 +0200\ncommitter A <a@b.c> 200 -0530\ndata ${message.length}\n${message}\nM 100644 abc a b\n`;
  expect(redate(stream, (at) => at * 10)).toBe(
    stream.replace('> 100 +0200', '> 1000 +0200').replace('200 -0530', '2000 -0530'),
  );
});

test('moments are spread evenly in their order, and their end is now', () => {
  const at = spread([100, 200, 500], 1000, 5000);
  expect([50, 100, 200, 350, 500, 900].map(at)).toEqual([4000, 4000, 4500, 4750, 5000, 5000]);
});

const NOW = 1_790_000_000;

test('a short history is borrowed with other dates, and is itself unchanged', async () => {
  const repo = new Repo();
  repo.commit('Begin', { 'a.ts': 'ä\n' });
  repo.commit('author A <a@b.c> 1 +0000', { 'b.ts': 'b\n' }, { author: 'Äda' });
  const head = repo.git('rev-parse', 'HEAD');
  const borrowed = await borrowHistory(repo.path, temporaryFolder(), { dates: 'stretched', now: NOW });
  const other = new Repo(join(temporaryFolder(), 'clone'));
  other.git('fetch', '--quiet', borrowed.path, 'main');
  expect(other.git('log', '-1', '--format=%an %s %ct', 'FETCH_HEAD')).toBe(
    `Äda author A <a@b.c> 1 +0000 ${NOW}`,
  );
  expect(other.git('rev-parse', 'FETCH_HEAD^{tree}')).toBe(repo.git('rev-parse', 'HEAD^{tree}'));
  expect(borrowed.note).toContain('spread over 40 weeks');
  expect(repo.git('rev-parse', 'HEAD')).toBe(head);
});

test('what can’t be played is answered with the next step', async () => {
  const folder = temporaryFolder();
  const options = { dates: 'real', now: NOW } as const;
  const repo = new Repo();
  await expect(borrowHistory(repo.path, temporaryFolder(), options)).rejects.toThrow('no commit yet');
  repo.commit('Begin', { 'a.ts': '1\n' });
  repo.commit('Go on', { 'a.ts': '2\n' });
  repo.git('clone', '--quiet', '--depth', '1', `file://${repo.path}`, join(folder, 'shallow'));
  await expect(borrowHistory(join(folder, 'shallow'), temporaryFolder(), options)).rejects.toThrow(
    'fetch --unshallow',
  );
  writeFileSync(join(folder, 'file'), '');
  await expect(borrowHistory(join(folder, 'file'), temporaryFolder(), options)).rejects.toThrow(
    '--repo PATH',
  );
});

test('a wish that can’t be met is told', () => {
  expect(readArguments([], '/here')).toMatchObject({ repo: '/here', pulls: 12, dates: 'stretched' });
  expect(readArguments(['--pulls', '3', '--pace', '0.5'], '/here')).toMatchObject({ pulls: 3, pace: 0.5 });
  for (const words of [['--pulls', '0'], ['--pulls', '1.5'], ['--pace', ''], ['--dates', 'x'], ['--what']])
    expect(() => readArguments(words, '/here')).toThrow(/--/);
});
