/**
 * What the win ladder asks for. Where no other reason is given it is the proposal of 6-trends-evidence, section C, kept
 * because the error rates of docs/error-rates.md hold with it.
 */

/** Periods that make a baseline, and cases in them. */
export const BASELINE = { periods: 12, most: 20, cases: 60 } as const;

/** A signal that is not followed by an early win within so many periods was chance. */
export const SIGNAL_LASTS = 8;

/** Two-sided 95% and 99% as normal quantiles: of the wide test and the narrow one. */
export const Z95 = 1.959964;
export const Z99 = 2.575829;
/** 99.9%: what is asked again every period for years passes 99% by chance now and then. */
export const Z999 = 3.290527;

export const EARLY = { periods: 4, cases: 20 } as const;
export const HOLDING = { periods: 12, days: 84 } as const;
/** A burst of 20 weeks must be over before 26 are: with 16 it would be called sustained in most teams. */
export const SUSTAINED = { periods: 26, days: 182, gain: 0.1 } as const;
export const ANCHORED = { periods: 52, days: 364 } as const;

/** What the gain is taken to be: the share of the first periods after its beginning. */
export const GAIN_PERIODS = 12;

/** The last periods: at least 8, and as many more as it takes to hold 80 cases, but not older than 16. */
export const RECENT = { periods: 8, cases: 80, most: 16 } as const;

/** How much periods vary is learned from two years at most: what was before is another time. */
export const SPREAD_PERIODS = 104;

/** A concern is over after so many periods without one. */
export const CLEAR = 4;

/** A fall back is looked for when so many periods have followed the signal. */
export const RELAPSE_PERIODS = 8;
/** Two years in which a gain that holds may be called relapsed with at most this chance. */
export const RELAPSE = { periods: 104, chance: 0.05 } as const;

/** Days without anything that counts after which nothing is said of now: the longest period is four weeks. */
export const DORMANT_DAYS = 28;
/** Longer pauses stop the clock: two weeks around a new year are none. */
export const PAUSE_DAYS = 14;
