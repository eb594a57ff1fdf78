import type { Travel, TravelGroup } from '../model/organisation.js';
import type { Trend } from '../model/period.js';
import { newcombe } from '../statistics/interval.js';
import { FEWEST } from './people/breadth.js';

/** A change that counts, by whom and where. */
export interface Work {
  /** A key that tells people apart; it is never given away. */
  readonly who: string;
  /** The repository, by its number. */
  readonly where: number;
  /** Seconds since 1970, UTC. */
  readonly at: number;
  readonly x: 0 | 1;
}

/** What a repository has gained of a practice. */
export interface Gain {
  /** Seconds since 1970, UTC. */
  readonly since: number;
  /** The share of the baseline, and the middle between it and the share of the gain. */
  readonly before: number;
  readonly middle: number;
}

/** Fewer changes of somebody say nothing of a habit. */
const CHANGES = 5;
/** What somebody does is read from so many changes: the last ones there, the first ones here. */
const READ = 20;
/** As many periods of a gain are what the ladder takes for it. */
const GAIN_PERIODS = 12;
/** As for breadth: a person's own share counts as if four more changes had been made at the baseline's. */
const PRIOR = 4;

/** What a repository has gained, by the last climb of its trend; null where there was none. */
export function gainOf({
  periods,
  baseline,
  log,
}: Pick<Trend, 'periods' | 'baseline'> & {
  readonly log: readonly Pick<Trend['log'][number], 'start' | 'to'>[];
}): Gain | null {
  const start = log.findLast(({ to }) => to === 'early-win')?.start;
  if (start === undefined || baseline === null || baseline.n === 0) return null;
  const gained = periods.filter((period) => period.enough && period.start >= start).slice(0, GAIN_PERIODS);
  const n = gained.reduce((sum, period) => sum + period.n, 0);
  if (n === 0) return null;
  const before = baseline.x / baseline.n;
  const share = gained.reduce((sum, period) => sum + period.x, 0) / n;
  if (share <= before) return null;
  return { since: Date.parse(`${start}T00:00:00Z`) / 1000, before, middle: (before + share) / 2 };
}

/**
 * Whether a practice goes with people into the next repository. Of everybody who came to a repository after working where
 * it had been gained: had they taken it up there, and do they do it here? Both are asked by the bar of breadth, with the
 * baseline and the gain of where they came from: nearer to the gain than to the baseline, of five changes or more. Each
 * person counts once, with the first repository that they came to and of which both is known; of several where they came
 * from, one where they had taken it up goes first, then the one with the most changes.
 *
 * Those who had not taken it up are what chance and the next repository would do alone. It is association only: who moves,
 * and where to, is nobody's draw.
 *
 * @param gains by the numbers of repositories; those without a gain are nowhere to come from
 */
export function travelOf(
  work: Iterable<Work>,
  gains: ReadonlyMap<number, Gain>,
): Pick<Travel, 'having' | 'without' | 'difference'> {
  const [having, without] = [
    { x: 0, n: 0 },
    { x: 0, n: 0 },
  ];
  for (const places of byPerson(work)) {
    const move = firstMove(places, gains);
    if (move === null) continue;
    const group = move.had ? having : without;
    group.n += 1;
    if (move.has) group.x += 1;
  }
  const [one, other] = [told(having), told(without)];
  return {
    having: one,
    without: other,
    difference: one && other && newcombe(one.x, one.n, other.x, other.n),
  };
}

/** Of fewer people it would be said of persons. */
const told = (group: TravelGroup): TravelGroup | null => (group.n < FEWEST ? null : group);

interface Place {
  readonly where: number;
  /** Oldest first. */
  readonly work: readonly Work[];
}

/** What each person did, place by place, in the order in which they came there. */
function byPerson(work: Iterable<Work>): Place[][] {
  const people = new Map<string, Map<number, Work[]>>();
  for (const one of work) {
    const places = people.get(one.who) ?? new Map<number, Work[]>();
    people.set(one.who, places);
    const own = places.get(one.where) ?? [];
    places.set(one.where, own);
    own.push(one);
  }
  return [...people.values()].map((places) =>
    [...places]
      .map(([where, own]) => ({ where, work: own.sort((a, b) => a.at - b.at || a.x - b.x) }))
      .sort((a, b) => (a.work[0]?.at ?? 0) - (b.work[0]?.at ?? 0) || a.where - b.where),
  );
}

function firstMove(
  places: readonly Place[],
  gains: ReadonlyMap<number, Gain>,
): { had: boolean; has: boolean } | null {
  for (const [at, { work }] of places.entries()) {
    const here = work.slice(0, READ);
    if (here.length < CHANGES) continue;
    const from = cameFrom(places.slice(0, at), here[0]?.at ?? 0, gains);
    if (from !== null) return { had: from.had, has: passes(here, from.gain) };
  }
  return null;
}

/** Where somebody worked while it was gained there, before a time. */
function cameFrom(
  places: readonly Place[],
  until: number,
  gains: ReadonlyMap<number, Gain>,
): { gain: Gain; had: boolean } | null {
  const known = places.flatMap(({ where, work }) => {
    const gain = gains.get(where);
    if (gain === undefined) return [];
    const there = work.filter(({ at }) => at >= gain.since && at < until);
    if (there.length < CHANGES) return [];
    return [{ gain, had: passes(there.slice(-READ), gain), n: there.length }];
  });
  return known.sort((a, b) => Number(b.had) - Number(a.had) || b.n - a.n)[0] ?? null;
}

const passes = (work: readonly Work[], { before, middle }: Gain): boolean =>
  work.reduce((sum, { x }) => sum + x, 0) + PRIOR * before >= middle * (work.length + PRIOR) - 1e-9;
