import type { ChangeFilter } from '../model/change-query.js';
import type { Period } from '../model/period.js';
import type { ReportHead } from '../model/report.js';

/** Milliseconds since 1970, UTC: what charts beside each other share as their axis. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export const DAY = 24 * 60 * 60 * 1000;
export const WEEK = 7 * DAY;

export const timeOf = (date: string): number => Date.parse(`${date}T00:00:00Z`);

/** The beginning and the end of a period. */
export function spanOfPeriod({ start, weeks }: Pick<Period, 'start' | 'weeks'>): Span {
  const from = timeOf(start);
  return { from, to: from + weeks * WEEK };
}

/** The time of a whole report: from its first period or week to the end of the last, and to what was tried since. */
export function spanOf({
  indicators,
  delivery,
  interventions,
}: Pick<ReportHead, 'indicators' | 'delivery' | 'interventions'>): Span {
  const spans = [
    ...indicators.flatMap(({ periods }) => periods.map(spanOfPeriod)),
    ...delivery.map(({ start }) => spanOfPeriod({ start, weeks: 1 })),
  ];
  const from = spans.reduce((least, span) => Math.min(least, span.from), Number.POSITIVE_INFINITY);
  if (from === Number.POSITIVE_INFINITY) return { from: 0, to: WEEK };
  const ends = [...spans.map(({ to }) => to), ...interventions.map(({ start }) => timeOf(start) + DAY)];
  return { from, to: ends.reduce((most, end) => Math.max(most, end), from) };
}

/** The part of a time that a filter asks for; all of it where nothing is in there. */
export function spanWithin({ from, to }: Span, filter: Pick<ChangeFilter, 'from' | 'to'>): Span {
  const first = filter.from === null ? from : Math.max(from, timeOf(filter.from));
  const end = filter.to === null ? to : Math.min(to, timeOf(filter.to) + DAY);
  return first < end ? { from: first, to: end } : { from, to };
}
