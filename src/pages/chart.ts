import type { Trend } from '../model/period.js';
import {
  BOTTOM,
  COLOURS,
  drawing,
  drawnMarks,
  LEFT,
  labelHeight,
  plotOf,
  RIGHT,
  timeAxis,
} from './drawing.js';
import { type DateMark, placeMarks } from './marks.js';
import { type Span, spanOfPeriod, timeOf, WEEK } from './span.js';

interface ChartOptions {
  /** Names what is in the chart; another one for each chart of a page. */
  readonly id: string;
  readonly span: Span;
  readonly marks: readonly DateMark[];
}

/** How high the plot is, and what is above it besides labels. */
const HEIGHT = 220;
const ABOVE = 14;
/** Points of five years of weeks are small, so that each is still seen. */
const DENSE = 80;
/** Over a longer pause no line is drawn: it would tell of weeks in which nothing was counted. */
const PAUSE = 4 * WEEK;

type Point = [time: number, percent: number | null];

const percentOf = (share: number): number => Math.round(1000 * share) / 10;

/**
 * A share over time: its points, the baseline with its centre and limits, signals beyond chance, and marks. Periods with
 * too few changes leave a gap.
 */
export function trendChart(
  { periods, baseline }: Pick<Trend, 'periods' | 'baseline'>,
  { id, span, marks }: ChartOptions,
): string {
  const placed = placeMarks(marks, plotOf(span));
  const top = labelHeight(placed) + ABOVE;
  const size = periods.length > DENSE ? 3 : 6;
  return drawing(
    {
      grid: { left: LEFT, right: RIGHT, top, height: HEIGHT },
      xAxis: timeAxis(span),
      yAxis: {
        type: 'value',
        min: 0,
        max: 100,
        axisLabel: { formatter: '{value}%', color: COLOURS.quiet },
        splitLine: { lineStyle: { color: COLOURS.line } },
      },
      graphic: { elements: drawnMarks(placed, top, top + HEIGHT) },
      series: [
        {
          type: 'line',
          z: 3,
          data: pointsOf(periods),
          symbol: 'circle',
          symbolSize: size,
          showAllSymbol: true,
          lineStyle: { width: periods.length > DENSE ? 1 : 1.5, color: COLOURS.first },
          itemStyle: { color: COLOURS.first },
          ...(baseline !== null && { markArea: shaded(periods, baseline) }),
        },
        ...limitsOf(periods),
        ...(['above', 'below'] as const).map((side) => ({
          type: 'scatter',
          z: 4,
          data: signalsOf(periods, side),
          symbol: 'triangle',
          symbolRotate: side === 'above' ? 0 : 180,
          symbolSize: size + 5,
          itemStyle: { color: COLOURS.signal, opacity: 1 },
        })),
      ],
    },
    top + HEIGHT + BOTTOM,
    id,
  );
}

/** A period stands in its middle. */
function middleOf(period: Trend['periods'][number]): number {
  const { from, to } = spanOfPeriod(period);
  return (from + to) / 2;
}

function pointsOf(periods: Trend['periods']): Point[] {
  return periods.flatMap((period, at): Point[] => {
    const { from } = spanOfPeriod(period);
    const before = periods[at - 1];
    const isLate = before !== undefined && from - spanOfPeriod(before).to > PAUSE;
    const point: Point = [middleOf(period), period.enough ? percentOf(period.x / period.n) : null];
    return isLate ? [[from, null], point] : [point];
  });
}

const signalsOf = (periods: Trend['periods'], side: 'above' | 'below'): Point[] =>
  periods
    .filter(({ enough, signal }) => enough && signal === side)
    .map((period) => [middleOf(period), percentOf(period.x / period.n)]);

/** The centre as a line, the limits as steps: they are wider where there were fewer changes. */
function limitsOf(periods: Trend['periods']): unknown[] {
  if (!periods.some(({ limits }) => limits !== null)) return [];
  return (['center', 'lower', 'upper'] as const).map((name) => ({
    type: 'line',
    z: 2,
    symbol: 'none',
    data: stepsOf(periods, name),
    lineStyle: { width: 1, color: COLOURS.limit, type: name === 'center' ? 'solid' : [3, 3] },
  }));
}

function stepsOf(periods: Trend['periods'], name: 'center' | 'lower' | 'upper'): Point[] {
  const points: Point[] = [];
  let end: number | null = null;
  for (const period of periods) {
    if (period.limits === null) continue;
    const { from, to } = spanOfPeriod(period);
    const value = percentOf(period.limits[name]);
    // The centre holds where nothing was counted; limits would have to be of some number of changes.
    if (end !== null && end < from && name !== 'center') points.push([end, null]);
    const [before, last] = points.slice(-2);
    if (before?.[1] === value && last?.[1] === value) points.pop();
    else points.push([from, value]);
    points.push([to, value]);
    end = to;
  }
  return points;
}

function shaded(periods: Trend['periods'], { from, to }: NonNullable<Trend['baseline']>): unknown {
  const last = periods.find(({ start }) => start === to);
  const end = last === undefined ? timeOf(to) + WEEK : spanOfPeriod(last).to;
  return {
    silent: true,
    itemStyle: { color: COLOURS.baseline },
    label: { show: true, position: 'insideTopLeft', color: COLOURS.quiet, fontSize: 11 },
    data: [[{ name: 'baseline', xAxis: timeOf(from) }, { xAxis: end }]],
  };
}
