import type { z } from 'zod';
import type { Series } from '../model/series.js';
import { measurementSchema, ratioSchema } from './series-schema.js';

export { seriesSchema } from './series-schema.js';

/** A series, or all that is wrong with it, a sentence each. */
type ParsedSeries =
  | { readonly kind: 'series'; readonly series: Series; readonly notes: readonly string[] }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] };

/** Reads the JSON text of a series, and puts it in the order of its dates. Never throws. */
export function parseSeries(text: string): ParsedSeries {
  const wrong = (...problems: string[]): ParsedSeries => ({ kind: 'wrong', problems });
  if (text.trim() === '') return wrong('expected a series as JSON, got nothing');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return wrong(`expected JSON, got what is none: ${(error as Error).message}`);
  }
  const points = pointsOf(value);
  const measured = points.some((point) => isRecord(point) && 'value' in point);
  const mixed = points.flatMap((point, at) =>
    measured && isRecord(point) && ('x' in point || 'n' in point)
      ? [`points[${at}]: expected value in all points, or x and n in all, got both kinds`]
      : [],
  );
  const dates = problemsOfDates(points);
  const parsed = (measured ? measurementSchema : ratioSchema).safeParse(value);
  if (!parsed.success) {
    return wrong(...parsed.error.issues.map((issue) => problemOf(issue, value)).concat(mixed, dates));
  }
  if (mixed.length + dates.length > 0) return wrong(...mixed, ...dates);
  return inOrder({
    kind: measured ? 'measurement' : 'ratio',
    direction: parsed.data.direction,
    points: parsed.data.points.map((point) => ({ ...point, start: point.start ?? null })),
  } as Series);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const pointsOf = (value: unknown): readonly unknown[] =>
  isRecord(value) && Array.isArray(value.points) ? value.points : [];

function problemOf(issue: z.core.$ZodIssue, value: unknown): string {
  const name = issue.path
    .map((key, at) => (typeof key === 'number' ? `[${key}]` : `${at > 0 ? '.' : ''}${String(key)}`))
    .join('');
  const got = issue.path.reduce<unknown>(
    (at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key],
    value,
  );
  const expected = issue.message.startsWith('Invalid input') ? 'an object' : issue.message;
  return `${name === '' ? '' : `${name}: `}expected ${expected}, got ${shown(got)}`;
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  // What JSON cannot hold came from a number that is too large for one.
  if (typeof value === 'number' && !Number.isFinite(value)) return 'a number beyond all that can be told';
  return JSON.stringify(value).slice(0, 60);
}

/** Dates are in all points or in none, and no two are alike. */
function problemsOfDates(points: readonly unknown[]): string[] {
  const dated = points.map((point) => (isRecord(point) ? (point.start ?? undefined) : undefined));
  const some = dated.some((start) => start !== undefined);
  const seen = new Map<number, number>();
  return dated.flatMap((start, at) => {
    if (start === undefined)
      return some ? [`points[${at}].start: expected a day, as others have, got nothing`] : [];
    const time = typeof start === 'string' ? Date.parse(start) : Number.NaN;
    if (Number.isNaN(time)) return [];
    const first = seen.get(time);
    if (first === undefined) seen.set(time, at);
    return first === undefined
      ? []
      : [`points[${at}].start: expected a day of its own, got ${shown(start)} as points[${first}] has`];
  });
}

function inOrder(series: Series): ParsedSeries {
  const timeOf = ({ start }: { start: string | null }): number => (start === null ? 0 : Date.parse(start));
  const { points } = series;
  const ordered = points.every((point, at) => at === 0 || timeOf(points[at - 1] ?? point) <= timeOf(point));
  if (ordered) return { kind: 'series', series, notes: [] };
  const sorted = [...points].sort((a, b) => timeOf(a) - timeOf(b));
  return {
    kind: 'series',
    series: { ...series, points: sorted } as Series,
    notes: ['The points were put in the order of their dates; positions count in that order.'],
  };
}
