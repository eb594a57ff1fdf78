import { afterAll, beforeAll, expect, test } from 'vitest';
import { syncRepository } from '../../../src/jobs/app/sync-repository.js';
import { type AppWithDouble, appWithDouble } from './with-double.js';

let here: AppWithDouble;
beforeAll(async () => {
  here = await appWithDouble();
});
afterAll(() => here.close());

const vision = async (text: string): Promise<string | null> => {
  const { app, github, repository } = here;
  await github.control.push({
    repository: 'acme/shop',
    by: 'ada',
    commits: [{ message: 'Configure', files: { '.github/holdfast.yml': text } }],
  });
  await syncRepository(app, repository, new AbortController().signal);
  return (await app.store.reports.overviews([repository])).get(repository)?.overview.vision ?? null;
};

test('a configuration that was just pushed counts at once, though a mirror fetches no files of what is new', async () => {
  expect(await vision('vision: The first\n')).toBe('The first');
  expect(await vision('vision: The second\n')).toBe('The second');
});
