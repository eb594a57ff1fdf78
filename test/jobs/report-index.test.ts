import { expect, test } from 'vitest';
import { openRepository } from '../../src/git/repository.js';
import { analyseWithIndex } from '../../src/jobs/analyse-repository.js';
import { changesOf, newestFirst } from '../../src/jobs/report-changes.js';
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
