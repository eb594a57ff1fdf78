import { type Practice, practiceNames } from '../model/finding.js';
import type { InterventionOutcome } from '../model/intervention.js';
import type { IndicatorOverview, ListedRepository, RepositoryOverview } from '../model/overview.js';
import type { Rung } from '../model/rung.js';

/** Where a coach looks first. What has come back to where it was, or lately began, needs more than what holds. */
const URGENCY: readonly Rung[] = [
  'slipping',
  'relapsed',
  'early-win',
  'no-signal',
  'holding',
  'sustained',
  'anchored',
  'no-baseline',
];

/** All rungs, the most urgent first. */
export const rungsByUrgency: readonly Rung[] = URGENCY;

/** In which order repositories are shown. By no number: that would be a league table. */
export const coachSorts = ['help', 'name', 'changed'] as const;
export type CoachSort = (typeof coachSorts)[number];

/** What is asked of the coach's view: all of it is in the address. */
export interface CoachQuery {
  readonly sort: CoachSort;
  readonly practice: Practice | null;
  readonly rung: Rung | null;
  /** A part of the name of a repository. */
  readonly q: string;
  /** From 1. */
  readonly page: number;
}

export interface CoachRow {
  readonly repository: ListedRepository;
  /** One a practice that is asked for; null where nothing is known of it. */
  readonly cells: readonly (IndicatorOverview | null)[];
}

/** Longer names are on no forge. */
const LONGEST = 200;

/** Reads an address; what it has that is not known is passed over. */
export function coachQuery(asked: Readonly<Record<string, string>>): CoachQuery {
  const page = Number(asked.page);
  return {
    sort: coachSorts.find((sort) => sort === asked.sort) ?? 'help',
    practice: practiceNames.find((practice) => practice === asked.practice) ?? null,
    rung: URGENCY.find((rung) => rung === asked.rung) ?? null,
    q: (asked.q ?? '').trim().slice(0, LONGEST),
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}

/** The address of a view, with what differs from the usual only. */
export function coachAddress(path: string, query: Partial<CoachQuery>): string {
  const { sort = 'help', practice = null, rung = null, q = '', page = 1 } = query;
  const asked = new URLSearchParams({
    ...(q !== '' && { q }),
    ...(practice !== null && { practice }),
    ...(rung !== null && { rung }),
    ...(sort !== 'help' && { sort }),
    ...(page !== 1 && { page: String(page) }),
  });
  return asked.size === 0 ? path : `${path}?${asked}`;
}

export const practicesOf = ({ practice }: Pick<CoachQuery, 'practice'>): readonly Practice[] =>
  practice === null ? practiceNames : [practice];

/** The indicator that a practice is told by: the first one that has a rung. */
export const mainOf = (overview: RepositoryOverview | null, practice: Practice): IndicatorOverview | null =>
  overview?.indicators.find((it) => it.practice === practice) ?? null;

/** The repositories that fit, in the order that is asked for. */
export function coachRows(listed: readonly ListedRepository[], query: CoachQuery): CoachRow[] {
  const wanted = practicesOf(query);
  const rows = named(listed, query)
    .map((repository) => ({
      repository,
      cells: wanted.map((practice) => mainOf(repository.overview, practice)),
    }))
    .filter(({ cells }) => query.rung === null || cells.some((cell) => cell?.standing.rung === query.rung));
  return rows.sort((a, b) => ORDERS[query.sort](a, b) || byName(a, b));
}

/** Those whose name has what is asked for in it. */
export const named = (
  listed: readonly ListedRepository[],
  { q }: Pick<CoachQuery, 'q'>,
): readonly ListedRepository[] => listed.filter(({ name }) => name.toLowerCase().includes(q.toLowerCase()));

type Order = (a: CoachRow, b: CoachRow) => number;

const byName: Order = (a, b) =>
  compare(a.repository.name.toLowerCase(), b.repository.name.toLowerCase()) ||
  compare(a.repository.path, b.repository.path);

const ORDERS: Readonly<Record<CoachSort, Order>> = {
  // The most urgent of its practices first, then the next one.
  help: (a, b) => compare(urgencyOf(a), urgencyOf(b)),
  name: () => 0,
  changed: (a, b) => compare(lastChange(b), lastChange(a)),
};

/** A digit a practice, the most urgent first. */
const urgencyOf = ({ cells }: CoachRow): string =>
  cells
    .map((cell) => (cell === null ? URGENCY.length : URGENCY.indexOf(cell.standing.rung)))
    .sort((a, b) => a - b)
    .join('');

/** The day on which a rung was reached or lost last; empty where none was. */
const lastChange = ({ cells }: CoachRow): string =>
  cells
    .flatMap((cell) => cell?.log.at(-1)?.start ?? [])
    .sort()
    .at(-1) ?? '';

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** How many repositories stand on each rung of a practice, the most urgent first; rungs without any are left out. */
export function rungCounts(
  listed: readonly ListedRepository[],
  practice: Practice,
): readonly { readonly rung: Rung; readonly repositories: number }[] {
  return URGENCY.map((rung) => ({
    rung,
    repositories: listed.filter(({ overview }) => mainOf(overview, practice)?.standing.rung === rung).length,
  })).filter(({ repositories }) => repositories > 0);
}

/** What was tried somewhere, with what followed: one outcome for each practice that it is for. */
export interface TriedSomewhere {
  readonly repository: ListedRepository;
  readonly outcomes: readonly [InterventionOutcome, ...InterventionOutcome[]];
}

/** What was tried in all repositories that fit, newest first. */
export function triedIn(
  listed: readonly ListedRepository[],
  query: Pick<CoachQuery, 'q' | 'practice'>,
): TriedSomewhere[] {
  return named(listed, query)
    .flatMap((repository) =>
      grouped(repository.overview?.interventions ?? []).map((outcomes) => ({ repository, outcomes })),
    )
    .filter(
      ({ outcomes }) => query.practice === null || outcomes.some((it) => it.practice === query.practice),
    )
    .sort(
      (a, b) =>
        compare(b.outcomes[0].start, a.outcomes[0].start) || compare(a.repository.name, b.repository.name),
    );
}

/** One for all practices has an outcome for each of them: they are one thing that was tried. */
function grouped(outcomes: readonly InterventionOutcome[]): TriedSomewhere['outcomes'][] {
  const groups = new Map<string, [InterventionOutcome, ...InterventionOutcome[]]>();
  for (const outcome of outcomes) {
    const key = [outcome.kind, outcome.start, outcome.end, outcome.title].join('\n');
    const own = groups.get(key);
    if (own === undefined) groups.set(key, [outcome]);
    else own.push(outcome);
  }
  return [...groups.values()];
}

/** An experiment is shown as due from so many days before its review day to so many after it. */
const DUE_BEFORE = 14;
const DUE_AFTER = 28;

/** Experiments whose review day is near, the earliest first. @param day so many days after today, `YYYY-MM-DD` */
export function dueExperiments(
  tried: readonly TriedSomewhere[],
  day: (after: number) => string,
): TriedSomewhere[] {
  const [from, to] = [day(-DUE_AFTER), day(DUE_BEFORE)];
  return tried
    .filter(({ outcomes: [{ review }] }) => review !== null && review >= from && review <= to)
    .sort((a, b) => compare(a.outcomes[0].review ?? '', b.outcomes[0].review ?? ''));
}
