import { describe, expect, test } from 'vitest';
import { openRepository } from '../../src/git/repository.js';
import { judgeRepository } from '../../src/jobs/judge-repository.js';
import { Repo } from '../builders.js';

const DAY = 24 * 60 * 60;
const on = (day: number, author = 'Someone') => ({ at: Date.UTC(2026, 0, 5) / 1000 + day * DAY, author });
const lines = (count: number, word: string): string =>
  Array.from({ length: count }, (_, at) => `export const ${word}${at} = ${at};\n`).join('');

async function linesOf(repo: Repo, since: string | null = null) {
  const repository = await openRepository(repo.path);
  const all = [];
  for await (const { change, lines } of judgeRepository(repository, { branch: null, since }))
    all.push([change.title, lines]);
  await repository.close();
  return Object.fromEntries(all);
}

describe('the lines that went with a change', () => {
  test('are told with how many were young, of code alone', async () => {
    const repo = new Repo();
    repo.commit('Begin', { 'src/a.ts': lines(10, 'a'), 'package-lock.json': lines(500, 'lock') }, on(0));
    repo.commit('Soon', { 'src/a.ts': lines(6, 'a'), 'package-lock.json': lines(1, 'new') }, on(10));
    repo.commit('Move', { 'src/a.ts': null, 'src/b.ts': lines(6, 'a') }, on(15));
    repo.commit('Later', { 'src/b.ts': lines(4, 'a') }, on(40));
    expect(await linesOf(repo)).toEqual({
      Begin: { removed: 0, reworked: 0 },
      Soon: { removed: 4, reworked: 4 },
      Move: { removed: 0, reworked: 0 },
      Later: { removed: 2, reworked: 0 },
    });
  });

  test('are those of a pull request as a whole: what it writes anew in its own commits is no rework', async () => {
    const repo = new Repo();
    repo.commit('Begin', { 'src/a.ts': lines(4, 'a'), 'src/b.ts': lines(4, 'b') }, on(0));
    repo.branch('topic');
    repo.commit('draft', { 'src/a.ts': lines(4, 'a') + lines(4, 'draft') }, on(30));
    repo.commit('final', { 'src/a.ts': lines(4, 'a') + lines(4, 'final') }, on(31));
    repo.checkout('main').commit('Meanwhile', { 'src/a.ts': `${lines(9, 'top')}${lines(4, 'a')}` }, on(32));
    repo.merge('Merge pull request #1 from x/topic', ['topic'], on(33));
    repo.commit('After', { 'src/a.ts': `${lines(9, 'top')}${lines(4, 'a')}${lines(2, 'final')}` }, on(34));
    const all = await linesOf(repo);
    expect(all['Merge pull request #1']).toEqual({ removed: 0, reworked: 0 });
    expect(all.After).toEqual({ removed: 2, reworked: 2 });
  });

  test('are not known until three weeks after a beginning that is not the history’s', async () => {
    const repo = new Repo();
    repo.commit('Begin', { 'src/a.ts': lines(9, 'a') }, on(0));
    repo.commit('One', { 'src/a.ts': lines(8, 'a') }, on(10));
    repo.commit('Two', { 'src/a.ts': lines(7, 'a') + lines(2, 'b') }, on(20));
    repo.commit('Three', { 'src/a.ts': lines(7, 'a') }, on(32));
    expect(await linesOf(repo, '2026-01-10')).toEqual({
      One: null,
      Two: null,
      Three: { removed: 2, reworked: 2 },
    });
  });

  test('are looked for in the last two years alone, however old the repository is', async () => {
    const repo = new Repo();
    repo.commit('Begin', { 'src/a.ts': lines(9, 'a') }, on(0));
    repo.commit('Long ago', { 'src/a.ts': lines(8, 'a') }, on(10));
    repo.commit('New', { 'src/a.ts': lines(8, 'a') + lines(2, 'b') }, on(800));
    repo.commit('Newer', { 'src/a.ts': lines(8, 'a') }, on(810));
    expect(await linesOf(repo)).toEqual({
      Begin: null,
      'Long ago': null,
      New: { removed: 0, reworked: 0 },
      Newer: { removed: 2, reworked: 2 },
    });
  });
});
