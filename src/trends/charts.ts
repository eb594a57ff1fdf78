import type { Chart, ChartName, ChartOptions } from '../model/chart.js';
import type { RatioPoint, Series } from '../model/series.js';
import { changePointChart } from './change-point-chart.js';
import { gapNotes } from './gaps.js';
import { ladderChart } from './ladder-chart.js';
import { ratioChart, xmrChart } from './limit-charts.js';

type Draw = (series: Series, options: ChartOptions) => Omit<Chart, 'chart'>;

/** How each chart is drawn. Which options it takes is told in `model/chart`. */
const DRAW: Record<ChartName, Draw> = {
  ladder: (series, options) => ladderChart(shares(series), series, options),
  xmr: xmrChart,
  p: (series, options) => ratioChart(shares(series), series, options, { laney: false }),
  'p-prime': (series, options) => ratioChart(shares(series), series, options, { laney: true }),
  'change-points': changePointChart,
};

/** Which chart suits a series: the ladder shares that have a better way, p′ others, XmR measurements. */
export const usualChart = ({ kind, direction }: Series): ChartName =>
  kind === 'measurement' ? 'xmr' : direction === 'neutral' ? 'p-prime' : 'ladder';

/** @throws RangeError for a chart of shares when the series has none */
export function chartOf(name: ChartName, series: Series, options: ChartOptions): Chart {
  const { notes, ...rest } = DRAW[name](series, options);
  return { chart: name, ...rest, notes: [...gapNotes(series), ...notes] };
}

function shares(series: Series): readonly RatioPoint[] {
  if (series.kind !== 'ratio') throw new RangeError('measurements are no shares');
  return series.points;
}
