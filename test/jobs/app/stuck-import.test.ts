import { afterAll, beforeAll, expect, test } from 'vitest';
import { importHistory, importProgress } from '../../../src/jobs/app/import-history.js';
import { type AppWithDouble, appWithDouble } from './with-double.js';

let made: AppWithDouble;
beforeAll(async () => {
  made = await appWithDouble();
});
afterAll(() => made.close());

const never = new AbortController().signal;

test('a pull request that GitHub cannot answer for holds an import up for an hour, and is then left out', async () => {
  const { github, repository } = made;
  for (const name of ['cart', 'till']) {
    const { number } = await github.control.openPullRequest({
      ...{ repository: 'acme/shop', author: 'ada', title: `Add ${name}`, head: name },
      commits: [{ message: `Add ${name}`, files: { [`src/${name}.ts`]: 'export const a = 1;\n' } }],
    });
    await github.control.mergePullRequest({ repository: 'acme/shop', number, method: 'squash', by: 'ada' });
  }
  const start = made.app.now();
  const importAt = (minutes: number): Promise<void> =>
    importHistory({ ...made.app, now: () => start + minutes * 60 }, repository, never);
  const fault = { face: 'graphql', kind: 'partial-data', match: 'Merged', times: 5 } as const;
  for (const minutes of [0, 30]) {
    await github.control.fault(fault);
    await expect(importAt(minutes)).rejects.toThrow(/GitHub/);
  }
  expect(await importProgress(made.app, repository)).toMatchObject({ done: 0, skipped: [] });
  await github.control.fault(fault);
  await importAt(60);
  const numbers: number[] = [];
  for await (const { number } of made.app.store.reviews.all(repository)) numbers.push(number);
  expect(numbers).toEqual([2]);
  expect(await importProgress(made.app, repository)).toMatchObject({ next: null, done: 1, skipped: [1] });
});
