import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The development data lies beside the project, and is read there only: HOLDFAST_DATA names another place. */
const folder = resolve(process.env.HOLDFAST_DATA ?? join(import.meta.dirname, '../../shared/data'));

/** The text of a file of the development data; null where it is absent. */
export function sharedData(path: string): string | null {
  const file = join(folder, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}
