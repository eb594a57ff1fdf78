import type { Intervention } from '../model/intervention.js';
import type { Indicator } from '../model/observation.js';
import type { Baseline, PeopleShares, Period, Trend } from '../model/period.js';
import type { RungChange } from '../model/rung.js';
import { changePoints } from '../statistics/change-points.js';
import { designEffect } from '../statistics/design-effect.js';
import { wilsonOfShare } from '../statistics/interval.js';
import { type RatioBaseline, ratioBaseline, ratioLimits } from '../statistics/ratio.js';
import { type ClimbPeriod, climb, firstBaseline, NOTHING_YET, type Step } from './ladder/climb.js';
import { SignalWatch } from './ladder/signal.js';
import { Sums } from './ladder/sums.js';
import { BASELINE, DORMANT_DAYS } from './ladder/thresholds.js';
import { standingOf } from './ladder/words.js';
import { FEWEST } from './people/breadth.js';
import { Contributions } from './people/contributions.js';
import { PeopleBehind } from './people/guards.js';
import { dayOf, type Pool, poolsOf, startOf } from './periods.js';

/** What one change contributed to an indicator, and by whom. */
export interface Observed {
  /** Seconds since 1970, UTC. */
  readonly at: number;
  readonly x: 0 | 1;
  /** A key that tells people apart in this process; it is never given away. */
  readonly who: string;
  /** Lines that came and went; null where that is not known. */
  readonly size: number | null;
  /** How the change came to the branch. */
  readonly way: string;
  /** Whether its order can be seen; null where that is not asked. */
  readonly visible: boolean | null;
  /** The change that it is of, where one may contribute several times. */
  readonly change?: string;
}

/** What a trend is held against. */
export interface TrendContext {
  /** Interventions of the indicator's practice, in any order. */
  readonly interventions: readonly Intervention[];
  /** The days that are the baseline, as configured: `YYYY-MM-DD`, the last one not in it. */
  readonly baseline: { readonly from: string | null; readonly to: string | null } | null;
  /** The share that the team aims at, 0 to 1. */
  readonly target?: number | null;
  /** Seconds since 1970, UTC; null where nothing is known of later than the last change. */
  readonly now: number | null;
}

const DAY = 24 * 60 * 60;
/** Upper ends of the bands that changes are told apart by, in lines. */
const BANDS = [10, 100, 500];

/** An indicator's observations, in any order, as periods with limits, a rung for each, and where it stands now. */
export function trendOf(
  { name, direction, of }: Pick<Indicator, 'name' | 'direction' | 'of'>,
  observations: readonly Observed[],
  context: TrendContext,
): Trend {
  const isFlipped = direction === 'down';
  const pools = poolsOf(observations);
  const usable = pools.filter(({ enough }) => enough);
  const periods = usable.map((pool) => climbPeriod(pool, isFlipped));
  const span = baselineOf(periods, context);
  const people = new Contributions(observations.map((it) => contribution(it, isFlipped)));
  const behind = new PeopleBehind(people, periods, coachingDays(context.interventions));
  const steps = direction === 'neutral' ? [] : climb(periods, { baseline: span, guards: behind.ask });
  const nameOf = (period: number): string => startOf(usable[period] ?? { first: 0 });
  const last = steps.at(-1);
  const x = observations.reduce((sum, observation) => sum + observation.x, 0);
  const effect = of === undefined ? 1 : designEffect(byChange(observations));
  const interval = intervalOf(x, observations.length, effect);
  const noun = of === undefined ? 'change' : 'thread';
  return {
    indicator: name,
    x,
    n: observations.length,
    lower: interval?.lower ?? null,
    upper: interval?.upper ?? null,
    periods: shownPeriods(pools, usable, steps, span, effect),
    baseline: span && shownBaseline(usable, span),
    target: context.target ?? null,
    standing:
      direction === 'neutral'
        ? null
        : standingOf({
            step: last ?? NOTHING_YET,
            seen: seenUpTo(periods, periods.length),
            tooLittle: span === null ? configuredDays(periods, context) : null,
            name: nameOf,
            isFlipped,
            isDormant: isDormant(observations, context),
            noun,
          }),
    log: logOf(steps, periods, nameOf, isFlipped, noun),
    changePoints: changePoints(usable.map((it) => it.x / it.n)).map(({ index, before, after }) => ({
      start: nameOf(index),
      before,
      after,
    })),
    people: last === undefined ? null : peopleOf(behind, last, periods.length - 1),
  };
}

const intervalOf = (x: number, n: number, effect: number): { lower: number; upper: number } | null =>
  n === 0 ? null : wilsonOfShare(x / n, n / effect);

/** Cases by the change that they are of. */
function byChange(observations: readonly Observed[]): Iterable<{ x: number; n: number }> {
  const groups = new Map<string, { x: number; n: number }>();
  for (const { change = '', x } of observations) {
    const group = groups.get(change) ?? { x: 0, n: 0 };
    groups.set(change, { x: group.x + x, n: group.n + 1 });
  }
  return groups.values();
}

/** Whichever way is better, the climber is told of what one wishes for. */
function climbPeriod(pool: Pool, isFlipped: boolean): ClimbPeriod {
  const { first, last, x, n } = pool;
  return { day: dayOf(pool), days: (last - first + 1) * 7, x: isFlipped ? n - x : x, n };
}

function contribution({ at, x, who, size, way, visible }: Observed, isFlipped: boolean) {
  return {
    day: Math.floor(at / DAY),
    who,
    x: isFlipped ? 1 - x : x,
    n: 1,
    band: size === null ? null : String(BANDS.findIndex((band) => size <= band)),
    way,
    visible,
  };
}

/**
 * The periods that are the baseline: those that the configuration names; else the last 12 to 20 before the first
 * intervention; else the first 12.
 */
function baselineOf(
  periods: readonly ClimbPeriod[],
  { baseline, interventions }: TrendContext,
): { from: number; to: number } | null {
  if (baseline !== null) {
    const first = baseline.from === null ? Number.NEGATIVE_INFINITY : dayNumber(baseline.from);
    const end = baseline.to === null ? Number.POSITIVE_INFINITY : dayNumber(baseline.to);
    const from = periods.findIndex(({ day }) => day >= first);
    if (from === -1) return null;
    const inside = periods.slice(from).filter(({ day, days }) => day + days <= end);
    const own = baseline.to === null ? firstBaseline(periods.slice(from)) : { from: 0, to: inside.length };
    return own !== null && isEnough(periods.slice(from, from + own.to)) ? { from, to: from + own.to } : null;
  }
  const starts = interventions.map(({ start }) => dayNumber(start));
  if (starts.length > 0) {
    const first = Math.min(...starts);
    const to = periods.filter(({ day, days }) => day + days <= first).length;
    const from = Math.max(0, to - BASELINE.most);
    if (isEnough(periods.slice(from, to))) return { from, to };
  }
  return firstBaseline(periods);
}

/** What the configured days hold, where they have a last one. */
function configuredDays(
  periods: readonly ClimbPeriod[],
  { baseline }: TrendContext,
): { periods: number; cases: number } | null {
  if (baseline === null || baseline.to === null) return null;
  const first = baseline.from === null ? Number.NEGATIVE_INFINITY : dayNumber(baseline.from);
  const end = dayNumber(baseline.to);
  const inside = periods.filter(({ day, days }) => day >= first && day + days <= end);
  return seenUpTo(inside, inside.length);
}

const isEnough = (periods: readonly ClimbPeriod[]): boolean =>
  periods.length >= BASELINE.periods && periods.reduce((sum, { n }) => sum + n, 0) >= BASELINE.cases;

const dayNumber = (date: string): number => Math.floor(Date.parse(`${date}T00:00:00Z`) / 1000 / DAY);

const coachingDays = (interventions: readonly Intervention[]): [number, number][] =>
  interventions
    .filter(({ kind }) => kind !== 'policy' && kind !== 'experiment')
    .map(({ start, end }) => [dayNumber(start), dayNumber(end)]);

function isDormant(observations: readonly Observed[], { now }: TrendContext): boolean {
  if (now === null || observations.length === 0) return false;
  const last = observations.reduce((latest, { at }) => Math.max(latest, at), Number.NEGATIVE_INFINITY);
  return now - last > DORMANT_DAYS * DAY;
}

function shownPeriods(
  pools: readonly Pool[],
  usable: readonly Pool[],
  steps: readonly Step[],
  span: { from: number; to: number } | null,
  effect: number,
): Period[] {
  const chart = span === null ? null : chartOf(usable, span);
  let at = -1;
  return pools.map((pool) => {
    const { first, last, x, n, enough } = pool;
    if (enough) at += 1;
    const { lower, upper } = intervalOf(x, n, effect) ?? { lower: 0, upper: 1 };
    return {
      start: startOf(pool),
      weeks: last - first + 1,
      x,
      n,
      lower,
      upper,
      enough,
      limits:
        enough && chart !== null
          ? { center: chart.baseline.center, ...ratioLimits(chart.baseline, n) }
          : null,
      signal: enough && chart !== null ? chart.signal(at) : null,
      rung: enough ? (steps[at]?.rung ?? null) : null,
    };
  });
}

/** Limits and signals against the baseline. */
function chartOf(usable: readonly Pool[], { from, to }: { from: number; to: number }) {
  const x = usable.map((pool) => pool.x);
  const n = usable.map((pool) => pool.n);
  const baseline = ratioBaseline(x.slice(from, to), n.slice(from, to), { laney: true }) as RatioBaseline;
  const sums = new Sums(x, n);
  const [above, below] = [new SignalWatch(sums, baseline, 1), new SignalWatch(sums, baseline, -1)];
  const signal = (at: number): 'above' | 'below' | null =>
    at < to ? null : above.at(at, to) ? 'above' : below.at(at, to) ? 'below' : null;
  return { baseline, signal };
}

const shownBaseline = (usable: readonly Pool[], { from, to }: { from: number; to: number }): Baseline => {
  const own = usable.slice(from, to);
  return {
    from: startOf(own[0] ?? { first: 0 }),
    to: startOf(own.at(-1) ?? { first: 0 }),
    x: own.reduce((sum, { x }) => sum + x, 0),
    n: own.reduce((sum, { n }) => sum + n, 0),
  };
};

function logOf(
  steps: readonly Step[],
  periods: readonly ClimbPeriod[],
  name: (period: number) => string,
  isFlipped: boolean,
  noun: 'change' | 'thread',
): RungChange[] {
  return steps.flatMap((step, at) => {
    const before = steps[at - 1]?.rung ?? 'no-baseline';
    if (step.rung === before) return [];
    const told = { step, seen: seenUpTo(periods, at + 1), name, isFlipped, isDormant: false, noun };
    return [{ start: name(at), from: before, to: step.rung, reason: standingOf(told).reason }];
  });
}

const seenUpTo = (periods: readonly ClimbPeriod[], end: number): { periods: number; cases: number } => ({
  periods: end,
  cases: periods.slice(0, end).reduce((sum, { n }) => sum + n, 0),
});

function peopleOf(behind: PeopleBehind, { from, before, gained }: Step, at: number): PeopleShares | null {
  const { breadth, newcomers } = behind.now({ at, before: before ?? 0, gained: gained ?? before ?? 0 });
  if (breadth === null || breadth.active < FEWEST) return null;
  return {
    active: breadth.active,
    breadth: from === null ? null : breadth.share,
    newcomers: from === null || newcomers === 'unknown' ? null : newcomers,
  };
}
