import { RepositoryError } from '../git/failures.js';
import type { Repository } from '../git/repository.js';
import type { ComparePool } from './compare-pool.js';
import type { Compared } from './compare-versions.js';
import { RefactoringFinder } from './find-refactorings.js';

/**
 * Finds the refactorings of one commit, or between two.
 *
 * @param range `COMMIT` (compared with its first parent), `COMMIT..COMMIT`, or with three dots from where they parted
 * @throws RepositoryError when there is no such commit
 */
export async function compareCommits(
  pool: ComparePool,
  repository: Repository,
  range: string,
): Promise<Compared> {
  const [, from = '', dots = '', to = ''] = /^(.*?)(?:(\.{2,3})(.*))?$/.exec(range) ?? [];
  if (to.includes('..'))
    throw new RepositoryError(`${JSON.stringify(range)} is no range: name COMMIT or COMMIT..COMMIT`);
  const head = await repository.resolve(dots === '' ? from : to || 'HEAD');
  const start = dots === '' ? await repository.parent(head) : await repository.resolve(from || 'HEAD');
  // As git has it: three dots are what the second one did since the two parted.
  const base = dots === '...' && start !== null ? await repository.mergeBase(start, head) : start;
  for await (const { edits } of repository.names([base === null ? head : `${head} ${base}`])) {
    return new RefactoringFinder(repository, pool).of(edits);
  }
  throw new Error(`git said nothing of ${head}`);
}
