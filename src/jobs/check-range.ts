import { RepositoryError } from '../git/failures.js';
import type { Repository } from '../git/repository.js';
import type { Judgement } from '../model/judgement.js';
import { judgeChanges } from './judge-changes.js';
import { loadSettings } from './load-settings.js';

/**
 * Judges a range of commits as one pull request, by the configuration of its base, so that a branch cannot weaken the
 * rule that it is judged by.
 *
 * @param range `BASE..HEAD`, `BASE...HEAD` or `BASE`; null: what the checked-out branch adds to the default branch
 */
export async function checkRange(
  repository: Repository,
  range: string | null,
  onProblem: (problem: string) => void,
): Promise<Judgement> {
  const [from = '', to = ''] = range?.split(/\.{2,3}/, 2) ?? [];
  const head = await repository.resolve(to === '' ? 'HEAD' : to);
  const start = from === '' ? (await repository.defaultBranch()).head : await repository.resolve(from);
  const base = await repository.mergeBase(start, head);
  if (base === null)
    throw new RepositoryError(
      'the two commits have no common history: name the range as BASE..HEAD, of commits that have',
    );
  if (base === head) {
    throw new RepositoryError(
      'there is nothing to check: HEAD adds no commit to the default branch (name a range, as in BASE..HEAD)',
    );
  }
  const { settings, problems } = await loadSettings(repository, base);
  for (const problem of problems) onProblem(problem);
  const isBot = (name: string): boolean => settings.bots.some((pattern) => pattern.matches(name));
  const change = await repository.range(base, head, isBot);
  for await (const judgement of judgeChanges(repository, [change], settings)) return judgement;
  throw new Error('a range gave no judgement');
}
