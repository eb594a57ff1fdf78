import type { Repository } from '../git/repository.js';
import type { ComparePool } from './compare-pool.js';
import type { Compared } from './compare-versions.js';
import { RefactoringFinder } from './find-refactorings.js';

/**
 * Finds the refactorings of one commit, or between two.
 *
 * @param range `COMMIT` (compared with its first parent) or `COMMIT..COMMIT`
 * @throws RepositoryError when there is no such commit
 */
export async function compareCommits(
  pool: ComparePool,
  repository: Repository,
  range: string,
): Promise<Compared> {
  const [from = '', to] = range.split(/\.{2,3}/, 2);
  const head = await repository.resolve(to === undefined ? from : to || 'HEAD');
  const base = to === undefined ? await repository.parent(head) : await repository.resolve(from || 'HEAD');
  for await (const { edits } of repository.names([base === null ? head : `${head} ${base}`])) {
    return new RefactoringFinder(repository, pool).of(edits);
  }
  throw new Error(`git said nothing of ${head}`);
}
