/** Delivery in one calendar week (ISO, UTC), beside the practices: association only, never a cause. */
export interface DeliveryWeek {
  /** Its Monday, `YYYY-MM-DD`. */
  readonly start: string;
  /** Changes merged, by people. */
  readonly changes: number;
  /** Median hours from a change's first commit to its merge, over changes with commits of their own; null without any. */
  readonly leadHours: number | null;
  /** Of how many changes that is the median, and how many were left out of it because their dates can't be right. */
  readonly timed: number;
  readonly misdated: number;
  /** Changes that take an earlier one back, and those that say they mend something. */
  readonly reverts: number;
  readonly fixes: number;
  /** Lines that went, and those of them that were younger than 21 days; null where ages are not known. */
  readonly removed: number | null;
  readonly reworked: number | null;
}

/** Lines of code that went with a change, and those of them that had come less than 21 days before. */
export interface ReworkedLines {
  readonly removed: number;
  readonly reworked: number;
}

/** A file that is changed again and again, and how often a test changes with it. */
export interface Hotspot {
  readonly file: string;
  readonly changes: number;
  /** Those of them with a test that is linked to it. */
  readonly tested: number;
}
