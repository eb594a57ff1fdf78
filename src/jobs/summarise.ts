import type { ReportHead } from '../model/report.js';
import { type Summary, summaryOf } from '../reports/summary.js';
import { latelyOf } from '../trends/lately.js';

/** The summary of a report, with how each practice stands lately. */
export const summarise = (report: ReportHead): Summary => summaryOf(report, latelyOf);
