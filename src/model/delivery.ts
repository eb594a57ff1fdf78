/** Delivery in one calendar week (ISO, UTC), beside the practices: association only, never a cause. */
export interface DeliveryWeek {
  /** Its Monday, `YYYY-MM-DD`. */
  readonly start: string;
  /** Changes merged, by people. */
  readonly changes: number;
  /** Median hours from a change's first commit to its merge, over changes with commits of their own; null without any. */
  readonly leadHours: number | null;
  /** Changes that take an earlier one back, and those that say they mend something. */
  readonly reverts: number;
  readonly fixes: number;
  /** Lines that went, and those of them that were younger than 21 days; null where ages are not known. */
  readonly removed: number | null;
  readonly reworked: number | null;
}

/** A file that is changed again and again, and that no test changes with. */
export interface Hotspot {
  readonly file: string;
  readonly changes: number;
  /** Those of them with a test that is linked to it. */
  readonly tested: number;
}
