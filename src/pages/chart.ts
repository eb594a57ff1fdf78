import { LineChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Trend } from '../model/period.js';

use([LineChart, GridComponent, SVGRenderer]);

const WIDTH = 860;
const HEIGHT = 260;

/** Colours that the page sets, light and dark; the chart only names them. */
const SERIES = ['--first', '--accompanied'] as const;

interface ChartSeries {
  readonly name: string;
  readonly trend: Pick<Trend, 'periods'>;
}

/**
 * Ratios over time as SVG, made without a browser. The same text for the same numbers: ids count from the start, and
 * nothing is animated. Periods with too few changes leave a gap.
 */
export function trendChart(series: readonly ChartSeries[]): string {
  const periods = series[0]?.trend.periods ?? [];
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT });
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: 'inherit' },
    grid: { left: 48, right: 16, top: 12, bottom: 28 },
    xAxis: {
      type: 'category',
      data: periods.map(({ start }) => start),
      axisLine: { lineStyle: { color: '#020202' } },
      axisTick: { show: false },
      axisLabel: { color: '#010101', hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: 100,
      axisLabel: { formatter: '{value}%', color: '#010101' },
      splitLine: { lineStyle: { color: '#020202' } },
    },
    series: series.map(({ name, trend }, at) => ({
      type: 'line',
      name,
      data: trend.periods.map(({ x, n, enough }) => (enough ? Math.round((1000 * x) / n) / 10 : null)),
      symbol: at === 0 ? 'circle' : 'rect',
      symbolSize: periods.length > 60 ? 3 : 6,
      lineStyle: { width: 2, color: PLACEHOLDERS[at], type: at === 0 ? 'solid' : 'dashed' },
      itemStyle: { color: PLACEHOLDERS[at] },
    })),
  });
  const svg = chart.renderToSVGString({ useViewBox: true });
  chart.dispose();
  return themed(svg);
}

/** ECharts wants colours, not variables: these stand for them until the text is made. */
const PLACEHOLDERS = ['#030303', '#040404'];

const themed = (svg: string): string =>
  svg
    .replaceAll('#010101', 'var(--quiet)')
    .replaceAll('#020202', 'var(--line)')
    .replaceAll('#030303', `var(${SERIES[0]})`)
    .replaceAll('#040404', `var(${SERIES[1]})`)
    // A style in an attribute would be refused by the page's own policy.
    .replace(/ style="font-size:(\d+)px;font-family:inherit;"/g, ' font-size="$1"')
    // Ids are counted over the life of the process; a page's must not depend on how many came before.
    .replace(/zr\d+-/g, 'chart-');
