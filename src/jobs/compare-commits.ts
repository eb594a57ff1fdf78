import { RepositoryError } from '../git/failures.js';
import type { Repository } from '../git/repository.js';
import type { ComparePool } from './compare-pool.js';
import { type Found, RefactoringFinder } from './find-refactorings.js';
import { isGenerated, leavesOut } from './left-out.js';
import { loadSettings } from './load-settings.js';

/**
 * Finds the refactorings of one commit, or between two. What is left out is what a report leaves out: by the
 * configuration at the head of the default branch, or where there is none at the commit itself.
 *
 * @param range `COMMIT` (compared with its first parent), `COMMIT..COMMIT`, or with three dots from where they parted
 * @throws RepositoryError when there is no such commit
 */
export async function compareCommits(
  pool: ComparePool,
  repository: Repository,
  range: string,
  onProblem: (problem: string) => void,
): Promise<Found> {
  const [, from = '', dots = '', to = ''] = /^(.*?)(?:(\.{2,3})(.*))?$/.exec(range) ?? [];
  if (to.includes('..'))
    throw new RepositoryError(`${JSON.stringify(range)} is no range: name COMMIT or COMMIT..COMMIT`);
  const head = await repository.resolve(dots === '' ? from : to || 'HEAD');
  const start = dots === '' ? await repository.parent(head) : await repository.resolve(from || 'HEAD');
  // As git has it: three dots are what the second one did since the two parted.
  const base = dots === '...' && start !== null ? await repository.mergeBase(start, head) : start;
  if (base === null && start !== null)
    throw new RepositoryError('the two commits have no common history: name the range as BASE..HEAD');
  const branch = await repository.defaultBranch().catch((error: unknown) => {
    if (error instanceof RepositoryError) return { head };
    throw error;
  });
  const { settings, problems } = await loadSettings(repository, branch.head);
  for (const problem of problems) onProblem(problem);
  const finder = new RefactoringFinder(repository, pool, { leavesOut: leavesOut(settings), isGenerated });
  for await (const { edits } of repository.names([base === null ? head : `${head} ${base}`])) {
    return finder.of(edits);
  }
  throw new Error(`git said nothing of ${head}`);
}
