import type { Trend } from '../model/period.js';
import { percent } from '../reports/words.js';
import {
  acrossOf,
  BOTTOM,
  box,
  dot,
  drawing,
  drawnMarks,
  labelHeight,
  levels,
  line,
  type Place,
  plotOf,
  timeAxis,
  triangle,
  words,
} from './drawing.js';
import { type DateMark, type Plot, placeMarks } from './marks.js';
import { type Span, spanOfPeriod, timeOf, WEEK } from './span.js';

interface ChartOptions {
  readonly span: Span;
  readonly marks: readonly DateMark[];
}

type Periods = Trend['periods'];

/** How high the plot is, and what is above it besides labels. */
const HEIGHT = 220;
const ABOVE = 14;
/** Points of five years of weeks are small, so that each is still seen. */
const DENSE = 80;
/** Over a longer pause no line is drawn: it would tell of weeks in which nothing was counted. */
const PAUSE = 4 * WEEK;

/** Where time and share stand in a plot. */
interface Frame extends Plot {
  readonly top: number;
  readonly bottom: number;
  readonly across: (time: number) => number;
  readonly up: (share: number) => number;
}

/**
 * A share over time: its points, the baseline with its centre and limits, signals beyond chance, and marks. Periods with
 * too few changes leave a gap.
 */
export function trendChart(
  { periods, baseline }: Pick<Trend, 'periods' | 'baseline'>,
  { span, marks }: ChartOptions,
): string {
  const plot = plotOf(span);
  const placed = placeMarks(marks, plot);
  const top = labelHeight(placed) + ABOVE;
  const bottom = top + HEIGHT;
  const frame: Frame = {
    ...plot,
    top,
    bottom,
    across: acrossOf(plot),
    up: (share) => bottom - share * HEIGHT,
  };
  const inside = periods.filter((period) => {
    const { from, to } = spanOfPeriod(period);
    return to > span.from && from < span.to;
  });
  const isDense = inside.length > DENSE;
  return drawing(
    [
      levels(
        plot,
        [0, 0.25, 0.5, 0.75, 1].map((share) => ({ y: frame.up(share), says: percent(share) })),
      ),
      baseline === null ? '' : shaded(periods, baseline, frame),
      timeAxis(plot, bottom),
      drawnMarks(placed, top, bottom),
      ...limitsOf(inside, frame),
      line(placesOf(inside, frame), { colour: 'first', width: isDense ? 1 : 1.5 }),
      ...inside.filter(({ enough }) => enough).map((period) => point(period, frame, isDense ? 2 : 3.2)),
      ...inside
        .filter(({ enough, signal }) => enough && signal !== null)
        .map((period) =>
          triangle(placeOf(period, frame), isDense ? 3.5 : 5, period.signal === 'above' ? 'up' : 'down'),
        ),
    ],
    bottom + BOTTOM,
  );
}

/** A period stands in its middle, or in that of what is shown of it. */
function placeOf(period: Periods[number], { from, to, across, up }: Frame): [number, number] {
  const span = spanOfPeriod(period);
  const middle = (Math.max(from, span.from) + Math.min(to, span.to)) / 2;
  return [across(middle), up(period.x / period.n)];
}

function placesOf(periods: Periods, frame: Frame): Place[] {
  return periods.flatMap((period, at): Place[] => {
    const before = periods[at - 1];
    const isLate = before !== undefined && spanOfPeriod(period).from - spanOfPeriod(before).to > PAUSE;
    const place = period.enough ? placeOf(period, frame) : null;
    return isLate ? [null, place] : [place];
  });
}

function point(period: Periods[number], frame: Frame, radius: number): string {
  const { start, weeks, x, n, lower, upper } = period;
  const says = `${start}${weeks === 1 ? '' : ` (${weeks} weeks)`}: ${x} of ${n}, ${percent(x / n)} (95%: ${percent(lower)}–${percent(upper)})`;
  return dot(placeOf(period, frame), radius, 'first', { says, data: `${start} ${weeks}` });
}

/** The centre as a line, the limits as steps: they are wider where there were fewer changes. */
function limitsOf(periods: Periods, frame: Frame): string[] {
  if (!periods.some(({ limits }) => limits !== null)) return [];
  return (['center', 'lower', 'upper'] as const).map((name) =>
    line(stepsOf(periods, name, frame), { colour: 'limit', dash: name === 'center' ? null : '3 3' }),
  );
}

function stepsOf(periods: Periods, name: 'center' | 'lower' | 'upper', frame: Frame): Place[] {
  const places: Place[] = [];
  let end: number | null = null;
  for (const period of periods) {
    if (period.limits === null) continue;
    const { from, to } = spanOfPeriod(period);
    const [left, right] = [Math.max(from, frame.from), Math.min(to, frame.to)];
    const y = frame.up(period.limits[name]);
    // The centre holds where nothing was counted; limits would have to be of some number of changes.
    if (end !== null && end < from && name !== 'center') places.push(null);
    const [before, last] = places.slice(-2);
    if (before?.[1] === y && last?.[1] === y) places.pop();
    else places.push([frame.across(left), y]);
    places.push([frame.across(right), y]);
    end = to;
  }
  return places;
}

function shaded(periods: Periods, { from, to }: NonNullable<Trend['baseline']>, frame: Frame): string {
  const last = periods.find(({ start }) => start === to);
  const end = Math.min(frame.to, last === undefined ? timeOf(to) + WEEK : spanOfPeriod(last).to);
  const begin = Math.max(frame.from, timeOf(from));
  if (end <= begin) return '';
  const left = frame.across(begin);
  return `${box([left, frame.top], [frame.across(end) - left, frame.bottom - frame.top], 'baseline')}${words([left + 4, frame.top + 13], 'baseline', { size: 11 })}`;
}
