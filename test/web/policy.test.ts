import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { policed } from '../../src/web/policy.js';

const headersOf = async (https: boolean): Promise<Headers> => {
  const app = new Hono();
  app.use(policed([], https));
  app.get('/', (context) => context.text('a page'));
  return (await app.request('/')).headers;
};

test('nothing runs, is loaded, framed or kept, forms stay here, and other sites do not learn what is read', async () => {
  const headers = await headersOf(false);
  const policy = headers.get('content-security-policy') ?? '';
  for (const part of [
    "default-src 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ])
    expect(policy).toContain(part);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('same-origin');
});

test('a server that is reached by https asks for nothing else from then on', async () => {
  expect((await headersOf(true)).get('strict-transport-security')).toBe('max-age=31536000');
  expect((await headersOf(false)).get('strict-transport-security')).toBeNull();
});
