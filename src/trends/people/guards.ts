import type { Guard } from '../../model/rung.js';
import { newcombe } from '../../statistics/interval.js';
import type { AskGuards, ClimbPeriod, GainAt } from '../ladder/climb.js';
import { Z95 } from '../ladder/thresholds.js';
import { type Breadth, breadthOf } from './breadth.js';
import { type Contributions, type Tally, total } from './contributions.js';
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

/** What is said of the people behind a gain: shares only, and none of groups under 3. */
export interface People {
  readonly breadth: Breadth | null;
  readonly newcomers: NewcomerVerdict;
}

/** Asks who is behind a gain. All days are days since 1970. */
export class PeopleBehind {
  readonly #contributions: Contributions;

  constructor(
    contributions: Contributions,
    private readonly periods: readonly ClimbPeriod[],
    /** The last days of whatever coaching there was. */
    private readonly coached: readonly number[] = [],
  ) {
    this.#contributions = contributions;
  }

  ask: AskGuards = (gain) => {
    const { from, to, since, at, before, gained, spread } = gain;
    const end = this.#end(at);
    const base = this.#contributions.between(this.#day(from), this.#end(to - 1));
    const after = this.#contributions.between(this.#day(since), end);
    if (isMeasuredOtherwise(base, after)) return ['measurement-changed'];
    const guards: Guard[] = [];
    if (isMixChange(base, after, Z95 * spread)) guards.push('mix-change');
    if (this.#hangsOnOne(gain)) guards.push('single-champion');
    const recent = this.#contributions.byPerson(end - QUARTER, end);
    const breadth = breadthOf(recent.values(), before, gained);
    if (breadth === null) guards.push('breadth-not-assessable');
    else if (breadth.isNarrow) guards.push('narrow');
    const came = this.#newcomers(recent, end, end - QUARTER, before, gained);
    if (came === 'behind') guards.push('newcomers-behind');
    const joined = this.#newcomers(recent, end, this.#day(since), before, gained);
    if (this.#wasTested(gain)) {
      if (joined === 'unknown' && this.#joiners(gain).length > 0) guards.push('newcomers-unknown');
    } else guards.push('untested-by-turnover');
    if (this.coached.some((day) => day <= end && end - day < COACHED_DAYS)) guards.push('coached');
    if (this.#wentWithThem(gain)) guards.push('carried-by-leavers');
    return guards;
  };

  /** For people to read: how broad it is now, and how newcomers fare. */
  now({ at, before, gained }: Pick<GainAt, 'at' | 'before' | 'gained'>): People {
    const end = this.#end(at);
    const recent = this.#contributions.byPerson(end - QUARTER, end);
    return {
      breadth: breadthOf(recent.values(), before, gained),
      newcomers: this.#newcomers(recent, end, end - QUARTER, before, gained),
    };
  }

  #newcomers(
    recent: ReadonlyMap<string, Tally>,
    end: number,
    since: number,
    before: number,
    gained: number,
  ): NewcomerVerdict {
    if (end - this.#contributions.firstDay <= HALF_YEAR) return 'unknown';
    const isNew = ({ who }: Tally): boolean => this.#contributions.joined(who) >= since;
    const all = [...recent.values()];
    return newcomersAre(
      all.filter(isNew),
      all.filter((it) => !isNew(it)),
      before,
      gained,
    );
  }

  /** Whether nothing is left of the gain without the one who contributes most to it. */
  #hangsOnOne({ from, to, since, at, spread }: GainAt): boolean {
    const after = this.#contributions.byPerson(this.#day(since), this.#end(at));
    if (after.size < 2) return true;
    const top = [...after.values()].reduce((most, it) => (it.x > most.x ? it : most)).who;
    return !this.#isAboveWithout({ from, to, since, at, spread }, (who) => who === top);
  }

  /** Whether those who have gone are what the gain was made of. */
  #wentWithThem(gain: GainAt): boolean {
    const end = this.#end(gain.at);
    const here = this.#contributions.byPerson(end - QUARTER, end);
    const after = this.#contributions.byPerson(this.#day(gain.since), end);
    if ([...after.keys()].every((who) => here.has(who))) return false;
    return !this.#isAboveWithout(gain, (who) => !here.has(who));
  }

  #isAboveWithout(
    { from, to, since, at, spread }: Pick<GainAt, 'from' | 'to' | 'since' | 'at' | 'spread'>,
    isOut: (who: string) => boolean,
  ): boolean {
    const without = (people: Map<string, Tally>): { x: number; n: number } =>
      total([...people.values()].filter(({ who }) => !isOut(who)));
    const is = without(this.#contributions.byPerson(this.#day(since), this.#end(at)));
    const was = without(this.#contributions.byPerson(this.#day(from), this.#end(to - 1)));
    return (newcombe(is.x, is.n, was.x, was.n, Z95 * spread)?.lower ?? 0) > 0;
  }

  #joiners({ since, at }: Pick<GainAt, 'since' | 'at'>): Tally[] {
    const [first, end] = [this.#day(since), this.#end(at)];
    return [...this.#contributions.byPerson(first, end).values()].filter(
      ({ who }) => this.#contributions.joined(who) >= first,
    );
  }

  /** Whether people have come or gone since the gain, while it lasted. */
  #wasTested(gain: GainAt): boolean {
    const end = this.#end(gain.at);
    if (this.#joiners(gain).filter(({ n }) => n >= JOINER_CASES).length >= JOINERS) return true;
    const base = this.#contributions.byPerson(this.#day(gain.from), this.#end(gain.to - 1));
    const here = this.#contributions.byPerson(end - QUARTER, end);
    const gone = [...base.keys()].filter((who) => !here.has(who)).length;
    return base.size > 0 && gone / base.size >= LEFT && here.size > 0;
  }

  #day(period: number): number {
    return this.periods[period]?.day ?? 0;
  }

  #end(period: number): number {
    const { day = 0, days = 0 } = this.periods[period] ?? {};
    return day + days;
  }
}
