import {
  type Chart,
  type ChartName,
  type ChartOptions,
  type ChartUse,
  charts,
  defaultChartOptions,
} from '../model/chart.js';
import type { Series } from '../model/series.js';
import { parseSeries } from '../settings/series.js';
import { chartOf, usualChart } from '../trends/charts.js';
import { readText } from './read-text.js';

export interface ChartRequest {
  /** Null: the one that suits the series. */
  readonly chart: ChartName | null;
  readonly options: Partial<ChartOptions>;
}

type Charted =
  | { readonly kind: 'chart'; readonly chart: Chart }
  /** Why there is no text, as what follows its name in a sentence. */
  | { readonly kind: 'unreadable'; readonly why: string }
  /** All that is wrong in the series. */
  | { readonly kind: 'wrong'; readonly problems: readonly string[] }
  /** Why this series cannot be drawn as it was asked. */
  | { readonly kind: 'misfit'; readonly why: string };

/** Reads a series, and draws its chart. */
export async function chartSeries(
  stream: AsyncIterable<Uint8Array>,
  request: ChartRequest,
): Promise<Charted> {
  const read = await readText(stream);
  if ('why' in read) return { kind: 'unreadable', why: read.why };
  const parsed = parseSeries(read.text);
  if (parsed.kind === 'wrong') return parsed;
  const { series, notes } = parsed;
  const name = request.chart ?? usualChart(series);
  const options = { ...defaultChartOptions, ...request.options };
  const why = misfit(name, series, request.options);
  if (why !== null) return { kind: 'misfit', why };
  const chart = chartOf(name, series, options);
  return { kind: 'chart', chart: { ...chart, notes: [...notes, ...chart.notes] } };
}

function misfit(name: ChartName, series: Series, options: ChartRequest['options']): string | null {
  const { ofShares, hasBetter = false, takes }: ChartUse = charts[name];
  if (ofShares && series.kind !== 'ratio') {
    return `--chart ${name} is of shares, with x and n in each point: xmr and change-points take values`;
  }
  if (hasBetter && series.direction === 'neutral') {
    return `--chart ${name} needs a direction in the series, up or down: where neither way is better nothing can be won`;
  }
  const foreign = Object.keys(options).find((option) => !(takes as readonly string[]).includes(option));
  if (foreign !== undefined) {
    const takers = Object.entries(charts).filter((it) =>
      (it[1].takes as readonly string[]).includes(foreign),
    );
    return `--${words(foreign)} is for --chart ${takers.map(([taker]) => taker).join(', ')}, not ${name}`;
  }
  const last = series.points.length - 1;
  for (const option of ['exclude', 'rebase'] as const) {
    const beyond = options[option]?.find((at) => at > last);
    if (beyond !== undefined) return `--${option} ${beyond} is beyond the last point, which is ${last}`;
  }
  return null;
}

/** An option as the command line spells it. */
const words = (option: string): string => option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
