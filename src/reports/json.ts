import type { RepositoryReport } from '../model/report.js';

/** So many changes are written at once: a piece is some ten kilobytes. */
const ROWS = 100;

/** A report as JSON, in pieces: that of a long history is larger than all that it was made from. */
export function* reportJson(report: RepositoryReport): Generator<string> {
  // The changes come last, so that what stands before and behind them can be told from a report without any.
  const { changes, ...rest } = report;
  const empty = JSON.stringify({ ...rest, changes: [] }, null, 2);
  const end = ']\n}';
  yield empty.slice(0, -end.length);
  for (let from = 0; from < changes.length; from += ROWS) {
    const rows = changes.slice(from, from + ROWS).map((row) => indented(JSON.stringify(row, null, 2)));
    yield `${from === 0 ? '' : ','}\n${rows.join(',\n')}`;
  }
  yield `${changes.length === 0 ? '' : '\n  '}${end}\n`;
}

const indented = (text: string): string => `    ${text.replaceAll('\n', '\n    ')}`;
