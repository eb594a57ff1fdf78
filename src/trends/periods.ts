import type { Period, Trend } from '../model/period.js';
import { wilson } from '../statistics/interval.js';

/** A ratio of fewer changes says too little to be drawn (6-trends-evidence, B3: minimum n). */
const ENOUGH = 5;
/** Longer than this weeks are not pooled: a period must not outlast what it is to show. */
const MOST_WEEKS = 4;

const DAY = 24 * 60 * 60;
/** 1970-01-01 was a Thursday: weeks since its Monday. */
const weekOf = (seconds: number): number => Math.floor((Math.floor(seconds / DAY) + 3) / 7);
const mondayOf = (week: number): string =>
  new Date((week * 7 - 3) * DAY * 1000).toISOString().split('T', 1)[0] ?? '';

interface Dated {
  /** Seconds since 1970, UTC. */
  readonly at: number;
  readonly x: 0 | 1;
}

interface Pool {
  readonly first: number;
  last: number;
  x: number;
  n: number;
}

/** One change after another, in any order, as a trend of periods. */
export function trendOf(indicator: string, observations: readonly Dated[]): Trend {
  const weeks = new Map<number, { x: number; n: number }>();
  for (const { at, x } of observations) {
    const week = weeks.get(weekOf(at)) ?? { x: 0, n: 0 };
    weeks.set(weekOf(at), { x: week.x + x, n: week.n + 1 });
  }
  const periods: Period[] = [];
  let pool: Pool | null = null;
  for (const [week, { x, n }] of [...weeks].sort(([a], [b]) => a - b)) {
    if (pool !== null && week - pool.first >= MOST_WEEKS) {
      periods.push(periodOf({ ...pool, last: pool.first + MOST_WEEKS - 1 }));
      pool = null;
    }
    pool ??= { first: week, last: week, x: 0, n: 0 };
    pool.last = week;
    pool.x += x;
    pool.n += n;
    if (pool.n < ENOUGH) continue;
    periods.push(periodOf(pool));
    pool = null;
  }
  if (pool !== null) periods.push(periodOf(pool));
  const x = observations.reduce((sum, observation) => sum + observation.x, 0);
  const interval = wilson(x, observations.length);
  return {
    indicator,
    x,
    n: observations.length,
    lower: interval?.lower ?? null,
    upper: interval?.upper ?? null,
    periods,
  };
}

function periodOf({ first, last, x, n }: Pool): Period {
  const { lower, upper } = wilson(x, n) ?? { lower: 0, upper: 1 };
  return { start: mondayOf(first), weeks: last - first + 1, x, n, lower, upper, enough: n >= ENOUGH };
}
