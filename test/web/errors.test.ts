import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { type AppPages, appRoutes } from '../../src/web/app-routes.js';
import { routes } from '../../src/web/routes.js';

const broken = new Error('a line of ours');

test('what goes wrong in a page is told to the log of the server, and not to the reader', async () => {
  const told: unknown[] = [];
  const onError = (error: unknown): void => void told.push(error);
  const fails = (): never => {
    throw broken;
  };
  const signIn = { pages: new Hono(), open: false };
  const app = appRoutes({
    receive: null,
    measures: async () => fails(),
    signIn,
    many: [],
    badges: {},
    onError,
  } as unknown as AppPages);
  const local = routes({ all: fails } as never, () => true, null, onError);
  for (const answer of [await app.request('/metrics'), await local.request('/')]) {
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain(broken.message);
  }
  expect(told).toEqual([broken, broken]);
});
