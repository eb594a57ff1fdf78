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
}

/** An indicator over time. Limits, signals and the rung on the win ladder belong here. */
export interface Trend {
  readonly indicator: string;
  readonly x: number;
  readonly n: number;
  /** Null when nothing counts. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** Oldest first. Weeks without a change that counts are in none. */
  readonly periods: readonly Period[];
}
