import type { Rung, RungChange, Standing } from './rung.js';

/** A calendar week (ISO, UTC), or several pooled until there is enough data. Of n changes that count, x show it. */
export interface Period {
  /** Its first Monday, `YYYY-MM-DD`. */
  readonly start: string;
  readonly weeks: number;
  readonly x: number;
  readonly n: number;
  /** 95% Wilson interval of x in n. */
  readonly lower: number;
  readonly upper: number;
  /** False when the weeks that may be pooled did not hold enough changes: the ratio says nothing then. */
  readonly enough: boolean;
  /** Where the share would be by chance, were it still the baseline's; null without a baseline, or where n is too small. */
  readonly limits: { readonly center: number; readonly lower: number; readonly upper: number } | null;
  /** On which side of the baseline the period is beyond chance; null where it is on none. */
  readonly signal: 'above' | 'below' | null;
  /** Where the trend stood when the period was over; null where neither way is better, or n is too small. */
  readonly rung: Rung | null;
}

/** The periods that a trend is held against, for good. */
export interface Baseline {
  /** The first days of its first and last period. */
  readonly from: string;
  readonly to: string;
  readonly x: number;
  readonly n: number;
}

/** People behind a trend, as shares; nothing is said of groups under 3. */
export interface PeopleShares {
  /** People with three changes or more in the last 90 days. */
  readonly active: number;
  /** The share of them who do it as the gain does rather than as the baseline did; null without a gain. */
  readonly breadth: number | null;
  /** How those who came in the last 90 days fare; null where fewer than 3 did, or too little is known. */
  readonly newcomers: 'along' | 'behind' | null;
}

/** An indicator over time, and where it stands on the win ladder. */
export interface Trend {
  readonly indicator: string;
  readonly x: number;
  readonly n: number;
  /** Null when nothing counts. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** Oldest first. Weeks without a change that counts are in none. */
  readonly periods: readonly Period[];
  readonly baseline: Baseline | null;
  /** The share that the team aims at, 0 to 1; null where it names none. */
  readonly target: number | null;
  /** Null where neither way is better. */
  readonly standing: Standing | null;
  /** Every rung that was reached or lost, oldest first. */
  readonly log: readonly RungChange[];
  /** Where the share moved for good, as E-divisive dates it: to read, never to promote by. */
  readonly changePoints: readonly {
    readonly start: string;
    readonly before: number;
    readonly after: number;
  }[];
  /** Null where fewer than 3 people are active. */
  readonly people: PeopleShares | null;
}
