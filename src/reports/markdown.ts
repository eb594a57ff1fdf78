import type { RepositoryReport } from '../model/report.js';
import { referenceOf } from './change.js';
import { besideMarkdown } from './markdown-beside.js';
import { reviewsMarkdown } from './markdown-reviews.js';
import { tableSection } from './markdown-table.js';
import { overTime, standingMarkdown } from './markdown-trend.js';
import { chartedOf, practices } from './practices.js';
import { NO_REVIEWS } from './reviews.js';
import { markdownCode } from './untrusted.js';
import { CLASS_WORDS, counted, densityWords, kindsWords, ratioWords, refactoringWords } from './words.js';

/** So many changes make a table that is still read. */
const CHANGES = 50;

/** A report as Markdown, as GitHub renders it. */
export function reportMarkdown(report: RepositoryReport): string {
  const { repository, counts, notes, changes } = report;
  const since = report.since === null ? '' : ` since ${report.since}`;
  const judged = changes.filter((row) => row.class !== 'not-applicable');
  const refactored = changes.filter(({ refactoring }) => refactoring.class === 'refactored');
  return [
    `# ${markdownCode(repository.name)}: how its changes are made`,
    '',
    `Branch ${markdownCode(repository.branch)} at ${markdownCode(repository.head.slice(0, 12))}: ${counted(counts.changes, 'change')}${since}, ${counts.eligible} with production code to judge; ${counts.orderVisible} of these show an order.`,
    ...(report.vision === null ? [] : ['', `Vision: ${markdownCode(report.vision)}`]),
    ...notes.flatMap((note) => ['', `> ${markdownCode(note)}`]),
    '',
    ...practices.flatMap((practice) => practiceMarkdown(practice, report)),
    ...besideMarkdown(report),
    ...latest(
      'Latest changes with production code',
      'files: first, with, after, no test',
      judged.map((row) => [
        row.mergedAt.slice(0, 10),
        markdownCode(`${referenceOf(row)} ${row.title}`),
        CLASS_WORDS[row.class],
        `${row.units.first}, ${row.units.with}, ${row.units.after}, ${row.units.untested}`,
      ]),
    ),
    ...latest(
      'Latest changes with a refactoring',
      'kinds',
      refactored.map((row) => [
        row.mergedAt.slice(0, 10),
        markdownCode(`${referenceOf(row)} ${row.title}`),
        refactoringWords(row.refactoring),
        kindsWords(row.refactoring.kinds),
      ]),
    ),
  ].join('\n');
}

function practiceMarkdown(practice: (typeof practices)[number], report: RepositoryReport): string[] {
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

const latest = (title: string, last: string, rows: readonly (readonly string[])[]): string[] =>
  tableSection({
    title,
    head: ['merged', 'change', '', last],
    rows,
    most: CHANGES,
    leftOut: (older) => `${older} older ones are left out here.`,
  });
