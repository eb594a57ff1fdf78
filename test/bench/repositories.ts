import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: {
    repositories: { type: 'string', multiple: true },
    data: { type: 'string' },
    keep: { type: 'string' },
  },
});

const folders = [values.repositories ?? process.env.HOLDFAST_REPOSITORIES?.split(':') ?? '../repositories']
  .flat()
  .map(String);

/** The folder of development data; it is beside the project, where there is one. */
export const dataFolder = resolve(String(values.data ?? '../shared/data'));

/** Where what was found of refactorings is kept for the next run; null when it is not. */
export const keepIn = typeof values.keep === 'string' ? resolve(values.keep) : null;

/** Where a clone of a public repository is, in any of the usual layouts; null when it is not here. */
export function cloneOf(repository: string): string | null {
  const names = [
    repository,
    repository.replace('/', '+'),
    `${repository}.git`,
    repository.split('/')[1] ?? repository,
  ];
  for (const folder of folders) {
    for (const name of names) {
      for (const path of [join(folder, name, 'repo'), join(folder, name)]) {
        if (existsSync(join(path, 'HEAD')) || existsSync(join(path, '.git'))) return path;
      }
    }
  }
  return null;
}

export function missing(repositories: readonly string[]): void {
  if (repositories.length === 0) return;
  console.log(`\nNot measured, because no clone is here: ${repositories.join(', ')}`);
  console.log('Clone them with their pull requests, each into a folder of its own:');
  console.log('  git clone --mirror https://github.com/OWNER/NAME.git DIR/OWNER+NAME/repo');
  console.log('and name the folder: --repositories DIR (or HOLDFAST_REPOSITORIES=DIR)');
}

export const share = (x: number, n: number): string =>
  n === 0 ? '–' : `${((100 * x) / n).toFixed(1)}% (${x} of ${n})`;
