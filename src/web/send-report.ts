import type { Context } from 'hono';
import type { RepositoryReport } from '../model/report.js';
import { reportPage } from '../pages/report.js';
import { reportCsv } from '../reports/csv.js';
import { reportJson } from '../reports/json.js';
import { reportMarkdown } from '../reports/markdown.js';

interface Format {
  readonly name: string;
  /** How an address ends that asks for it. */
  readonly end: string;
  readonly type: string;
  readonly body: (report: RepositoryReport) => string;
}

/** The formats of a report besides its page. */
export const FORMATS: readonly Format[] = [
  { name: 'JSON', end: 'json', type: 'application/json', body: (report) => [...reportJson(report)].join('') },
  { name: 'CSV', end: 'csv', type: 'text/csv; charset=utf-8', body: reportCsv },
  { name: 'Markdown', end: 'md', type: 'text/markdown; charset=utf-8', body: reportMarkdown },
];

/** The format that the end of a name asks for; null for the page. */
export const formatOf = (file: string): Format | null =>
  FORMATS.find(({ end }) => file.endsWith(`.${end}`)) ?? null;

/** @param format null for the page */
export function sendReport(
  context: Context,
  report: RepositoryReport,
  format: Format | null,
  around: Parameters<typeof reportPage>[1],
): Response {
  if (format === null) return context.html(reportPage(report, around)) as Response;
  return context.body(format.body(report), 200, { 'content-type': format.type });
}
