import { expect, test } from 'vitest';
import { reportUrl } from '../../../src/jobs/app/report-url.js';

test('a check leads to the report where there is one that can be read', () => {
  const app = { publicUrl: 'https://holdfast.example', canSignIn: false };
  const shop = { owner: 'acme', name: 'shop' };
  expect(reportUrl(app, { ...shop, private: false })).toBe('https://holdfast.example/r/acme/shop');
  expect(reportUrl(app, { ...shop, private: true })).toBeNull();
  expect(reportUrl({ ...app, canSignIn: true }, { ...shop, private: true })).toBe(
    'https://holdfast.example/r/acme/shop',
  );
  expect(reportUrl({ ...app, publicUrl: null }, { ...shop, private: false })).toBeNull();
});
