import type { Chart, ChartOptions, ChartPoint } from '../model/chart.js';
import type { Direction, Series } from '../model/series.js';
import { limitGroups } from '../statistics/groups.js';
import { assuranceOf, type Better, kindOf } from '../statistics/kinds.js';
import { NHS_RULES, type Signals } from '../statistics/nhs-rules.js';

const BETTER: Record<Direction, Better> = { up: 1, down: -1, neutral: 0 };

/** Limits of fewer points still move with each new one (Making data count: lock them from 12 on). */
const ENOUGH = 12;

/** What holds for points that share limits. */
export interface Judged {
  readonly center: number;
  readonly limits: readonly { readonly lower: number; readonly upper: number }[];
  readonly signals: Signals;
  /** What to know of these limits besides. */
  readonly note?: string;
}

/**
 * Judges points that share limits. Both lists hold places in the series, and only such as have a value.
 *
 * @returns null when those that set the limits are too few to set any
 */
type Judge = (shown: readonly number[], setBy: readonly number[]) => Judged | null;

/** The value of each point: a share, or what was measured; null in a period without a case. */
export function valuesOf(series: Series): (number | null)[] {
  return series.kind === 'measurement'
    ? series.points.map(({ value }) => value)
    : series.points.map(({ x, n }) => (n === 0 ? null : x / n));
}

/** A chart of points within limits, each set of limits judged by itself: no run crosses new ones. */
export function withLimits(
  series: Series,
  { freeze, exclude, rebase, target }: ChartOptions,
  judge: Judge,
): Omit<Chart, 'chart'> {
  const values = valuesOf(series);
  const better = BETTER[series.direction];
  const points: ChartPoint[] = [];
  const notes: string[] = [];
  for (const { from, to, setBy } of limitGroups(values.length, { freeze, exclude, rebase })) {
    const setting = setBy.filter((at) => values[at] !== null);
    const judged = judge(placesWithValue(values, from, to), setting);
    if (setting.length < ENOUGH) notes.push(fewNote(from, to, setting.length, judged === null));
    if (judged?.note !== undefined) notes.push(judged.note);
    let place = 0;
    for (const [offset, point] of series.points.slice(from, to).entries()) {
      const value = values[from + offset] ?? null;
      const said =
        judged === null || value === null
          ? { ...NOTHING, center: judged?.center ?? null }
          : saidAt(judged, place++, better);
      points.push(drawn(point, value, said));
    }
  }
  const last = points.findLast(({ kind }) => kind !== null);
  const assurance =
    target === null || last?.lower == null || last.upper === null
      ? null
      : assuranceOf(target, last.lower, last.upper, better);
  return {
    points,
    ...(last?.kind == null ? {} : { variation: last.kind }),
    ...(assurance === null ? {} : { assurance }),
    notes,
  };
}

type Said = Omit<ChartPoint, 'start' | 'value' | 'n'>;

/** What is said of a point of which nothing is known. */
export const NOTHING: Said = { center: null, lower: null, upper: null, signals: [], kind: null };

/** Written out twice rather than spread: a million of these are made. */
export function drawn(point: Series['points'][number], value: number | null, said: Said): ChartPoint {
  const { center, lower, upper, signals, kind } = said;
  const { start } = point;
  return 'n' in point
    ? { start, value, n: point.n, center, lower, upper, signals, kind }
    : { start, value, center, lower, upper, signals, kind };
}

function saidAt({ center, limits, signals: sides }: Judged, place: number, better: Better): Said {
  const { lower = null, upper = null } = limits[place] ?? {};
  const signals = NHS_RULES.filter((rule) => sides[rule][place] !== 0);
  return { center, lower, upper, signals, kind: kindOf(sides, place, better) };
}

export function placesWithValue(values: readonly (number | null)[], from: number, to: number): number[] {
  const places: number[] = [];
  for (let at = from; at < to; at++) if (values[at] !== null) places.push(at);
  return places;
}

function fewNote(from: number, to: number, count: number, none: boolean): string {
  const which = to - from === 1 ? `point ${from}` : `points ${from} to ${to - 1}`;
  const what = `${count} ${count === 1 ? 'value' : 'values'}`;
  return none
    ? `There are no limits of ${which}: ${what} cannot set any.`
    : `The limits of ${which} are set by ${what}: take them for a trial until there are ${ENOUGH}.`;
}
