import { mondayOf, weekOf } from './calendar.js';

/** A ratio of fewer changes says too little to be drawn (6-trends-evidence, B3: minimum n). */
export const ENOUGH = 5;
/** Longer than this weeks are not pooled: a period must not outlast what it is to show. */
export const MOST_WEEKS = 4;

interface Dated {
  /** Seconds since 1970, UTC. */
  readonly at: number;
  readonly x: 0 | 1;
}

/** Weeks that are one period. Weeks are counted from the Monday before 1970. */
export interface Pool {
  readonly first: number;
  readonly last: number;
  readonly x: number;
  readonly n: number;
  /** False when the weeks that may be pooled did not hold enough. */
  readonly enough: boolean;
}

/** The first day of a pool, as a day since 1970 and as a date. */
export const dayOf = ({ first }: Pick<Pool, 'first'>): number => first * 7 - 3;
export const startOf = ({ first }: Pick<Pool, 'first'>): string => mondayOf(first);

/** One change after another, in any order, as periods: weeks, pooled until they hold five. Weeks without any are in none. */
export function poolsOf(observations: readonly Dated[]): Pool[] {
  const weeks = new Map<number, { x: number; n: number }>();
  for (const { at, x } of observations) {
    const week = weeks.get(weekOf(at)) ?? { x: 0, n: 0 };
    weeks.set(weekOf(at), { x: week.x + x, n: week.n + 1 });
  }
  const pools: Pool[] = [];
  let pool: Omit<Pool, 'enough'> | null = null;
  const close = (closed: Omit<Pool, 'enough'>): void => {
    pools.push({ ...closed, enough: closed.n >= ENOUGH });
    pool = null;
  };
  for (const [week, { x, n }] of [...weeks].sort(([a], [b]) => a - b)) {
    if (pool !== null && week - pool.first >= MOST_WEEKS)
      close({ ...pool, last: pool.first + MOST_WEEKS - 1 });
    const before: Omit<Pool, 'enough'> = pool ?? { first: week, last: week, x: 0, n: 0 };
    pool = { first: before.first, last: week, x: before.x + x, n: before.n + n };
    if (pool.n >= ENOUGH) close(pool);
  }
  if (pool !== null) close(pool);
  return pools;
}
