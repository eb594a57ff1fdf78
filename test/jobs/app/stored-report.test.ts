import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../../../src/jobs/app/app.js';
import { storedExamples, storedReport } from '../../../src/jobs/app/stored-report.js';
import { madeOverview } from '../../made-overviews.js';
import { found, madeApp, NOW } from './made-app.js';

let app: App;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ app, close } = await madeApp());
  await app.store.repositories.put(found(7, 1));
});
afterAll(() => close());

test('what a check shows of a history is read from the report that pages have parsed', async () => {
  let heads = 0;
  const reports: App['store']['reports'] = {
    ...app.store.reports,
    head: (id) => {
      heads += 1;
      return app.store.reports.head(id);
    },
  };
  const counting: App = { ...app, store: { ...app.store, reports } };
  const put = (version: string, examples: object) =>
    app.store.reports.put(
      7,
      { version, head: JSON.stringify({ examples }), index: '{}', overview: madeOverview() },
      NOW,
    );
  expect(await storedExamples(counting, 7)).toBeNull();
  heads = 0;
  await put('one', { a: 1 });
  expect(await storedExamples(counting, 7)).toEqual({ a: 1 });
  expect(await storedExamples(counting, 7)).toEqual({ a: 1 });
  expect(await storedReport(counting, counting.parsed, 7)).toMatchObject({ state: 'ready', version: 'one' });
  expect(heads).toBe(1);
  await put('two', { a: 2 });
  expect(await storedExamples(counting, 7)).toEqual({ a: 2 });
  expect(heads).toBe(2);
});
