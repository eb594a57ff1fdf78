import type { Chart } from '../model/chart.js';

/** So many points are written at once. */
const ROWS = 1000;

/** A chart as JSON, one point a line, in pieces: a million points are a long text. Numbers are not rounded. */
export function* chartJson({ chart, points, ...rest }: Chart): Generator<string> {
  yield `{\n  "chart": ${JSON.stringify(chart)},\n  "points": [`;
  for (let from = 0; from < points.length; from += ROWS) {
    const rows = points.slice(from, from + ROWS).map((point) => `    ${JSON.stringify(point)}`);
    yield `${from === 0 ? '' : ','}\n${rows.join(',\n')}`;
  }
  const after = JSON.stringify(rest, null, 2).slice(1);
  yield `\n  ],${after}\n`;
}
