import type { Practice } from '../model/finding.js';
import type { Period, Trend } from '../model/period.js';
import type { ReportHead } from '../model/report.js';
import type { Rung } from '../model/rung.js';
import { type DeliverySummary, deliverySummary } from './summary-delivery.js';
import { nextSteps, unknowns } from './summary-next.js';
import { practiceSummary, practiceWords } from './summary-practices.js';
import { type Term, termsIn } from './summary-terms.js';
import { type FocusSummary, focusSummary, type TriedSummary, triedSummary } from './summary-tried.js';

/** How an indicator stands now; null where there is nothing to hold it against. */
export type LatelyOf = (
  trend: Pick<Trend, 'periods' | 'baseline' | 'x' | 'n' | 'lower' | 'upper'>,
) => (Pick<Period, 'x' | 'n' | 'lower' | 'upper'> & { readonly from: string }) | null;

/** Where a practice stands, for those who decide on time and help. Sentences are whole. */
export interface PracticeSummary {
  readonly practice: Practice;
  readonly title: string;
  /** What the practice is, in a sentence. */
  readonly means: string;
  /** Null where nothing is known of the practice. */
  readonly rung: Rung | null;
  /** The rung in words. */
  readonly stands: string;
  readonly isWin: boolean;
  /** `YYYY-MM-DD`; null where it has no beginning. */
  readonly since: string | null;
  /** Whether the gain lasts. */
  readonly lasts: string;
  readonly says: readonly string[];
  /** Its latest periods, oldest first; null where one holds too little. */
  readonly recent: readonly (number | null)[];
}

/** One page of a repository in plain words. Vision, names, goals, titles and hypotheses are the team's own: untrusted. */
export interface Summary {
  readonly schemaVersion: 1;
  readonly repository: { readonly name: string; readonly branch: string; readonly head: string };
  /** The first day of the last week that anything is told of; null where nothing is. */
  readonly until: string | null;
  readonly vision: string | null;
  /** Which practices are a win, grow, are in danger, or cannot be told. */
  readonly headline: string;
  readonly practices: readonly PracticeSummary[];
  /** What it costs and brings; null where nothing is known of delivery. */
  readonly delivery: DeliverySummary | null;
  readonly focus: readonly FocusSummary[];
  /** Newest first. */
  readonly tried: readonly TriedSummary[];
  /** What needs a decision or help next, the most urgent first. */
  readonly next: readonly string[];
  /** What cannot be told. */
  readonly unknown: readonly string[];
  /** The words above that have a meaning of their own here. */
  readonly terms: readonly Term[];
}

/** Says what a report says to those who lead: the same facts, without a number that they would have to look up. */
export function summaryOf(report: ReportHead, latelyOf: LatelyOf): Summary {
  const { repository, vision } = report;
  const practices = practiceWords.map((words) => practiceSummary(report, words, latelyOf));
  const until = lastWeek(report);
  const told = {
    headline: headlineOf(practices),
    practices,
    delivery: deliverySummary(report),
    focus: report.focus.map(focusSummary),
    tried: triedSummary(report.interventions),
    next: nextSteps(report, practices, until),
    unknown: unknowns(report),
  };
  return {
    schemaVersion: 1,
    repository: { name: repository.name, branch: repository.branch, head: repository.head },
    until,
    vision,
    ...told,
    terms: termsIn(sentencesOf(told)),
  };
}

/** All that is said in words of ours. */
export function sentencesOf({
  headline,
  practices,
  delivery,
  focus,
  tried,
  next,
  unknown,
}: Omit<Summary, 'schemaVersion' | 'repository' | 'until' | 'vision' | 'terms'>): string[] {
  return [
    headline,
    ...practices.flatMap(({ title, means, stands, lasts, says }) => [title, means, stands, lasts, ...says]),
    ...(delivery === null
      ? []
      : [...delivery.windows, ...delivery.rows.flatMap(({ title, cells }) => [title, ...cells])]),
    ...(delivery?.says ?? []),
    ...focus.flatMap(({ says }) => says),
    ...tried.flatMap(({ kind, says }) => [kind, says]),
    ...next,
    ...unknown,
  ];
}

/** Practices by where they stand, the best news first, and no news last. */
const GROUPS: readonly { readonly title: string; readonly rungs: readonly (Rung | null)[] }[] = [
  { title: 'A win that lasts', rungs: ['sustained', 'anchored'] },
  { title: 'Growing, and not yet a win', rungs: ['early-win', 'holding'] },
  { title: 'In danger or lost again', rungs: ['slipping', 'relapsed'] },
  { title: 'No change detected', rungs: ['no-signal'] },
  { title: 'Cannot be told yet', rungs: ['no-baseline', null] },
];

const headlineOf = (practices: readonly PracticeSummary[]): string =>
  GROUPS.flatMap(({ title, rungs }) => {
    const own = practices.filter(({ rung }) => rungs.includes(rung));
    return own.length === 0 ? [] : [`${title}: ${own.map((it) => it.title.toLowerCase()).join(', ')}.`];
  }).join(' ');

function lastWeek({ indicators, delivery }: ReportHead): string | null {
  const weeks = [...indicators.flatMap(({ periods }) => periods), ...delivery].map(({ start }) => start);
  return weeks.reduce<string | null>((last, week) => (last === null || week > last ? week : last), null);
}
