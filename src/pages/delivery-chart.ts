import type { DeliveryMeasure } from '../reports/delivery.js';
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
import { type Span, timeOf, WEEK } from './span.js';

interface DeliveryOptions {
  readonly id: string;
  /** The Monday of each value. */
  readonly starts: readonly string[];
  readonly span: Span;
  readonly marks: readonly DateMark[];
}

/** One measure, and the space above it for its title. */
const PANEL = 64;
const TITLE = 32;

/** Measures of delivery one below the other, on the time axis of the practices, with what was tried. */
export function deliveryChart(
  measures: readonly DeliveryMeasure[],
  { id, starts, span, marks }: DeliveryOptions,
): string {
  const placed = placeMarks(marks, plotOf(span));
  const labels = labelHeight(placed);
  const topOf = (at: number): number => labels + TITLE + at * (PANEL + TITLE);
  const bottom = topOf(measures.length - 1) + PANEL;
  return drawing(
    {
      grid: measures.map((_, at) => ({ left: LEFT, right: RIGHT, top: topOf(at), height: PANEL })),
      xAxis: measures.map((_, at) => {
        const axis = timeAxis(span);
        return { ...axis, gridIndex: at, ...(at < measures.length - 1 && { axisLabel: { show: false } }) };
      }),
      yAxis: measures.map(({ most, say }, at) => ({
        type: 'value',
        gridIndex: at,
        min: 0,
        max: most || 1,
        interval: most || 1,
        axisLabel: { color: COLOURS.quiet, formatter: say },
        splitLine: { lineStyle: { color: COLOURS.line } },
      })),
      graphic: {
        elements: [
          ...drawnMarks(placed, labels, bottom),
          ...measures.map(({ title }, at) => ({
            type: 'text',
            silent: true,
            z: 10,
            x: LEFT,
            y: topOf(at) - 5,
            style: {
              text: title,
              fill: COLOURS.ink,
              stroke: COLOURS.paper,
              lineWidth: 3,
              fontSize: 12,
              fontFamily: 'inherit',
              verticalAlign: 'bottom',
            },
          })),
        ],
      },
      series: measures.map(({ values }, at) => ({
        type: 'line',
        xAxisIndex: at,
        yAxisIndex: at,
        symbol: 'circle',
        symbolSize: 3,
        showAllSymbol: true,
        data: values.map((value, week) => [timeOf(starts[week] ?? '') + WEEK / 2, value]),
        lineStyle: { width: 1.5, color: COLOURS.first },
        itemStyle: { color: COLOURS.first },
      })),
    },
    bottom + BOTTOM,
    id,
  );
}
