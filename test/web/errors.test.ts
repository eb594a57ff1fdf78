import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { type AppPages, appRoutes } from '../../src/web/app-routes.js';
import { routes } from '../../src/web/routes.js';
import { NOBODY } from '../services/made-pages.js';

const broken = new Error('a line of ours');

test('what goes wrong in a page is told to the log of the server, and not to the reader', async () => {
  const told: unknown[] = [];
  const onError = (error: unknown): void => void told.push(error);
  const fails = (): never => {
    throw broken;
  };
  const pages: AppPages = {
    receive: null,
    ready: async () => {},
    measures: async () => fails(),
    access: NOBODY,
    signIn: {
      pages: new Hono(),
      open: false,
      missing: async (context) => context.text('nothing is here', 404),
    },
    report: async () => fails(),
    forgeUrl: 'https://github.com',
    badges: {
      overview: async () => null,
      token: async () => null,
      renew: async () => {},
      publicUrl: null,
      forms: null,
    },
    firstSteps: async () => fails(),
    https: false,
    many: [],
    installUrl: async () => null,
    onError,
  };
  const app = appRoutes(pages);
  const local = routes({ all: fails } as never, () => true, null, onError);
  for (const answer of [await app.request('/metrics'), await app.request('/'), await local.request('/')]) {
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain(broken.message);
  }
  expect(told).toEqual([broken, broken, broken]);
});
