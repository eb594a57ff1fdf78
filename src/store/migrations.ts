import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A step of the database's shape, by the name of its folder; they sort by their dates. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** The folder `prisma`, which stands beside package.json wherever this file was compiled to. */
function folder(): string {
  for (let at = import.meta.dirname; ; at = dirname(at)) {
    if (existsSync(join(at, 'prisma/schema.prisma'))) return join(at, 'prisma');
    if (dirname(at) === at) {
      throw new Error('the folder prisma with the migrations is missing: install Holdfast again');
    }
  }
}

export const schemaText = (): string => readFileSync(join(folder(), 'schema.prisma'), 'utf8');

export function migrations(): readonly Migration[] {
  const all = join(folder(), 'migrations');
  return readdirSync(all, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, sql: readFileSync(join(all, name, 'migration.sql'), 'utf8') }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}
