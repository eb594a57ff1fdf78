import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../../../src/jobs/app/app.js';
import { firstSteps } from '../../../src/jobs/app/first-steps.js';
import { found, madeApp, NOW } from './made-app.js';

let app: App;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ app, close } = await madeApp());
});
afterAll(() => close());

const read = (id: number, done: number, total: number, isOver: boolean) =>
  app.store.cursors.set(
    id,
    'import',
    JSON.stringify({ next: isOver ? null : 'more', done, total, startedAt: NOW, at: NOW }),
  );

test('the first steps of an app are told one after the other', async () => {
  expect(await firstSteps(app)).toEqual({ state: 'not-installed' });
  await app.store.installations.put({ id: 1, account: 'acme', permissions: {}, suspended: false });
  expect(await firstSteps(app)).toEqual({ state: 'not-installed' });
  await app.store.repositories.put(found(7, 1));
  expect(await firstSteps(app)).toEqual({ state: 'importing', done: 0, total: 0 });
  await read(7, 20, 50, false);
  await app.store.repositories.put(found(8, 1));
  await read(8, 30, 30, true);
  expect(await firstSteps(app)).toEqual({ state: 'importing', done: 50, total: 80 });
  await read(7, 50, 50, true);
  expect(await firstSteps(app)).toEqual({ state: 'ready' });
});
