import { analyses, observationsOf } from '../analyses/index.js';
import type { Repository } from '../git/repository.js';
import type { ReportRow, RepositoryReport } from '../model/report.js';
import { countsOf, RefactoringTotals, rowOf } from '../reports/counts.js';
import { notesOn } from '../reports/notes.js';
import { trendOf } from '../trends/periods.js';
import { type AnalysisOptions, judgeRepository } from './judge-repository.js';

/** So many changes keep their evidence in a report; `holdfast changes` has all of it. */
const WITH_EVIDENCE = 500;

/** Judges a branch and puts together what a report says of it. */
export async function analyseRepository(
  repository: Repository,
  options: AnalysisOptions,
): Promise<RepositoryReport> {
  const branch = options.branch === null ? await repository.defaultBranch() : null;
  const name = branch?.name ?? options.branch ?? '';
  const head = branch?.head ?? (await repository.resolveBranch(name));
  const problems: string[] = [];
  const rows: ReportRow[] = [];
  const totals = new RefactoringTotals();
  const observed = new Map<string, { at: number; x: 0 | 1 }[]>();
  const told = {
    ...options,
    onProblem: (problem: string) => problems.push(problem) && options.onProblem?.(problem),
  };
  for await (const { change, findings } of judgeRepository(repository, told)) {
    rows.push(rowOf(change, findings));
    totals.add(findings);
    // Evidence is let go as newer changes come, so that memory does not grow with the history.
    const old = rows[rows.length - 1 - WITH_EVIDENCE];
    if (old !== undefined) rows[rows.length - 1 - WITH_EVIDENCE] = { ...old, findings: null };
    for (const finding of findings) {
      for (const { indicator, x } of observationsOf(finding)) {
        const own = observed.get(indicator) ?? [];
        own.push({ at: change.mergedAt, x });
        observed.set(indicator, own);
      }
    }
  }
  const counts = countsOf(rows, totals);
  return {
    schemaVersion: 1,
    repository: { name: repository.name, branch: name, head, shallow: repository.shallow },
    since: options.since,
    counts,
    indicators: analyses.flatMap(({ indicators }) =>
      indicators.map((indicator) => ({
        ...indicator,
        ...trendOf(indicator.name, observed.get(indicator.name) ?? []),
      })),
    ),
    notes: [
      ...problems.map((problem) => `${problem} (the defaults were used)`),
      ...notesOn(counts, repository.shallow),
    ],
    changes: rows.reverse(),
  };
}
