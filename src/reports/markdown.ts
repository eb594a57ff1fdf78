import { type ChangeFilter, WHOLE } from '../model/change-query.js';
import type { ReportHead, ReportRow, RepositoryReport } from '../model/report.js';
import { referenceOf } from './change.js';
import { filterWords, isWhole, OF_THE_WHOLE } from './filter.js';
import { besideMarkdown } from './markdown-beside.js';
import { reviewsMarkdown } from './markdown-reviews.js';
import { tableSection } from './markdown-table.js';
import { overTime, standingMarkdown } from './markdown-trend.js';
import { chartedOf, practices } from './practices.js';
import { NO_REVIEWS } from './reviews.js';
import { markdownCode, markdownProse } from './untrusted.js';
import { CLASS_WORDS, counted, densityWords, kindsWords, ratioWords, refactoringWords } from './words.js';

/** So many changes make a table that is still read. */
const CHANGES = 50;

/** The newest changes of a kind, and how many there are of it in all. */
export interface LatestChanges {
  readonly rows: readonly ReportRow[];
  readonly total: number;
}

interface Latest {
  readonly filter: ChangeFilter;
  readonly judged: LatestChanges;
  readonly refactored: LatestChanges;
}

/** A report as Markdown, as GitHub renders it. */
export function reportMarkdown(report: ReportHead, { filter, judged, refactored }: Latest): string {
  const { repository, counts, notes } = report;
  const since = report.since === null ? '' : ` since ${report.since}`;
  return [
    `# ${markdownCode(repository.name)}: how its changes are made`,
    '',
    `Branch ${markdownCode(repository.branch)} at ${markdownCode(repository.head.slice(0, 12))}: ${counted(counts.changes, 'change')}${since}, ${counts.eligible} with production code to judge; ${counts.orderVisible} of these show an order.`,
    ...(report.vision === null ? [] : ['', `Vision: ${markdownCode(report.vision)}`]),
    ...(isWhole(filter) ? [] : ['', `> Shown: ${markdownProse(filterWords(filter))}. ${OF_THE_WHOLE}`]),
    ...notes.flatMap((note) => ['', `> ${markdownCode(note)}`]),
    '',
    ...practices.flatMap((practice) => practiceMarkdown(practice, report)),
    ...besideMarkdown(report),
    ...latest(
      'Latest changes with production code',
      'files: first, with, after, no test',
      judged.total,
      judged.rows.map((row) => [
        row.mergedAt.slice(0, 10),
        markdownCode(`${referenceOf(row)} ${row.title}`),
        CLASS_WORDS[row.class],
        `${row.units.first}, ${row.units.with}, ${row.units.after}, ${row.units.untested}`,
      ]),
    ),
    ...latest(
      'Latest changes with a refactoring',
      'kinds',
      refactored.total,
      refactored.rows.map((row) => [
        row.mergedAt.slice(0, 10),
        markdownCode(`${referenceOf(row)} ${row.title}`),
        refactoringWords(row.refactoring),
        kindsWords(row.refactoring.kinds),
      ]),
    ),
  ].join('\n');
}

function practiceMarkdown(practice: (typeof practices)[number], report: ReportHead): string[] {
  const { indicators, counts, reviews } = report;
  const isReview = practice.practice === 'review-feedback';
  if (isReview && reviews === null) return [`## ${practice.title}`, '', NO_REVIEWS, ''];
  return [
    `## ${practice.title}`,
    '',
    '| indicator | |',
    '|---|---|',
    ...indicators
      .filter((indicator) => indicator.practice === practice.practice)
      .map((indicator) => `| ${indicator.title} | ${ratioWords(indicator)} |`),
    '',
    ...(practice.practice === 'refactoring' && Object.keys(counts.refactoring.kinds).length > 0
      ? [`Found: ${kindsWords(counts.refactoring.kinds)} (${densityWords(counts.refactoring)}).`, '']
      : []),
    `> ${practice.bound}`,
    '',
    ...chartedOf(report, practice).flatMap(standingMarkdown),
    ...overTime(chartedOf(report, practice)),
    ...(isReview && reviews !== null ? reviewsMarkdown(reviews) : []),
  ];
}

const latest = (title: string, last: string, total: number, rows: readonly (readonly string[])[]): string[] =>
  tableSection({
    title,
    head: ['merged', 'change', '', last],
    rows,
    most: CHANGES,
    total,
    leftOut: (older) => `${older} older ones are left out here.`,
  });

/** The same of a report that has its changes. */
export const wholeMarkdown = ({ changes, ...head }: RepositoryReport): string => {
  const judged = changes.filter((row) => row.class !== 'not-applicable');
  const refactored = changes.filter(({ refactoring }) => refactoring.class === 'refactored');
  return reportMarkdown(head, {
    filter: WHOLE,
    judged: { rows: judged, total: judged.length },
    refactored: { rows: refactored, total: refactored.length },
  });
};
