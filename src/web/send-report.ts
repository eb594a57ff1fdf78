import type { Context } from 'hono';
import { stream } from 'hono/streaming';
import { newestFirst, type ReportChanges } from '../jobs/report-changes.js';
import { WITH_EVIDENCE } from '../jobs/report-draft.js';
import type { ReportHead, ReportRow } from '../model/report.js';
import { reportPage } from '../pages/report.js';
import { CSV_HEAD, csvLines } from '../reports/csv.js';
import { ReportJson } from '../reports/json.js';
import { reportMarkdown } from '../reports/markdown.js';

/** A report whose changes are read as they are written. */
interface Whole {
  readonly report: ReportHead;
  readonly changes: ReportChanges;
}

interface Format {
  readonly name: string;
  /** How an address ends that asks for it. */
  readonly end: string;
  readonly type: string;
  readonly body: (whole: Whole) => AsyncIterable<string>;
}

/** The formats of a report besides its page. */
export const FORMATS: readonly Format[] = [
  { name: 'JSON', end: 'json', type: 'application/json', body: json },
  { name: 'CSV', end: 'csv', type: 'text/csv; charset=utf-8', body: csv },
  { name: 'Markdown', end: 'md', type: 'text/markdown; charset=utf-8', body: markdown },
];

/** The format that the end of a name asks for; null for the page. */
export const formatOf = (file: string): Format | null =>
  FORMATS.find(({ end }) => file.endsWith(`.${end}`)) ?? null;

/** @param format null for the page */
export async function sendReport(
  context: Context,
  whole: Whole,
  format: Format | null,
  around: Parameters<typeof reportPage>[1],
): Promise<Response> {
  if (format === null) return context.html(reportPage(await latest(whole), around));
  context.header('content-type', format.type);
  return stream(context, async (to) => {
    for await (const piece of format.body(whole)) await to.write(piece);
  });
}

/** So many changes are read for a page. */
const LATEST = 200;

async function latest({ report, changes }: Whole) {
  const { ids } = await changes.index();
  return { ...report, changes: await changes.rows(ids.slice(-LATEST).reverse()) };
}

async function* json({ report, changes }: Whole): AsyncGenerator<string> {
  const pieces = new ReportJson(report);
  yield pieces.begin;
  let count = 0;
  for await (const row of newestFirst(changes)) {
    yield pieces.rows([count < WITH_EVIDENCE ? row : { ...row, findings: null }]);
    count += 1;
  }
  yield pieces.end();
}

async function* csv({ changes }: Whole): AsyncGenerator<string> {
  yield CSV_HEAD;
  for await (const row of newestFirst(changes)) yield csvLines([row]);
}

async function* markdown({ report, changes }: Whole): AsyncGenerator<string> {
  const rows: ReportRow[] = [];
  for await (const row of newestFirst(changes)) rows.push(row);
  yield reportMarkdown({ ...report, changes: rows });
}
