import type { DeliveryWeek } from '../model/delivery.js';
import { percent } from './words.js';

/** What must be said wherever delivery stands beside practices. */
export const ASSOCIATION =
  'Association only, no cause: what happens beside a practice need not come from it. Learning may bring a dip.';

/** One measure of delivery, week by week. */
export interface DeliveryMeasure {
  readonly title: string;
  /** Oldest first; null where there is nothing to measure. */
  readonly values: readonly (number | null)[];
  /** Where the axis ends. */
  readonly most: number;
  readonly say: (value: number) => string;
}

/** The measures of delivery that anything is known of. */
export function deliveryMeasures(weeks: readonly DeliveryWeek[]): readonly DeliveryMeasure[] {
  const share = (part: number | null, whole: number | null): number | null =>
    part === null || whole === null || whole === 0 ? null : Math.min(1, part / whole);
  const measures: readonly Omit<DeliveryMeasure, 'most'>[] = [
    { title: 'lead time (median)', values: weeks.map(({ leadHours }) => leadHours), say: hours },
    {
      title: 'merged changes a week',
      values: weeks.map(({ changes }) => changes),
      say: (n) => String(Math.round(n)),
    },
    {
      title: 'reverts and fixes',
      values: weeks.map(({ reverts, fixes, changes }) => share(reverts + fixes, changes)),
      say: percent,
    },
    {
      title: 'rework (lines younger than 21 days)',
      values: weeks.map(({ reworked, removed }) => share(reworked, removed)),
      say: percent,
    },
  ];
  return measures
    .filter(({ values }) => values.some((value) => value !== null))
    .map((measure) => ({ ...measure, most: Math.max(...measure.values.map((value) => value ?? 0)) }));
}

/** `30 h in the last week, 25 h in the median week`. */
export function measureWords({ values, say }: DeliveryMeasure): string {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  const [low = 0, high = 0] = [known[(known.length - 1) >> 1], known[known.length >> 1]];
  const last = values.at(-1) ?? null;
  return `${last === null ? 'nothing' : say(last)} in the last week, ${say((low + high) / 2)} in the median week`;
}

/** Two days and more are told in days. */
const hours = (value: number): string =>
  value < 48 ? `${Math.round(value)} h` : `${Math.round(value / 24).toLocaleString('en-US')} days`;
