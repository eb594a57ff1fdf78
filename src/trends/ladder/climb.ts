import type { Guard, Rung } from '../../model/rung.js';
import { newcombe } from '../../statistics/interval.js';
import { longRunSpread } from '../../statistics/long-run.js';
import { type RatioBaseline, ratioBaseline } from '../../statistics/ratio.js';
import { FallWatch } from './relapse.js';
import { SignalWatch } from './signal.js';
import { Sums } from './sums.js';
import {
  ANCHORED,
  BASELINE,
  CLEAR,
  EARLY,
  GAIN_PERIODS,
  HOLDING,
  PAUSE_DAYS,
  RECENT,
  RELAPSE_PERIODS,
  SIGNAL_LASTS,
  SPREAD_PERIODS,
  SUSTAINED,
  Z95,
  Z99,
} from './thresholds.js';

/** A period that holds enough cases to be judged; of n cases x are as one wishes. */
export interface ClimbPeriod {
  /** Its first day, and how many it has, in days since 1970. */
  readonly day: number;
  readonly days: number;
  readonly x: number;
  readonly n: number;
}

/** What is asked of the people and the ways of working behind a gain. */
export interface GainAt {
  /** The last period that is known. */
  readonly at: number;
  /** The baseline is the periods `from` to before `to`; the gain begins at `since`. */
  readonly from: number;
  readonly to: number;
  readonly since: number;
  /** The share of the baseline, and that of the gain. */
  readonly before: number;
  readonly gained: number;
  readonly spread: number;
}

/** Says what keeps a gain from a rung; nothing where it is not known. */
export type AskGuards = (gain: GainAt) => readonly Guard[];

export interface ClimbOptions {
  /** The periods that are the baseline, null where there is none; the first 12 with 60 cases when it is left out. */
  readonly baseline?: { readonly from: number; readonly to: number } | null;
  readonly guards?: AskGuards;
}

/** Where a trend stands when a period is over, and all that it takes to say why. */
export interface Step {
  readonly rung: Rung;
  /** The period in which the rung was reached. */
  readonly since: number;
  /** The rung to which *slipping* goes back. */
  readonly earned: Rung;
  readonly guards: readonly Guard[];
  /** The beginning of the gain, or of the signal that may become one; null without any. */
  readonly from: number | null;
  readonly before: number | null;
  readonly gained: number | null;
  readonly recent: number | null;
  /** Whether the share is less than the baseline's, beyond chance. */
  readonly isLess: boolean;
  /** What made it slip; null when it does not. */
  readonly concern: 'points' | 'breadth' | 'newcomers' | null;
}

const LEVELS = ['no-signal', 'early-win', 'holding', 'sustained', 'anchored'] as const;
const [NONE, EARLY_WIN, HELD, SUSTAINED_WIN, TOP] = [0, 1, 2, 3, 4];

/** Guards that keep a trend below a level. Others are only told. */
const CAPS: Partial<Record<Guard, number>> = {
  'mix-change': EARLY_WIN,
  'single-champion': HELD,
  narrow: HELD,
  'newcomers-behind': HELD,
  'breadth-not-assessable': SUSTAINED_WIN,
  'newcomers-unknown': SUSTAINED_WIN,
  'untested-by-turnover': SUSTAINED_WIN,
  coached: SUSTAINED_WIN,
};

/** What is said before there is anything. */
export const NOTHING_YET: Step = {
  rung: 'no-baseline',
  since: 0,
  earned: 'no-signal',
  guards: [],
  from: null,
  before: null,
  gained: null,
  recent: null,
  isLess: false,
  concern: null,
};

/** Without people nothing can be said of turnover: the top is out of reach. */
const NOBODY_KNOWN: readonly Guard[] = ['breadth-not-assessable', 'untested-by-turnover'];

/** The baseline that a series has by itself: its first 12 periods, or as many more as it takes to hold 60 cases. */
export function firstBaseline(periods: readonly ClimbPeriod[]): { from: number; to: number } | null {
  let cases = 0;
  for (const [at, { n }] of periods.entries()) {
    cases += n;
    if (at + 1 >= BASELINE.periods && cases >= BASELINE.cases) return { from: 0, to: at + 1 };
  }
  return null;
}

/**
 * Climbs the win ladder period by period, looking back only: what is said of a period never depends on later ones. In
 * each period relapse is asked first, then slipping, then one promotion at most (6-trends-evidence, section C).
 *
 * @param periods oldest first, without those that hold too little
 */
export function climb(periods: readonly ClimbPeriod[], options: ClimbOptions = {}): Step[] {
  const climber = new Climber(periods, options);
  return periods.map((_, at) => climber.step(at));
}

class Climber {
  readonly #sums: Sums;
  readonly #baseline: { from: number; to: number } | null;
  readonly #before: RatioBaseline | null;
  readonly #better: SignalWatch | null;
  readonly #worse: SignalWatch | null;
  readonly #guards: AskGuards;

  #rung: Rung = 'no-baseline';
  #since = 0;
  #level = NONE;
  /** Where the gain begins, and where its signal was seen. */
  #from: number | null = null;
  #signalled = 0;
  /** Periods before this one take no part: a gain that was lost, or a signal that came to nothing. */
  #floor = 0;
  #days = 0;
  #fall: FallWatch | null = null;
  #slip: SignalWatch | null = null;
  /** Periods without a concern since there was one. */
  #clear = CLEAR;
  #concern: Step['concern'] = null;
  #told: readonly Guard[] = [];
  /** For how many periods it has been carried by too few. */
  #narrow = 0;

  constructor(
    private readonly periods: readonly ClimbPeriod[],
    { baseline, guards }: ClimbOptions,
  ) {
    this.#sums = new Sums(
      periods.map(({ x }) => x),
      periods.map(({ n }) => n),
    );
    this.#baseline = baseline === undefined ? firstBaseline(periods) : baseline;
    this.#guards = guards ?? (() => NOBODY_KNOWN);
    const { from, to } = this.#baseline ?? { from: 0, to: 0 };
    const cut = (values: readonly number[]): readonly number[] => values.slice(from, to);
    this.#before = ratioBaseline(cut(this.#sums.x), cut(this.#sums.n), { laney: true });
    this.#better = this.#before && new SignalWatch(this.#sums, this.#before, 1);
    this.#worse = this.#before && new SignalWatch(this.#sums, this.#before, -1);
    this.#floor = to;
  }

  step(at: number): Step {
    if (this.#baseline === null || this.#before === null || at < this.#baseline.to) return this.#stepAt(at);
    if (this.#rung === 'no-baseline') this.#move('no-signal', at);
    this.#clock(at);
    if (this.#level === NONE) this.#lookForGain(at);
    else this.#lookAfterGain(at);
    return this.#stepAt(at);
  }

  /** The days in which something happened since the gain began. */
  #clock(at: number): void {
    const { day = 0, days = 0 } = this.periods[at] ?? {};
    const last = this.periods[at - 1];
    const pause = last === undefined ? 0 : day - last.day - last.days;
    this.#days += days + Math.min(Math.max(0, pause), PAUSE_DAYS);
  }

  #lookForGain(at: number): void {
    if (this.#from !== null && at - this.#signalled >= SIGNAL_LASTS) this.#from = null;
    if (this.#from === null) {
      if (!this.#better?.at(at, this.#floor)) return;
      this.#from = this.#better.runStart(at, this.#floor);
      this.#signalled = at;
      this.#days = 0;
      for (let period = this.#from; period <= at; period += 1) this.#days += this.periods[period]?.days ?? 0;
    }
    const { n } = this.#sums.between(this.#from, at + 1);
    if (at - this.#from + 1 < EARLY.periods || n < EARLY.cases) return;
    if (!this.#isAbove(this.#from, at + 1, Z95)) return;
    this.#told = this.#ask(at);
    if (this.#told.includes('measurement-changed')) return;
    this.#level = EARLY_WIN;
    this.#clear = CLEAR;
    this.#concern = null;
    this.#move('early-win', at);
  }

  #lookAfterGain(at: number): void {
    const from = this.#from ?? at;
    const after = at - from + 1;
    this.#told = this.#ask(at);
    if (this.#told.includes('measurement-changed')) return;
    this.#narrow =
      this.#told.includes('narrow') || this.#told.includes('single-champion') ? this.#narrow + 1 : 0;
    this.#watch(at, from);
    if (after >= RELAPSE_PERIODS && this.#isGone(at, from)) {
      this.#level = NONE;
      this.#from = null;
      this.#fall = null;
      this.#slip = null;
      this.#concern = null;
      this.#floor = at + 1;
      this.#move('relapsed', at);
      return;
    }
    const concern = this.#concernAt(at);
    this.#clear = concern === null ? this.#clear + 1 : 0;
    if (concern !== null) this.#concern = concern;
    const cap = Math.min(TOP, ...this.#told.map((guard) => CAPS[guard] ?? TOP));
    if (concern !== null && this.#rung !== 'slipping') {
      this.#move('slipping', at);
      return;
    }
    if (this.#rung === 'slipping') {
      if (this.#clear < CLEAR) return;
      this.#concern = null;
      this.#move(LEVELS[this.#level] ?? 'early-win', at);
      return;
    }
    const next = this.#level + 1;
    if (next <= cap && this.#meets(next, at, from)) {
      this.#level = next;
      this.#move(LEVELS[next] ?? 'early-win', at);
    }
  }

  /** Takes the period into what watches the gain; both know it from its first 12 periods on. */
  #watch(at: number, from: number): void {
    const end = from + GAIN_PERIODS;
    if (at + 1 < end) {
      this.#fall = this.#fallFrom(from, at);
      return;
    }
    if (this.#slip === null) {
      const cut = (values: readonly number[]): readonly number[] => values.slice(from, end);
      const gained = ratioBaseline(cut(this.#sums.x), cut(this.#sums.n), { laney: true }) as RatioBaseline;
      const spread = Math.max(gained.spread, this.#spread(end));
      this.#slip = new SignalWatch(this.#sums, { ...gained, spread }, -1);
      this.#fall = this.#fallFrom(from, at);
    } else this.#fall?.add(this.#sums.x[at] ?? 0, this.#sums.n[at] ?? 0);
  }

  #fallFrom(from: number, at: number): FallWatch | null {
    const before = this.#before as RatioBaseline;
    const gained = this.#gained(from, at);
    if (gained <= before.chance) return null;
    const cases = this.#sums.between(from, at + 1).n;
    const fall = new FallWatch(before.chance, Math.min(gained, 1 - 0.5 / (cases + 1)), before.spread);
    for (let period = from; period <= at; period += 1)
      fall.add(this.#sums.x[period] ?? 0, this.#sums.n[period] ?? 0);
    return fall;
  }

  #isGone(at: number, from: number): boolean {
    const before = this.#before as RatioBaseline;
    const first = Math.max(from, at + 1 - RECENT.periods);
    const middle = (before.center + this.#gained(from, at)) / 2;
    if (this.#sums.share(first, at + 1) >= middle || this.#isAbove(first, at + 1, Z95)) return false;
    const cases = this.#sums.between(from, at + 1).n / (at + 1 - from);
    return this.#fall === null || this.#fall.isGone(cases);
  }

  #concernAt(at: number): Step['concern'] {
    const from = this.#from ?? at;
    const end = from + GAIN_PERIODS;
    if (at >= end && this.#slip?.at(at, end)) return 'points';
    // Before sustained these two keep it from being promoted; what was never passed cannot slip.
    if (this.#level < SUSTAINED_WIN) return null;
    if (this.#told.includes('newcomers-behind')) return 'newcomers';
    // Who is active changes by and by: what lasts is no chance.
    return this.#narrow >= CLEAR ? 'breadth' : null;
  }

  #meets(level: number, at: number, from: number): boolean {
    const before = this.#before as RatioBaseline;
    const periods = at - from + 1;
    const need = level === HELD ? HOLDING : level === SUSTAINED_WIN ? SUSTAINED : ANCHORED;
    if (periods < need.periods || this.#days < need.days) return false;
    const recent = this.#recentFrom(at, from);
    if (!this.#isAbove(from, at + 1, Z99)) return false;
    // A win asks of the last periods what holding asks of all.
    if (!this.#isAbove(recent, at + 1, level === HELD ? Z95 : Z99)) return false;
    if (level === HELD) return this.#isCalm(at);
    if (this.#fall?.isDoubtful) return false;
    const share = this.#sums.share(recent, at + 1);
    return share - before.center >= SUSTAINED.gain && share >= (before.center + this.#gained(from, at)) / 2;
  }

  /** No point of the last four is so low that even the baseline would not explain it. */
  #isCalm(at: number): boolean {
    for (let period = at; period > at - CLEAR && period >= this.#floor; period -= 1)
      if (this.#worse?.at(period, this.#floor)) return false;
    return this.#clear >= CLEAR;
  }

  #recentFrom(at: number, from: number): number {
    let first = Math.max(from, at + 1 - RECENT.periods);
    const oldest = Math.max(from, at + 1 - RECENT.most);
    while (first > oldest && this.#sums.between(first, at + 1).n < RECENT.cases) first -= 1;
    return first;
  }

  /** Whether a run of periods is above the baseline beyond what chance, and the spread of the periods, explains. */
  #isAbove(from: number, to: number, z: number): boolean {
    const own = this.#sums.between(from, to);
    const base = this.#sums.between(this.#baseline?.from ?? 0, this.#baseline?.to ?? 0);
    const interval = newcombe(own.x, own.n, base.x, base.n, z * this.#spread(to));
    return interval !== null && interval.lower > 0;
  }

  #isBelow(from: number, to: number): boolean {
    const own = this.#sums.between(from, to);
    const base = this.#sums.between(this.#baseline?.from ?? 0, this.#baseline?.to ?? 0);
    const { spread = 1 } = this.#before ?? {};
    const interval = newcombe(own.x, own.n, base.x, base.n, Z95 * spread);
    return interval !== null && interval.upper < 0;
  }

  /** How much more shares vary than a binomial: what the baseline alone says, or all that is known so far. */
  #spread(to: number): number {
    const base = this.#baseline ?? { from: 0, to: 0 };
    const { x, n } = this.#sums;
    const from = Math.max(this.#from ?? to, to - SPREAD_PERIODS);
    const all = longRunSpread(x, n, [base, { from, to }]);
    return Math.max(all, this.#before?.spread ?? 1);
  }

  #gained(from: number, at: number): number {
    return this.#sums.share(from, Math.min(at + 1, from + GAIN_PERIODS));
  }

  #ask(at: number): readonly Guard[] {
    const { from, to } = this.#baseline ?? { from: 0, to: 0 };
    const since = this.#from ?? at;
    const { center = 0, spread = 1 } = this.#before ?? {};
    return this.#guards({ at, from, to, since, before: center, gained: this.#gained(since, at), spread });
  }

  #move(rung: Rung, at: number): void {
    if (this.#rung === rung) return;
    this.#rung = rung;
    this.#since = at;
  }

  #stepAt(at: number): Step {
    const from = this.#from;
    const first = this.#recentFrom(at, from ?? this.#baseline?.to ?? at);
    const isQuiet = this.#level === NONE && !(from !== null && this.#told.includes('measurement-changed'));
    return {
      rung: this.#rung,
      since: this.#since,
      earned: LEVELS[this.#level] ?? 'no-signal',
      guards: isQuiet ? [] : this.#told,
      from,
      before: this.#before?.center ?? null,
      gained: from === null ? null : this.#gained(from, at),
      recent: this.#rung === 'no-baseline' ? null : this.#sums.share(first, at + 1),
      isLess: this.#level === NONE && this.#rung !== 'no-baseline' && this.#isBelow(first, at + 1),
      concern: this.#concern,
    };
  }
}
