/** Writes docs/schema from the code: npm run schema */
import { mkdirSync, writeFileSync } from 'node:fs';
import { publishedSchemas } from '../../src/jobs/published-schemas.js';

mkdirSync('docs/schema', { recursive: true });
for (const [name, schema] of Object.entries(publishedSchemas())) {
  writeFileSync(`docs/schema/${name}`, `${JSON.stringify(schema, null, 2)}\n`);
}
