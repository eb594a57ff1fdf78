import { afterAll, beforeAll, expect, test } from 'vitest';
import { importHistory } from '../../../src/jobs/app/import-history.js';
import { reconcileRepository } from '../../../src/jobs/app/reconcile-repository.js';
import type { StoredReview } from '../../../src/store/store.js';
import { type AppWithDouble, appWithDouble } from './with-double.js';

let made: AppWithDouble;
beforeAll(async () => {
  made = await appWithDouble();
});
afterAll(() => made.close());

const SHOP = 'acme/shop';
const never = new AbortController().signal;

/** A pull request that is opened, commented on and merged, and nobody tells. */
async function merged(name: string): Promise<number> {
  const { control } = made.github;
  const files = { [`src/${name}.ts`]: `export const ${name} = 1;\n` };
  const { number } = await control.openPullRequest({
    ...{ repository: SHOP, author: 'ada', title: `Add ${name}`, head: name },
    commits: [{ message: `Add ${name}`, files }],
  });
  const comment = { path: `src/${name}.ts`, line: 1, body: 'Why is it 1? Please name it.' };
  await control.review({
    ...{ repository: SHOP, number, author: 'grace', state: 'CHANGES_REQUESTED', comments: [comment] },
  });
  await control.mergePullRequest({ repository: SHOP, number, method: 'squash', by: 'ada' });
  return number;
}

async function reviews(): Promise<readonly StoredReview[]> {
  const all: StoredReview[] = [];
  for await (const review of made.app.store.reviews.all(made.repository)) all.push(review);
  return all;
}

test('reviews of what was opened and merged while nobody heard are found by reconciling', async () => {
  const { app, repository, github } = made;
  const first = await merged('cart');
  await importHistory(app, repository, never);
  expect((await reviews()).map(({ number }) => number)).toEqual([first]);
  const missed = await merged('till');
  await reconcileRepository(app, repository, never);
  const [, found] = await reviews();
  expect(found).toMatchObject({ number: missed, finding: { practice: 'review-feedback' } });
  expect(found?.finding.threads).toHaveLength(1);

  // From then on only what is new is read, for a point.
  await github.control.resetCounts();
  await reconcileRepository({ ...app, now: () => app.now() + 30 * 24 * 3600 }, repository, never);
  await reconcileRepository({ ...app, now: () => app.now() + 31 * 24 * 3600 }, repository, never);
  expect((await github.control.counts()).operations['graphql Merged']).toBe(2);
  expect((await github.control.counts()).points).toBe(2);
});
