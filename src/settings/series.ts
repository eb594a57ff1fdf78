import type { z } from 'zod';
import type { Series } from '../model/series.js';
import { envelope, measurementPoint, ratioPoint } from './series-schema.js';

export { seriesSchema } from './series-schema.js';

/** A series, or what is wrong with it, a sentence each. */
type ParsedSeries =
  | { readonly kind: 'series'; readonly series: Series; readonly notes: readonly string[] }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] };

/** Nobody mends more at once; after so many no more points are looked at. */
const MOST_PROBLEMS = 1000;

/** Reads the JSON text of a series, and puts it in the order of its dates. Never throws. */
export function parseSeries(text: string): ParsedSeries {
  const wrong = (problems: readonly string[]): ParsedSeries => ({ kind: 'wrong', problems });
  if (text.trim() === '') return wrong(['expected a series as JSON, got nothing']);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return wrong([`expected JSON, got what is none: ${(error as Error).message}`]);
  }
  const held = envelope.safeParse(value);
  const problems = held.success ? [] : held.error.issues.map((issue) => problemOf([], issue, value));
  const raw = pointsOf(value);
  const kind = raw.some((point) => isRecord(point) && 'value' in point) ? 'measurement' : 'ratio';
  const schema: z.ZodType = kind === 'measurement' ? measurementPoint : ratioPoint;
  const points: unknown[] = [];
  const dates = new Dates(raw.some((point) => startOf(point) !== undefined));
  for (const [at, point] of raw.entries()) {
    if (problems.length >= MOST_PROBLEMS) break;
    const parsed = schema.safeParse(point);
    if (parsed.success) points.push({ ...(parsed.data as object), start: startOf(point) ?? null });
    else problems.push(...parsed.error.issues.map((issue) => problemOf(['points', at], issue, point)));
    if (kind === 'measurement' && isRecord(point) && ('x' in point || 'n' in point)) {
      problems.push(`points[${at}]: expected value in all points, or x and n in all, got both kinds`);
    }
    problems.push(...dates.problemsOf(at, startOf(point)));
  }
  if (!held.success || problems.length > 0) return wrong(problems);
  return inOrder({ kind, direction: held.data.direction, points } as Series);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const pointsOf = (value: unknown): readonly unknown[] =>
  isRecord(value) && Array.isArray(value.points) ? value.points : [];

const startOf = (point: unknown): unknown => (isRecord(point) ? (point.start ?? undefined) : undefined);

/** What is wrong with a value, or with a part of it, that is found at a place. */
function problemOf(place: readonly PropertyKey[], issue: z.core.$ZodIssue, value: unknown): string {
  const name = [...place, ...issue.path]
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
  if (typeof value === 'object' && value !== null) return 'an object';
  return JSON.stringify(typeof value === 'string' ? value.slice(0, 60) : value);
}

/** Dates are in all points or in none, and no two are alike. */
class Dates {
  readonly #wanted: boolean;
  readonly #seen = new Map<number, number>();

  constructor(wanted: boolean) {
    this.#wanted = wanted;
  }

  problemsOf(at: number, start: unknown): string[] {
    const name = `points[${at}].start`;
    if (start === undefined)
      return this.#wanted ? [`${name}: expected a day, as others have, got nothing`] : [];
    const time = typeof start === 'string' ? Date.parse(start) : Number.NaN;
    const first = this.#seen.get(time);
    if (first !== undefined)
      return [`${name}: expected a day of its own, got ${shown(start)} as points[${first}] has`];
    // Another check tells what is no date.
    if (!Number.isNaN(time)) this.#seen.set(time, at);
    return [];
  }
}

function inOrder(series: Series): ParsedSeries {
  const times = series.points.map(({ start }) => (start === null ? 0 : Date.parse(start)));
  if (times.every((time, at) => time >= (times[at - 1] ?? time)))
    return { kind: 'series', series, notes: [] };
  const order = [...times.keys()].sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
  return {
    kind: 'series',
    series: { ...series, points: order.map((at) => series.points[at]) } as Series,
    notes: ['The points were put in the order of their dates; positions count in that order.'],
  };
}
