import { analyses, observationsOf } from '../analyses/index.js';
import type { Repository } from '../git/repository.js';
import type { ReportRow, RepositoryReport } from '../model/report.js';
import { defaultSettings, type Settings } from '../model/settings.js';
import { countsOf, RefactoringTotals, rowOf } from '../reports/counts.js';
import { notesOn } from '../reports/notes.js';
import { Collected } from '../trends/collect.js';
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
  const now = options.now ?? Date.now() / 1000;
  const problems: string[] = [];
  const rows: ReportRow[] = [];
  const totals = new RefactoringTotals();
  let settings: Settings = defaultSettings;
  let collected = new Collected(settings, now);
  const told: AnalysisOptions = {
    ...options,
    onProblem: (problem) => problems.push(problem) && options.onProblem?.(problem),
    onSettings: (own) => {
      settings = own;
      collected = new Collected(own, now);
    },
  };
  for await (const judgement of judgeRepository(repository, told)) {
    const { change, findings } = judgement;
    rows.push(rowOf(change, findings));
    totals.add(findings);
    // Evidence is let go as newer changes come, so that memory does not grow with the history.
    const old = rows[rows.length - 1 - WITH_EVIDENCE];
    if (old !== undefined) rows[rows.length - 1 - WITH_EVIDENCE] = { ...old, findings: null };
    collected.add(judgement, findings.flatMap(observationsOf));
  }
  const counts = countsOf(rows, totals);
  const reviews = collected.reviews();
  // A practice of which nothing is known has no numbers: nothing of nothing would read like a zero.
  const indicators = analyses
    .filter(({ practice }) => practice !== 'review-feedback' || reviews !== null)
    .flatMap((analysis) => analysis.indicators);
  const trends = collected.trends(indicators);
  return {
    schemaVersion: 1,
    repository: { name: repository.name, branch: name, head, shallow: repository.shallow },
    since: options.since,
    counts,
    indicators: trends,
    focus: collected.focus(indicators),
    reviews,
    notes: [
      ...problems.map((problem) => `${problem} (the defaults were used)`),
      ...notesOn(counts, repository.shallow),
    ],
    vision: settings.vision,
    interventions: collected.outcomes(trends),
    delivery: collected.delivery(),
    hotspots: collected.hotspots(),
    changes: rows.reverse(),
  };
}
