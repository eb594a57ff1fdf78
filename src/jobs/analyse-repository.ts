import type { Repository } from '../git/repository.js';
import type { ChangeIndex } from '../model/change-index.js';
import type { RepositoryReport } from '../model/report.js';
import { defaultSettings } from '../model/settings.js';
import { type AnalysisOptions, judgeRepository } from './judge-repository.js';
import { ReportDraft } from './report-draft.js';

/** Judges a branch and puts together what a report says of it. */
export const analyseRepository = async (
  repository: Repository,
  options: AnalysisOptions,
): Promise<RepositoryReport> => (await analyseWithIndex(repository, options)).report;

/** The same, with what each change counts for. */
export async function analyseWithIndex(
  repository: Repository,
  options: AnalysisOptions,
): Promise<{ readonly report: RepositoryReport; readonly index: ChangeIndex }> {
  const branch = options.branch === null ? await repository.defaultBranch() : null;
  const name = branch?.name ?? options.branch ?? '';
  const head = branch?.head ?? (await repository.resolveBranch(name));
  const now = options.now ?? Date.now() / 1000;
  const problems: string[] = [];
  let draft = new ReportDraft(defaultSettings, now);
  const told: AnalysisOptions = {
    ...options,
    onProblem: (problem) => problems.push(problem) && options.onProblem?.(problem),
    onSettings: (settings) => {
      draft = new ReportDraft(settings, now);
    },
  };
  for await (const judgement of judgeRepository(repository, told)) draft.add(judgement);
  const report = draft.finish({
    repository: { name: repository.name, branch: name, head, shallow: repository.shallow },
    since: options.since,
    problems,
  });
  return { report, index: draft.index() };
}
