import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../../../src/jobs/app/app.js';
import { firstSteps } from '../../../src/jobs/app/first-steps.js';
import { madeOverview } from '../../made-overviews.js';
import { found, madeApp, NOW } from './made-app.js';

let app: App;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ app, close } = await madeApp());
});
afterAll(() => close());

const report = (id: number) =>
  app.store.reports.put(id, { version: 'v', head: '{}', index: '{}', overview: madeOverview() }, NOW);

test('the first steps of an app are told one after the other', async () => {
  expect(await firstSteps(app)).toEqual({ state: 'not-installed' });
  await app.store.installations.put({ id: 1, account: 'acme', permissions: {}, suspended: false });
  expect(await firstSteps(app)).toEqual({ state: 'not-installed' });
  for (const id of [7, 8]) await app.store.repositories.put(found(id, 1));
  // Nothing is read of what is archived.
  await app.store.repositories.put({ ...found(9, 1), archived: true });
  const reading = { state: 'reading', repositories: 2, more: false };
  expect(await firstSteps(app)).toEqual({ ...reading, reports: 0 });
  await report(7);
  // That all is read of it is not yet a report.
  const over = { next: null, done: 30, total: 30, startedAt: NOW, at: NOW };
  await app.store.cursors.set(8, 'import', JSON.stringify(over));
  expect(await firstSteps(app)).toEqual({ ...reading, reports: 1 });
  await report(8);
  expect(await firstSteps(app)).toEqual({ state: 'ready' });
});
