import { expect, test } from 'vitest';
import { openRepository } from '../../src/git/repository.js';
import { analyseWithIndex } from '../../src/jobs/analyse-repository.js';
import { changesOf, newestFirst } from '../../src/jobs/report-changes.js';
import { WHOLE } from '../../src/model/change-query.js';
import { selectChanges } from '../../src/trends/select-changes.js';
import { teamRepository } from '../stories.js';

test('the index of a report counts what the report counts, and finds its changes', async () => {
  const repository = await openRepository(teamRepository().path);
  const { report, index } = await analyseWithIndex(repository, { branch: null, since: null });
  await repository.close();
  expect([...index.ids].reverse()).toEqual(report.changes.map(({ id }) => id));
  expect([...index.classes].reverse()).toEqual(report.changes.map((row) => row.class));
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const counted = index.counted.map(({ indicator, x, n }) => [indicator, sum(x), sum(n)]);
  const known = report.indicators.filter(({ n }) => n > 0);
  expect(known.length).toBeGreaterThan(2);
  expect(Object.fromEntries(counted.map(([name, ...xn]) => [name, xn]))).toEqual(
    Object.fromEntries(known.map(({ name, x, n }) => [name, [x, n]])),
  );
  const changes = changesOf(report.changes, index);
  const all = [];
  for await (const row of newestFirst(changes)) all.push(row);
  expect(all).toEqual(report.changes);
  expect(await changes.rows([index.ids[1] ?? '', 'nothing'])).toEqual([report.changes.at(-2)]);
});

test('the index finds the changes that a hotspot counts', async () => {
  const repo = teamRepository();
  for (let at = 0; at < 6; at += 1) {
    const test =
      at < 2 ? { 'test/often.test.ts': `import '../src/often.js';\ntest('${at}', () => {});\n` } : {};
    // Hotspots are of the half year before the machine's own clock.
    const lately = Math.floor(Date.now() / 1000) - (10 - at) * 3600;
    repo.commit(
      `Often ${at}`,
      { 'src/often.ts': `export const often = () => ${at};\n`, ...test },
      { at: lately },
    );
  }
  const repository = await openRepository(repo.path);
  const { report, index } = await analyseWithIndex(repository, { branch: null, since: null });
  await repository.close();
  const often = report.hotspots.find(({ file }) => file === 'src/often.ts');
  expect(often?.changes).toBeGreaterThanOrEqual(6);
  expect(often?.tested).toBeGreaterThan(0);
  expect(report.hotspots.length).toBe(index.hotspots.length);
  for (const { file, changes, tested } of report.hotspots) {
    const of = (counts: 'x' | 'n') =>
      selectChanges(index, { ...WHOLE, indicator: null, file, counts, class: null }).ids;
    expect([file, of('n').length, of('x').length]).toEqual([file, changes, tested]);
  }
});
