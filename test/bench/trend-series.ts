import type { ClimbPeriod } from '../../src/trends/ladder/climb.js';
import type { Contribution } from '../../src/trends/people/contributions.js';
import { random } from './random.js';

/** Series that are made up: what happened is known, so what is said of them can be counted. */

export interface Made {
  readonly periods: ClimbPeriod[];
  readonly contributions: Contribution[];
  /** The first period after the baseline. */
  readonly start: number;
}

export interface Person {
  readonly who: string;
  /** How much of the work is theirs, among all who are there. */
  readonly weight: number;
  /** The share of theirs that has it, and when they are there, in weeks since the baseline ended. */
  readonly share: number;
  readonly isThere?: boolean;
  readonly band?: string;
}

export interface Story {
  /** Changes a week, on average (Poisson). */
  readonly n: number;
  /** Periods that are made, the baseline's twelve included. */
  readonly periods: number;
  /** The team's share by week, from the end of the baseline on; before it is asked for -1. */
  readonly share?: (week: number) => number;
  /** Or that of each person. */
  readonly people?: (week: number) => readonly Person[];
  /** Overdispersion: the correlation of changes of one week. */
  readonly rho?: number;
  /** Autocorrelation of the log odds from week to week. */
  readonly phi?: number;
  /** Weeks, from the end of the baseline on, in which nothing happens. */
  readonly pause?: (week: number) => boolean;
  readonly way?: (week: number) => { readonly way: string; readonly visible: number };
}

/** The least standard deviation of the log odds of a series with autocorrelation: without any there is nothing to follow. */
const LEAST_DEVIATION = 0.25;
const BASELINE = 12;
/** Weeks are pooled as the product pools them. */
const ENOUGH = 5;
const MOST_WEEKS = 4;

/** Makes series, the same for the same seed. */
export class Maker {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = random(seed);
  }

  make(story: Story): Made {
    const { rho = 0, phi = 0 } = story;
    const periods: ClimbPeriod[] = [];
    const contributions: Contribution[] = [];
    const deviation = this.#deviation(story, rho, phi);
    let drift = deviation * this.#normal();
    let changed = Number.POSITIVE_INFINITY;
    let pool: { week: number; x: number; n: number } | null = null;
    for (let week = 0; periods.length < story.periods; week += 1) {
      const since = week >= changed ? week - changed : -1;
      drift = phi * drift + Math.sqrt(1 - phi * phi) * deviation * this.#normal();
      const cases = story.pause?.(since) && since >= 0 ? 0 : this.#poisson(story.n);
      const { x, own } = story.people
        ? this.#work(story.people(since), cases, week, story.way?.(since))
        : { x: this.#binomial(cases, this.#weekly(story.share?.(since) ?? 0, rho, phi, drift)), own: [] };
      contributions.push(...own);
      if (pool !== null && week - pool.week >= MOST_WEEKS) pool = null;
      pool ??= { week, x: 0, n: 0 };
      pool = { week: pool.week, x: pool.x + x, n: pool.n + cases };
      if (pool.n < ENOUGH) continue;
      periods.push({ day: pool.week * 7, days: (week - pool.week + 1) * 7, x: pool.x, n: pool.n });
      pool = null;
      if (periods.length === BASELINE) changed = week + 1;
    }
    return { periods, contributions, start: BASELINE };
  }

  #work(
    people: readonly Person[],
    cases: number,
    week: number,
    how?: { way: string; visible: number },
  ): { x: number; own: Contribution[] } {
    const here = people.filter(({ isThere = true }) => isThere);
    const all = here.reduce((sum, { weight }) => sum + weight, 0);
    const own = new Map<string, Contribution>();
    let x = 0;
    for (let done = 0; done < cases; done += 1) {
      let at = this.#next() * all;
      const person =
        here.find(({ weight }) => {
          at -= weight;
          return at < 0;
        }) ?? here[0];
      if (person === undefined) continue;
      const hit = this.#next() < person.share ? 1 : 0;
      x += hit;
      const visible = how === undefined ? null : this.#next() < how.visible;
      const key = `${person.who} ${person.band} ${visible}`;
      const before = own.get(key);
      own.set(key, {
        day: week * 7 + 2,
        who: person.who,
        x: (before?.x ?? 0) + hit,
        n: (before?.n ?? 0) + 1,
        band: person.band ?? null,
        way: how?.way ?? null,
        visible,
      });
    }
    return { x, own: [...own.values()] };
  }

  #deviation({ share }: Story, rho: number, phi: number): number {
    if (phi === 0) return 0;
    const p = share?.(-1) ?? 0.5;
    return Math.max(Math.sqrt(rho / (p * (1 - p))), LEAST_DEVIATION);
  }

  #weekly(share: number, rho: number, phi: number, drift: number): number {
    if (phi > 0) return 1 / (1 + Math.exp(-(Math.log(share / (1 - share)) + drift)));
    if (rho === 0) return share;
    const cases = 1 / rho - 1;
    const [a, b] = [this.#gamma(share * cases), this.#gamma((1 - share) * cases)];
    return a / (a + b);
  }

  #binomial(n: number, p: number): number {
    let x = 0;
    for (let at = 0; at < n; at += 1) if (this.#next() < p) x += 1;
    return x;
  }

  #poisson(mean: number): number {
    const least = Math.exp(-mean);
    let count = 0;
    for (let product = this.#next(); product > least; product *= this.#next()) count += 1;
    return count;
  }

  #normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.#next())) * Math.cos(2 * Math.PI * this.#next());
  }

  /** G. Marsaglia and W. W. Tsang, A simple method for generating gamma variables (2000). */
  #gamma(shape: number): number {
    if (shape < 1) return this.#gamma(shape + 1) * (1 - this.#next()) ** (1 / shape);
    const d = shape - 1 / 3;
    for (;;) {
      const z = this.#normal();
      const v = (1 + z / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(1 - this.#next()) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v;
    }
  }
}
