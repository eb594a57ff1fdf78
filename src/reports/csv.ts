import type { ReportRow, RepositoryReport } from '../model/report.js';
import { csvCell } from './untrusted.js';
import { countingOf } from './words.js';

const COLUMNS = [
  'merged_at',
  'id',
  'kind',
  'number',
  'title',
  'commits',
  'class',
  'order_visible',
  'files_first',
  'files_with',
  'files_after',
  'files_untested',
  'refactoring',
  'refactoring_tidy',
  'refactorings',
  'review',
  'review_threads',
  'review_threads_asking',
  'review_threads_led_to_something',
] as const;

/** Every change of a report, one a line, newest first (RFC 4180). */
export const reportCsv = ({ changes }: RepositoryReport): string => `${CSV_HEAD}${csvLines(changes)}`;

export const CSV_HEAD = `${COLUMNS.join(',')}\r\n`;

export const csvLines = (rows: readonly ReportRow[]): string => rows.map(csvLine).join('');

const csvLine = (row: ReportRow): string =>
  `${[
    row.mergedAt,
    row.id,
    row.kind,
    row.number ?? '',
    row.title,
    row.commits,
    row.class,
    row.orderVisible,
    row.units.first,
    row.units.with,
    row.units.after,
    row.units.untested,
    row.refactoring.class,
    row.refactoring.pure ?? '',
    countingOf(row.refactoring.kinds),
    row.review?.class ?? '',
    row.review?.threads ?? '',
    row.review?.asking ?? '',
    row.review?.ledTo ?? '',
  ]
    .map(csvCell)
    .join(',')}\r\n`;
