const HOUR = 60 * 60;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** Monday to Friday, 9 to 17 UTC: the same for everybody, in summer and in winter. What holidays there are is not known. */
const OPENS = 9 * HOUR;
const CLOSES = 17 * HOUR;
const DAYS = 5;

/** Hours that a working day has. */
export const WORKING_DAY = (CLOSES - OPENS) / HOUR;

/** 1970-01-05 was a Monday. */
const MONDAY = 4 * DAY;

/** Working hours between two moments in seconds since 1970, UTC; 0 where the second is not later. */
export const workingHours = (from: number, to: number): number =>
  to <= from ? 0 : (openUntil(to) - openUntil(from)) / HOUR;

/** Working seconds from a Monday long ago up to a moment. */
function openUntil(moment: number): number {
  const since = moment - MONDAY;
  const weeks = Math.floor(since / WEEK);
  const inWeek = since - weeks * WEEK;
  const day = Math.floor(inWeek / DAY);
  const ofDay = Math.min(Math.max(inWeek - day * DAY - OPENS, 0), CLOSES - OPENS);
  const whole = Math.min(day, DAYS) * (CLOSES - OPENS);
  return weeks * DAYS * (CLOSES - OPENS) + whole + (day < DAYS ? ofDay : 0);
}
