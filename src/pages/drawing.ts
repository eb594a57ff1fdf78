import { LineChart, ScatterChart } from 'echarts/charts';
import { GraphicComponent, GridComponent, MarkAreaComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { MARK_ROWS, type PlacedMark, type Plot } from './marks.js';
import type { Span } from './span.js';
import { WEEK } from './span.js';

use([LineChart, ScatterChart, GridComponent, GraphicComponent, MarkAreaComponent, SVGRenderer]);

const WIDTH = 860;
/** Around what is drawn, for the numbers of the axes. */
export const LEFT = 52;
export const RIGHT = 16;
export const BOTTOM = 28;
/** One line of labels. */
const ROW = 15;

/**
 * ECharts wants colours, not variables: these stand for them until the text is made. The page sets the variables, light
 * and dark.
 */
export const COLOURS = {
  quiet: '#010101',
  line: '#020202',
  first: '#030303',
  limit: '#040404',
  baseline: '#050505',
  signal: '#060606',
  ink: '#070707',
  paper: '#080808',
} as const;

export const plotOf = (span: Span): Plot => ({ ...span, left: LEFT, right: WIDTH - RIGHT });

/**
 * SVG without a browser. The same text for the same numbers: ids count from the start under a name of their own, and
 * nothing is animated. No style in it: the page's own policy would refuse it.
 */
export function drawing(option: EChartsCoreOption, height: number, id: string): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  chart.setOption({ animation: false, useUTC: true, textStyle: { fontFamily: 'inherit' }, ...option });
  const svg = chart.renderToSVGString({ useViewBox: true });
  chart.dispose();
  let themed = svg
    .replace(/<style[\s\S]*?<\/style>\s*/g, '')
    .replace(/ (?:class|pointer-events|ecmeta_\w+)="[^"]*"/g, '')
    .replace(/ style="[^"]*?(\d+)px[^"]*"/g, ' font-size="$1"')
    .replaceAll('fill="#000"', 'fill="currentColor"')
    // Ids are counted over the life of the process; a page's must not depend on how many came before.
    .replace(/zr\d+-/g, `${id}-`);
  for (const [name, colour] of Object.entries(COLOURS)) themed = themed.replaceAll(colour, `var(--${name})`);
  return themed;
}

/** An axis of time: months, or days where it is short. */
export function timeAxis({ from, to }: Span): Record<string, unknown> {
  const digits = to - from > 20 * WEEK ? 7 : 10;
  return {
    type: 'time',
    min: from,
    max: to,
    axisLine: { lineStyle: { color: COLOURS.line } },
    axisTick: { show: false },
    axisLabel: {
      color: COLOURS.quiet,
      hideOverlap: true,
      formatter: (time: number) => new Date(time).toISOString().slice(0, digits),
    },
  };
}

/** How high the labels of marks are. */
export const labelHeight = (marks: readonly PlacedMark[]): number =>
  ROW * Math.min(MARK_ROWS, Math.max(0, ...marks.map(({ label }) => (label === null ? 0 : label.row + 1))));

/** How the lines of marks are told apart besides by their labels. */
const DASHES: Record<PlacedMark['kind'], number[] | null> = { rung: null, shift: [2, 3], tried: [7, 4] };

/**
 * Marks as lines with their labels above.
 *
 * @param top where what is drawn begins
 * @param bottom where it ends
 */
export const drawnMarks = (marks: readonly PlacedMark[], top: number, bottom: number): unknown[] =>
  marks.flatMap(({ kind, x, label }) => {
    const above = label === null ? top : top - ROW * label.row - 4;
    return [
      {
        type: 'line',
        silent: true,
        z: 1,
        shape: { x1: x, x2: x, y1: above, y2: bottom },
        style: { stroke: COLOURS.quiet, lineWidth: 1, lineDash: DASHES[kind] ?? 'solid' },
      },
      ...(label === null ? [] : [drawnLabel(label, x, above)]),
    ];
  });

const drawnLabel = (label: NonNullable<PlacedMark['label']>, x: number, y: number): unknown => ({
  type: 'text',
  silent: true,
  z: 10,
  x: label.align === 'left' ? x + 2 : x - 2,
  y,
  style: {
    text: label.text,
    fill: COLOURS.ink,
    // A line of paper around the words keeps them readable where a line crosses them.
    stroke: COLOURS.paper,
    lineWidth: 3,
    fontSize: 11,
    fontFamily: 'inherit',
    align: label.align,
    verticalAlign: 'bottom',
  },
});
