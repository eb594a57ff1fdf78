import type { ChangeFilter } from '../model/change-query.js';
import type { ReportHead, ReportRow, RepositoryReport } from '../model/report.js';

/** So many changes are written at once: a piece is some ten kilobytes. */
const ROWS = 100;

/** A report as JSON, in pieces: that of a long history is larger than all that it was made from. */
export function* reportJson({ changes, ...head }: RepositoryReport): Generator<string> {
  const pieces = new ReportJson(head);
  yield pieces.begin;
  for (let from = 0; from < changes.length; from += ROWS) yield pieces.rows(changes.slice(from, from + ROWS));
  yield pieces.end();
}

/** The same for changes that are read while it is written: `begin`, what `rows` gives in their order, and `end()`. */
export class ReportJson {
  readonly begin: string;
  #count = 0;

  /** @param head what else is in it is written with it */
  constructor(head: ReportHead & { readonly filter?: ChangeFilter }) {
    // The changes come last, so that what stands before and behind them can be told from a report without any.
    this.begin = JSON.stringify({ ...head, changes: [] }, null, 2).slice(0, -END.length);
  }

  rows(rows: readonly ReportRow[]): string {
    if (rows.length === 0) return '';
    const text = `${this.#count === 0 ? '' : ','}\n${rows.map((row) => indented(JSON.stringify(row, null, 2))).join(',\n')}`;
    this.#count += rows.length;
    return text;
  }

  end(): string {
    return `${this.#count === 0 ? '' : '\n  '}${END}\n`;
  }
}

const END = ']\n}';

const indented = (text: string): string => `    ${text.replaceAll('\n', '\n    ')}`;
