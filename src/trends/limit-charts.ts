import type { Chart, ChartOptions } from '../model/chart.js';
import type { RatioPoint, Series } from '../model/series.js';
import { nhsSignals } from '../statistics/nhs-rules.js';
import { ratioBaseline, ratioLimits } from '../statistics/ratio.js';
import { ratioSignals } from '../statistics/ratio-rules.js';
import { xmrLimits } from '../statistics/xmr.js';
import { valuesOf, withLimits } from './limits.js';

const NEVER_DIFFERS =
  'What sets the limits never differs: the limits are one line, and whatever is off it is outside.';

/** Single values, measurements or shares, by the rules of the NHS. */
export function xmrChart(series: Series, options: ChartOptions): Omit<Chart, 'chart'> {
  const values = valuesOf(series);
  const at = (places: readonly number[]): number[] => places.map((place) => values[place] ?? 0);
  return withLimits(series, options, (shown, setBy) => {
    const limits = xmrLimits(at(setBy), options);
    if (limits === null) return null;
    const { center, lower, upper, meanRange } = limits;
    return {
      center,
      limits: shown.map(() => ({ lower, upper })),
      signals: nhsSignals(at(shown), limits),
      ...(meanRange === 0 ? { note: NEVER_DIFFERS } : {}),
    };
  });
}

/** Shares of few cases, by exact chances. */
export function ratioChart(
  points: readonly RatioPoint[],
  series: Series,
  options: ChartOptions,
  { laney }: { readonly laney: boolean },
): Omit<Chart, 'chart'> {
  const hits = (places: readonly number[]): number[] => places.map((place) => points[place]?.x ?? 0);
  const cases = (places: readonly number[]): number[] => places.map((place) => points[place]?.n ?? 0);
  return withLimits(series, options, (shown, setBy) => {
    const baseline = ratioBaseline(hits(setBy), cases(setBy), { laney });
    if (baseline === null) return null;
    return {
      center: baseline.center,
      limits: cases(shown).map((n) => ratioLimits(baseline, n)),
      signals: ratioSignals(hits(shown), cases(shown), baseline),
    };
  });
}
