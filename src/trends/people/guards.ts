import type { Guard } from '../../model/rung.js';
import { newcombe } from '../../statistics/interval.js';
import type { AskGuards, ClimbPeriod, GainAt } from '../ladder/climb.js';
import { Z95, Z999 } from '../ladder/thresholds.js';
import { type Breadth, breadthOf } from './breadth.js';
import { type Contributions, type Tallies, type Tally, total } from './contributions.js';
import { isMeasuredOtherwise } from './measurement.js';
import { isMixChange } from './mix.js';
import { type NewcomerVerdict, newcomersAre } from './newcomers.js';

/** Who was not seen for so long has gone; who came within it is new. */
const QUARTER = 90;
/** In a repository younger than this everybody is new. */
const HALF_YEAR = 180;
/** Coaching so lately may be what holds a practice. */
const COACHED_DAYS = 84;
/** People who came since the gain, with so many changes each, or who have gone: then it has been tested. */
const JOINERS = 2;
const JOINER_CASES = 5;
const LEFT = 0.2;
/** Without one person at least this much of a gain must be left. */
const HALF = 0.5;

/** What is said of the people behind a gain: shares only, and none of groups under 3. */
export interface People {
  readonly breadth: Breadth | null;
  readonly newcomers: NewcomerVerdict;
}

/** Asks who is behind a gain. All days are days since 1970. */
export class PeopleBehind {
  readonly #contributions: Contributions;
  #baseline: Tallies | null = null;

  constructor(
    contributions: Contributions,
    private readonly periods: readonly ClimbPeriod[],
    /** The first and last days of whatever coaching there was. */
    private readonly coached: readonly (readonly [start: number, end: number])[] = [],
  ) {
    this.#contributions = contributions;
  }

  ask: AskGuards = (gain) => {
    const { since, at, before, gained, spread } = gain;
    const end = this.#end(at);
    const base = this.#base(gain);
    const after = this.#contributions.upTo(this.#day(since), end);
    if (isMeasuredOtherwise(base, after)) return ['measurement-changed'];
    const here = this.#contributions.between(end - QUARTER, end).byPerson;
    const guards: Guard[] = [];
    const z = Z95 * spread;
    if (isMixChange(base.byPerson, after.byPerson, z) || isMixChange(base.byBand, after.byBand, z))
      guards.push('mix-change');
    if (hangsOnOne(base.byPerson, after.byPerson, spread)) guards.push('single-champion');
    const breadth = breadthOf(here.values(), before, gained);
    if (breadth === null) guards.push('breadth-not-assessable');
    else if (breadth.isNarrow) guards.push('narrow');
    const joiners = this.#joinedSince(this.#day(since), after.byPerson);
    const came = this.#newcomers(here, end, end - QUARTER, before, gained);
    const joined = this.#newcomers(here, end, this.#day(since), before, gained);
    if (came === 'behind' || joined === 'behind') guards.push('newcomers-behind');
    if (!wasTested(joiners, base.byPerson, here)) guards.push('untested-by-turnover');
    else if (joined === 'unknown' && joiners.length > 0) guards.push('newcomers-unknown');
    if (this.coached.some(([first, last]) => first <= end && end - last < COACHED_DAYS))
      guards.push('coached');
    if (wentWithThem(base.byPerson, after.byPerson, here, spread)) guards.push('carried-by-leavers');
    return guards;
  };

  /** For people to read: how broad it is now, and how newcomers fare. */
  now({ at, before, gained }: Pick<GainAt, 'at' | 'before' | 'gained'>): People {
    const end = this.#end(at);
    const here = this.#contributions.between(end - QUARTER, end).byPerson;
    return {
      breadth: breadthOf(here.values(), before, gained),
      newcomers: this.#newcomers(here, end, end - QUARTER, before, gained),
    };
  }

  #newcomers(here: ByPerson, end: number, since: number, before: number, gained: number): NewcomerVerdict {
    if (end - this.#contributions.firstDay <= HALF_YEAR) return 'unknown';
    const [newcomers, others]: [Tally[], Tally[]] = [[], []];
    for (const [who, tally] of here)
      (this.#contributions.joined(who) >= since ? newcomers : others).push(tally);
    return newcomersAre(newcomers, others, before, gained);
  }

  #joinedSince(day: number, people: ByPerson): Tally[] {
    return [...people].flatMap(([who, tally]) => (this.#contributions.joined(who) >= day ? [tally] : []));
  }

  /** The baseline never changes: its sums are made once. */
  #base({ from, to }: Pick<GainAt, 'from' | 'to'>): Tallies {
    this.#baseline ??= this.#contributions.between(this.#day(from), this.#end(to - 1));
    return this.#baseline;
  }

  #day(period: number): number {
    return this.periods[period]?.day ?? 0;
  }

  #end(period: number): number {
    const { day = 0, days = 0 } = this.periods[period] ?? {};
    return day + days;
  }
}

type ByPerson = ReadonlyMap<string, Tally>;

/** Whether too little is left of a gain without the one who contributes most to it: less than half, or within chance. */
function hangsOnOne(base: ByPerson, after: ByPerson, spread: number): boolean {
  if (after.size < 2) return true;
  const most = Math.max(...[...after.values()].map(({ x }) => x));
  // Where some contribute alike, it must stand without each of them.
  return [...after].some(([who, { x }]) => x === most && !standsWithout(who, base, after, spread));
}

function standsWithout(one: string, base: ByPerson, after: ByPerson, spread: number): boolean {
  const isOther = (who: string): boolean => who !== one;
  const [was, is] = [total(base.values()), total(after.values())];
  const [wasOthers, isOthers] = [totalOf(base, isOther), totalOf(after, isOther)];
  const crude = is.x / is.n - was.x / was.n;
  const left = isOthers.x / isOthers.n - wasOthers.x / wasOthers.n;
  return left >= HALF * crude && isAbove(isOthers, wasOthers, Z999 * spread);
}

/** Whether those who have gone are what the gain was made of. */
const wentWithThem = (base: ByPerson, after: ByPerson, here: ByPerson, spread: number): boolean =>
  [...after.keys()].some((who) => !here.has(who)) &&
  !isAbove(
    totalOf(after, (who) => here.has(who)),
    totalOf(base, (who) => here.has(who)),
    Z95 * spread,
  );

/** Whether people have come or gone since the gain, while it lasted. */
function wasTested(joiners: readonly Tally[], base: ByPerson, here: ByPerson): boolean {
  if (joiners.filter(({ n }) => n >= JOINER_CASES).length >= JOINERS) return true;
  const gone = [...base.keys()].filter((who) => !here.has(who)).length;
  return base.size > 0 && here.size > 0 && gone / base.size >= LEFT;
}

const totalOf = (people: ByPerson, isMeant: (who: string) => boolean): Tally =>
  total([...people].flatMap(([who, tally]) => (isMeant(who) ? [tally] : [])));

const isAbove = (is: Tally, was: Tally, z: number): boolean =>
  (newcombe(is.x, is.n, was.x, was.n, z)?.lower ?? 0) > 0;
