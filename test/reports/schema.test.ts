import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { publishedSchemas } from '../../src/jobs/published-schemas.js';

describe('the published JSON Schemas', () => {
  test.each(Object.keys(publishedSchemas()))(
    'docs/schema/%s is what the code says (npm run schema writes it)',
    (name) => {
      const published = readFileSync(resolve(import.meta.dirname, '../../docs/schema', name), 'utf8');
      expect(JSON.parse(published)).toEqual(publishedSchemas()[name]);
    },
  );
});
