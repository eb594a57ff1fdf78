import type { Intervention } from '../model/intervention.js';
import { addDays } from './calendar.js';

export type Neighbour = Pick<Intervention, 'kind' | 'start' | 'end'>;

interface Side {
  /** First and last day that a period may have; none fits where `to` comes before `from`. */
  readonly from: string;
  readonly to: string;
  /** The other intervention that cuts it short; null where nothing does. */
  readonly endedBy: Neighbour | null;
}

/** Between which days periods are looked at. */
export interface Window {
  readonly before: Side;
  readonly after: Side;
  /** Other interventions that began on the same day, or went on within it: they are judged together. */
  readonly together: readonly Neighbour[];
}

/** Before all data, and long before the year 1: days are compared as text. */
const EVER = '0000-01-01';

/**
 * The days before and after an intervention that no other one of the same practice has a part in.
 *
 * @param today only days that are over count
 */
export function windowOf(
  { start, end, review }: Intervention,
  others: readonly Neighbour[],
  today: string,
): Window {
  // An experiment is what is done from its first day on; of all else, what is left when it is over.
  const last = review === null ? end : start;
  const yesterday = addDays(today, -1);
  const until = earlier(yesterday, review ?? yesterday);
  const prior = others
    .filter((other) => other.start < start)
    .map((other) => ({ other, day: earlier(other.end, addDays(start, -1)) }))
    .reduce<Cut | null>((a, b) => (a !== null && a.day >= b.day ? a : b), null);
  const next = others
    .filter((other) => other.end > last && other.start !== start)
    .map((other) => ({ other, day: later(other.start, addDays(last, 1)) }))
    .filter(({ day }) => day <= until)
    .reduce<Cut | null>((a, b) => (a !== null && a.day <= b.day ? a : b), null);
  return {
    before: {
      from: prior === null ? EVER : addDays(prior.day, 1),
      to: earlier(yesterday, addDays(start, -1)),
      endedBy: prior?.other ?? null,
    },
    after: {
      from: addDays(last, 1),
      to: next === null ? until : addDays(next.day, -1),
      endedBy: next?.other ?? null,
    },
    together: others.filter((other) => other.start === start || (other.start > start && other.end <= last)),
  };
}

interface Cut {
  readonly other: Neighbour;
  readonly day: string;
}

const earlier = (a: string, b: string): string => (a < b ? a : b);
const later = (a: string, b: string): string => (a > b ? a : b);
