import { analyses, observationsOf } from '../analyses/index.js';
import type { ChangeIndex } from '../model/change-index.js';
import type { Judgement } from '../model/judgement.js';
import type { Observation } from '../model/observation.js';
import type { ReportRow, RepositoryReport } from '../model/report.js';
import type { Settings } from '../model/settings.js';
import { countsOf, RefactoringTotals, rowOf } from '../reports/counts.js';
import { DEFAULTS_USED, notesOn } from '../reports/notes.js';
import { Collected } from '../trends/collect.js';
import { IndexDraft } from './index-draft.js';

/** So many changes keep their evidence in a report; `holdfast changes` has all of it. */
export const WITH_EVIDENCE = 500;

/** A report that grows change by change, oldest first; memory does not grow with the evidence of a long history. */
export class ReportDraft {
  readonly #rows: ReportRow[] = [];
  readonly #totals = new RefactoringTotals();
  readonly #collected: Collected;
  readonly #index = new IndexDraft();

  /** @param now seconds since 1970, UTC, for which all is told */
  constructor(
    private readonly settings: Settings,
    now: number,
  ) {
    this.#collected = new Collected(settings, now);
  }

  /** @param observations what its findings contribute */
  add(
    judgement: Judgement,
    observations: readonly Observation[] = judgement.findings.flatMap(observationsOf),
  ): void {
    const { change, findings } = judgement;
    const row = rowOf(change, findings);
    this.#rows.push(row);
    this.#totals.add(findings);
    // Evidence is let go as newer changes come.
    const old = this.#rows[this.#rows.length - 1 - WITH_EVIDENCE];
    if (old !== undefined) this.#rows[this.#rows.length - 1 - WITH_EVIDENCE] = { ...old, findings: null };
    const counted = this.#collected.add(judgement, observations);
    this.#index.add(change, row.class, counted);
  }

  /** What each of its changes counts for. */
  index(): ChangeIndex {
    return this.#index.finish();
  }

  /** @param problems what is wrong in the configuration, a line each */
  finish({
    repository,
    since,
    problems,
  }: Pick<RepositoryReport, 'repository' | 'since'> & {
    readonly problems: readonly string[];
  }): RepositoryReport {
    const counts = countsOf(this.#rows, this.#totals);
    const reviews = this.#collected.reviews();
    // A practice of which nothing is known has no numbers: nothing of nothing would read like a zero.
    const indicators = analyses
      .filter(({ practice }) => practice !== 'review-feedback' || reviews !== null)
      .flatMap((analysis) => analysis.indicators);
    const trends = this.#collected.trends(indicators);
    return {
      schemaVersion: 1,
      repository,
      since,
      counts,
      indicators: trends,
      focus: this.#collected.focus(indicators),
      reviews,
      notes: [
        ...problems.map((problem) => `${problem} ${DEFAULTS_USED}`),
        ...notesOn(counts, repository.shallow),
      ],
      vision: this.settings.vision,
      interventions: this.#collected.outcomes(trends),
      delivery: this.#collected.delivery(),
      hotspots: this.#collected.hotspots(),
      guidance: this.settings.guidance,
      examples: this.#collected.examples(),
      changes: this.#rows.reverse(),
    };
  }
}
