import type { DeliveryWeek } from '../model/delivery.js';
import type { Intervention } from '../model/intervention.js';
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
  const known = values.filter((value) => value !== null);
  const last = values.at(-1) ?? null;
  return `${last === null ? 'nothing' : say(last)} in the last week, ${say(middleOf(known))} in the median week`;
}

/** Two days and more are told in days. */
const hours = (value: number): string =>
  value < 48 ? `${Math.round(value)} h` : `${Math.round(value / 24).toLocaleString('en-US')} days`;

/** So many weeks are learning, and are held against as many before: as long as an intervention is too early to be judged. */
export const LEARNING_WEEKS = 8;
/** Of fewer weeks with a value a median says nothing. */
const FEWEST_WEEKS = 4;

/** How delivery went while something was learned. */
export interface Dip {
  readonly title: string;
  /** `YYYY-MM-DD`. */
  readonly start: string;
  /** `lead time (median) 30 h → 41 h`; each from the weeks before to those since. */
  readonly says: readonly string[];
}

const WEEK = 7 * 24 * 60 * 60 * 1000;

/** The weeks since each thing that was tried, against those before it; where too few are known, it is left out. */
export function dipsOf(
  weeks: readonly DeliveryWeek[],
  interventions: readonly Pick<Intervention, 'start' | 'title'>[],
): readonly Dip[] {
  const measures = deliveryMeasures(weeks);
  const weekOf = (date: string): number => Math.floor(Date.parse(`${date}T00:00:00Z`) / WEEK);
  const seen = new Set<string>();
  return interventions.flatMap(({ start, title }) => {
    // One for all practices has an outcome for each.
    if (seen.has(`${start} ${title}`)) return [];
    seen.add(`${start} ${title}`);
    const says = measures.flatMap(({ title: name, values, say }) => {
      const known = (from: number, to: number): number[] =>
        values.filter((value, at): value is number => {
          const distance = weekOf(weeks[at]?.start ?? '') - weekOf(start);
          return value !== null && distance >= from && distance < to;
        });
      const [before, since] = [known(-LEARNING_WEEKS, 0), known(0, LEARNING_WEEKS)];
      if (before.length < FEWEST_WEEKS || since.length < FEWEST_WEEKS) return [];
      return [`${name} ${say(middleOf(before))} → ${say(middleOf(since))}`];
    });
    return says.length === 0 ? [] : [{ title, start, says }];
  });
}

function middleOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2;
}
