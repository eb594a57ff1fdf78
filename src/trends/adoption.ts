import type { AdoptionPoint } from '../model/organisation.js';
import type { IndicatorOverview } from '../model/overview.js';
import type { Rung } from '../model/rung.js';

/** More columns than this are not read: then the steps are quarters, or years. */
const COLUMNS = 40;
/** Steps in months, the finest first. */
const STEPS = [1, 3, 12];

/**
 * How many repositories stood on each rung, on the first day of every month since the first of them had a rung, and
 * today. A repository of which nothing was known yet stands on *no baseline*: the number of all is the same throughout,
 * so that a share is always of the same repositories.
 *
 * @param indicators the same indicator of each repository
 * @param today `YYYY-MM-DD`
 */
export function adoptionOf(
  indicators: readonly Pick<IndicatorOverview, 'log'>[],
  today: string,
): AdoptionPoint[] {
  if (indicators.length === 0) return [];
  const firsts = indicators.flatMap(({ log: [step] }) => (step === undefined ? [] : [step.start]));
  const [first] = firsts.sort();
  const days = first === undefined ? [] : daysUpTo(first, today);
  return [...days, today].map((day) => ({ day, rungs: countOn(indicators, day) }));
}

/** First days of months before a day, so far apart that they are not too many. */
function daysUpTo(first: string, today: string): string[] {
  const [from, to] = [monthOf(first), monthOf(today)];
  const step = STEPS.find((months) => (to - from) / months <= COLUMNS) ?? 12;
  const days: string[] = [];
  for (let month = from - (from % step); month <= to; month += step) days.push(firstDayOf(month));
  return days.filter((day) => day < today).slice(-COLUMNS);
}

const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

const firstDayOf = (month: number): string =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;

function countOn(indicators: readonly Pick<IndicatorOverview, 'log'>[], day: string): AdoptionPoint['rungs'] {
  const rungs: Partial<Record<Rung, number>> = {};
  for (const { log } of indicators) {
    const rung = log.findLast(({ start }) => start <= day)?.to ?? 'no-baseline';
    rungs[rung] = (rungs[rung] ?? 0) + 1;
  }
  return rungs;
}
