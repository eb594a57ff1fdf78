import type { Series } from '../model/series.js';

/** A step so many times the usual one is a gap. */
const LONG = 8;
const DAY = 24 * 60 * 60 * 1000;

/** Says where long gaps are: rules count points, and see neighbours on both sides of a gap. */
export function gapNotes({ points }: Series): string[] {
  const times = points.map(({ start }) => (start === null ? Number.NaN : Date.parse(start)));
  const steps = times.slice(1).map((time, at) => time - (times[at] ?? time));
  const usual = Float64Array.from(steps).sort()[Math.floor(steps.length / 2)] ?? Number.NaN;
  const gaps = [...steps.entries()].filter(([, step]) => step > LONG * usual);
  const [first] = gaps;
  if (first === undefined) return [];
  const [at, step] = first;
  const more = gaps.length === 1 ? '' : `, and there are ${gaps.length - 1} more such gaps`;
  return [
    `Between points ${at} and ${at + 1} lie ${Math.round(step / DAY)} days${more}: the rules count points, not days, so think of --rebase ${at + 1}.`,
  ];
}
