import type { InterventionOutcome } from '../model/intervention.js';
import { plainText } from './untrusted.js';

/** So many interventions are told where people read; the JSON has all. */
const TOLD = 20;

/** What was tried, newest first. */
export const latestTried = (outcomes: readonly InterventionOutcome[]): readonly InterventionOutcome[] =>
  [...outcomes].sort((a, b) => (a.start < b.start ? 1 : a.start > b.start ? -1 : 0)).slice(0, TOLD);

const asIs = (day: string): string => day;

/** `2026-01-05` or `2026-01-05 to 2026-01-09`. @param day how a day is written */
export const triedWhen = (
  { start, end }: Pick<InterventionOutcome, 'start' | 'end'>,
  day: (date: string) => string = asIs,
): string => (start === end ? day(start) : `${day(start)} to ${day(end)}`);

/** What an experiment was to show, and when that is judged; null for what is none. */
export function hypothesisWords(
  { hypothesis, review }: InterventionOutcome,
  day: (date: string) => string = asIs,
): string | null {
  if (hypothesis === null) return null;
  return `expected: ${plainText(hypothesis)}${review === null ? '' : `; judged on ${day(review)}`}`;
}
