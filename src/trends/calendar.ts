/** Days are `YYYY-MM-DD`, moments are seconds since 1970, all in UTC. Weeks are ISO weeks, counted from 1970. */

const DAY = 24 * 60 * 60;

/** 1970-01-01 was a Thursday: its week began three days before. */
const DAYS_TO_MONDAY = 3;

/** Past it no calendar goes; a commit may carry any date. */
const LATEST = 8_640_000_000_000;

/** The day of a moment; the first or the last one there is, for moments past them. */
export const dayOf = (seconds: number): string =>
  new Date(Math.max(-LATEST, Math.min(LATEST, seconds)) * 1000).toISOString().split('T', 1)[0] ?? '';

/** The number of the week that a moment is in; that of 1970-01-01 is 0. */
export const weekOf = (seconds: number): number =>
  Math.floor((Math.floor(seconds / DAY) + DAYS_TO_MONDAY) / 7);

/** The Monday of a week. */
export const mondayOf = (week: number): string => dayOf((week * 7 - DAYS_TO_MONDAY) * DAY);

/** So many days later; earlier when negative. */
export const addDays = (day: string, days: number): string =>
  dayOf(Date.parse(`${day}T00:00:00Z`) / 1000 + days * DAY);
