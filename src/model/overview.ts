import type { Practice } from './finding.js';
import type { InterventionOutcome } from './intervention.js';
import type { Period, Trend } from './period.js';
import type { FocusReport } from './report.js';
import type { Rung } from './rung.js';

/** What pages about many repositories know of one: little enough that hundreds are read at once. */
export interface RepositoryOverview {
  readonly name: string;
  readonly vision: string | null;
  /** All changes that were judged. */
  readonly changes: number;
  /** Those with a rung that are charted, in the order of the report. */
  readonly indicators: readonly IndicatorOverview[];
  readonly focus: readonly Pick<FocusReport, 'name' | 'goal' | 'by' | 'changes' | 'all'>[];
  /** The latest, oldest first. */
  readonly interventions: readonly InterventionOutcome[];
}

export interface IndicatorOverview extends Pick<Trend, 'x' | 'n' | 'lower' | 'upper' | 'people'> {
  readonly name: string;
  readonly practice: Practice;
  readonly title: string;
  readonly standing: NonNullable<Trend['standing']>;
  /** The latest periods, oldest first: what a sparkline draws. */
  readonly recent: readonly Pick<Period, 'start' | 'x' | 'n' | 'enough'>[];
  /** Every rung that was reached or lost, oldest first: what an adoption curve counts. */
  readonly log: readonly { readonly start: string; readonly to: Rung }[];
}

/** A repository in a list of those that somebody may read. */
export interface ListedRepository {
  /** What it is called: `owner/name`, or the name of a local one. */
  readonly name: string;
  /** The path of its page; those of its other pages begin with it. */
  readonly path: string;
  /** Null while there is no report, and `state` says why. */
  readonly overview: RepositoryOverview | null;
  /** In a few words. */
  readonly state: string;
}
