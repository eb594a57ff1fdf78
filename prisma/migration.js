// Writes the next migration: what brings a database that all migrations have made to the schema as it is now.
// npm run migration -- NAME
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { migrations, schemaText } from '../dist/store/migrations.js';
import { PGliteAdapters } from '../dist/store/pglite-adapter.js';
import { filters, schemaEngine } from '../dist/store/schema-engine.js';

const [name] = process.argv.slice(2);
if (!/^[a-z][a-z0-9_]*$/.test(name ?? '')) {
  console.error('Name the migration, in small letters: npm run migration -- add_something');
  process.exit(2);
}

const database = await PGlite.create('memory://');
for (const { sql } of migrations()) await database.exec(sql);
const engine = await schemaEngine(schemaText(), new PGliteAdapters(database));
const files = [{ path: 'schema.prisma', content: schemaText() }];
const { stdout } = await engine.diff({
  from: { tag: 'schemaDatasource', files, configDir: '.' },
  to: { tag: 'schemaDatamodel', files },
  script: true,
  exitCode: null,
  filters,
});
await database.close();

const sql = (stdout ?? '').trim();
if (sql === '' || sql === '-- This is an empty migration.') {
  console.log('The schema is what the migrations make: there is nothing to write.');
} else {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = join(import.meta.dirname, 'migrations', `${stamp}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'migration.sql'), `${sql}\n`);
  console.log(`${folder}: read it before you commit it. It is never changed afterwards.`);
}
