import { analyses, observationsOf } from '../analyses/index.js';
import type { Repository } from '../git/repository.js';
import type { Change } from '../model/change.js';
import type { Finding, RefactoringFinding } from '../model/finding.js';
import type { ReportRow, RepositoryReport } from '../model/report.js';
import { countsOf, RefactoringTotals, rowOf } from '../reports/counts.js';
import { notesOn } from '../reports/notes.js';
import { type Observed, trendOf } from '../trends/trend.js';
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
  const observed = new Map<string, Observed[]>();
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
      const circumstances = circumstancesOf(change, findings, finding);
      for (const { indicator, x } of observationsOf(finding)) {
        const own = observed.get(indicator) ?? [];
        own.push({ ...circumstances, x });
        observed.set(indicator, own);
      }
    }
  }
  const counts = countsOf(rows, totals);
  const context = { interventions: [], baseline: null, now: options.now ?? Date.now() / 1000 };
  return {
    schemaVersion: 1,
    repository: { name: repository.name, branch: name, head, shallow: repository.shallow },
    since: options.since,
    counts,
    indicators: analyses.flatMap(({ indicators }) =>
      indicators.map((indicator) => ({
        ...indicator,
        ...trendOf(indicator, observed.get(indicator.name) ?? [], context),
      })),
    ),
    notes: [
      ...problems.map((problem) => `${problem} (the defaults were used)`),
      ...notesOn(counts, repository.shallow),
    ],
    vision: null,
    interventions: [],
    delivery: [],
    hotspots: [],
    changes: rows.reverse(),
  };
}

/** What else is told of a change where it is counted: who, when, how large and how it came. */
function circumstancesOf(
  { author, mergedAt, origin }: Change,
  findings: readonly Finding[],
  finding: Finding,
): Omit<Observed, 'x'> {
  const lines = findings.find((it): it is RefactoringFinding => it.practice === 'refactoring');
  return {
    at: mergedAt,
    who: author,
    size: lines?.changedLines ?? null,
    // Whether its own commits are known does not change how it was merged.
    way: origin === 'pull-ref' ? 'squash' : origin,
    visible: finding.practice === 'test-first' ? finding.orderVisible : null,
  };
}
