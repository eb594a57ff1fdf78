import type { Chart, ChartOptions } from '../model/chart.js';
import type { Series } from '../model/series.js';
import { changePoints } from '../statistics/change-points.js';
import { mean } from '../statistics/mean.js';
import { drawn, NOTHING, placesWithValue, valuesOf } from './limits.js';

/** The levels of a series, and when one gave way to the next. It dates a shift, and says nothing of what is usual. */
export function changePointChart(series: Series, options: ChartOptions): Omit<Chart, 'chart'> {
  const all = valuesOf(series);
  const places = placesWithValue(all, 0, all.length);
  const values = places.map((place) => all[place] ?? 0);
  const found = changePoints(values, options);
  const centers = new Array<number | null>(all.length).fill(null);
  const borders = [0, ...found.map(({ index }) => index), values.length];
  for (const [stretch, from] of borders.slice(0, -1).entries()) {
    const to = borders[stretch + 1] ?? values.length;
    const center = mean(values.slice(from, to));
    for (const place of places.slice(from, to)) centers[place] = center;
  }
  return {
    points: series.points.map((point, at) =>
      drawn(point, all[at] ?? null, { ...NOTHING, center: centers[at] ?? null }),
    ),
    changePoints: found.map(({ index, ...rest }) => {
      const place = places[index] ?? 0;
      return { index: place, start: series.points[place]?.start ?? null, ...rest };
    }),
    notes: [],
  };
}
