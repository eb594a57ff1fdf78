import { describe, expect, test } from 'vitest';
import { openRepository } from '../../src/git/repository.js';
import { judgeRepository } from '../../src/jobs/judge-repository.js';
import { random } from '../bench/random.js';
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

  test('are those that git blame tells, one change after another', async () => {
    const repo = new Repo();
    const chance = random(20_260_105);
    const upTo = (most: number): number => Math.floor(chance() * most);
    let content = Array.from({ length: 60 }, (_, at) => `export const begin${at} = ${at};\n`);
    let made = 0;
    const edited = (from: readonly string[]): string[] => {
      const now = [...from];
      for (let hunk = 0; hunk < 3; hunk += 1) {
        const added = Array.from({ length: upTo(5) }, () => `export const new${made++} = ${made};\n`);
        now.splice(upTo(Math.min(now.length, 25)), upTo(4), ...added);
      }
      return now;
    };
    repo.commit('Begin', { 'src/a.ts': content.join('') }, on(0));
    for (let change = 1; change <= 14; change += 1) {
      const day = change * 5;
      if (change % 3 > 0) {
        content = edited(content);
        repo.commit(`Change ${change}`, { 'src/a.ts': content.join('') }, on(day));
        continue;
      }
      // A pull request of two commits that edits below what comes to the main branch meanwhile.
      const below = [...content, ...edited(['// the end\n'])];
      repo.branch(`topic-${change}`).commit('one', { 'src/a.ts': below.join('') }, on(day - 3));
      const final = [...content, ...edited(below.slice(content.length))];
      repo.commit('two', { 'src/a.ts': final.join('') }, on(day - 2));
      const above = `export const top${change} = 1;\n`;
      repo.checkout('main').commit(`Top ${change}`, { 'src/a.ts': above + content.join('') }, on(day - 1));
      repo.merge(`Merge topic ${change}`, [`topic-${change}`], on(day));
      content = [above, ...final];
    }
    const told = await linesOf(repo);
    expect(Object.keys(told)).toHaveLength(1 + 14 + 4);
    const chain = repo.git('log', '--first-parent', '--reverse', '--format=%H %ct %s').split('\n');
    let reworkedInAll = 0;
    for (const [place, line] of chain.entries()) {
      const [, , at = '', title = ''] = /^(\w+) (\d+) (.*)$/.exec(line) ?? [];
      if (place === 0) continue;
      const hunks = repo.git('diff', '-w', '-U0', `${line.slice(0, 40)}^1`, line.slice(0, 40));
      const gone = [...hunks.matchAll(/^@@ -(\d+)(?:,(\d+))? /gm)]
        .map(([, first, count]) => [Number(first), Number(count ?? 1)] as const)
        .filter(([, count]) => count > 0);
      const ranges = gone.flatMap(([first, count]) => ['-L', `${first},+${count}`]);
      const blamed =
        gone.length === 0
          ? ''
          : repo.git(
              'blame',
              '--first-parent',
              '-w',
              '-t',
              ...ranges,
              `${line.slice(0, 40)}^1`,
              '--',
              'src/a.ts',
            );
      const born = [...blamed.matchAll(/ (\d{10}) [+-]\d{4} +\d+\)/g)].map(([, time]) => Number(time));
      const reworked = born.filter((time) => Number(at) - time < 21 * DAY).length;
      reworkedInAll += reworked;
      expect([title, told[title]]).toEqual([title, { removed: born.length, reworked }]);
    }
    expect(reworkedInAll).toBeGreaterThan(20);
  });
});
