import type { TestFirstClass } from '../model/finding.js';
import type { ReportRow, RepositoryReport } from '../model/report.js';
import { referenceOf } from './change.js';
import { chartedOf, practices } from './practices.js';
import { NO_REVIEWS } from './reviews.js';
import { fit, indented } from './terminal.js';
import { besideText } from './text-beside.js';
import { reviewsText } from './text-reviews.js';
import { byWeek, standingText } from './text-trend.js';
import { plainText } from './untrusted.js';
import { CLASS_WORDS, counted, densityWords, kindsWords, ratioWords, refactoringWords } from './words.js';

interface TextOptions {
  /** Columns of the terminal. */
  readonly width: number;
  readonly colour: boolean;
}

/** So many changes fit on a screen; the other formats have all. */
const CHANGES = 10;
const REFACTORED = 5;

const STYLE: Record<TestFirstClass | 'title' | 'quiet', string> = {
  title: '1',
  quiet: '2',
  first: '32',
  with: '36',
  after: '33',
  untested: '31',
  'not-applicable': '2',
};

/** A report for a terminal. */
export function reportText(report: RepositoryReport, { width, colour }: TextOptions): string {
  const paint = (style: keyof typeof STYLE, text: string): string =>
    colour ? `\u001b[${STYLE[style]}m${text}\u001b[0m` : text;
  const title = (text: string): string => paint('title', text);
  const wrap = (text: string): string[] => indented(text, width, '');
  const { repository, counts } = report;
  const head = plainText(`${repository.name} · ${repository.branch} at ${repository.head.slice(0, 8)}`);
  const lines = [
    title(fit(head, width)),
    ...wrap(
      `${counted(counts.changes, 'change')}${report.since === null ? '' : ` since ${report.since}`}, ${counts.eligible.toLocaleString('en-US')} of them with production code to judge`,
    ),
    ...(report.vision === null ? [] : wrap(`Vision: ${plainText(report.vision)}`)),
    ...report.notes.flatMap((note) => wrap(`Note: ${plainText(note)}`)),
  ];
  for (const practice of practices) {
    const own = report.indicators.filter((indicator) => indicator.practice === practice.practice);
    lines.push('', title(practice.title));
    if (practice.practice === 'review-feedback' && report.reviews === null) {
      lines.push(...wrap(NO_REVIEWS));
      continue;
    }
    lines.push(...own.flatMap((indicator) => wrap(`${indicator.title}: ${ratioWords(indicator)}`)));
    if (practice.practice === 'refactoring' && Object.keys(counts.refactoring.kinds).length > 0) {
      lines.push(...wrap(`kinds: ${kindsWords(counts.refactoring.kinds)}`));
      lines.push(...wrap(`density: ${densityWords(counts.refactoring)}`));
    }
    lines.push(...wrap(practice.bound).map((line) => paint('quiet', line)));
    const charted = chartedOf(report, practice);
    lines.push(...charted.flatMap((indicator) => standingText(indicator, width, title)));
    lines.push(...byWeek(charted, width, title));
    if (practice.practice === 'review-feedback' && report.reviews !== null)
      lines.push(...reviewsText(report.reviews, width, title));
  }
  lines.push(...besideText(report, width, title));
  const rows = (
    heading: string,
    of: readonly ReportRow[],
    say: (row: ReportRow) => string,
    words: number,
  ): void => {
    if (of.length === 0) return;
    lines.push('', title(fit(heading, width)));
    for (const row of of) {
      const name = `${referenceOf(row)} ${plainText(row.title)}`;
      const day = row.mergedAt.slice(0, 10);
      // A narrow terminal has two lines a change.
      if (width >= 60) {
        lines.push(`${day}  ${paint(row.class, say(row).padEnd(words))} ${fit(name, width - words - 13)}`);
      } else
        lines.push(`${day}  ${paint(row.class, fit(say(row), width - 12))}`, `  ${fit(name, width - 2)}`);
    }
  };
  const judged = report.changes.filter((row) => row.class !== 'not-applicable');
  const refactored = report.changes.filter(({ refactoring }) => refactoring.class === 'refactored');
  rows('Latest changes with production code', judged.slice(0, CHANGES), (row) => CLASS_WORDS[row.class], 19);
  rows(
    'Latest changes with a refactoring',
    refactored.slice(0, REFACTORED),
    ({ refactoring }) => refactoringWords(refactoring),
    36,
  );
  if (judged.length + refactored.length > 0)
    lines.push('', paint('quiet', fit('holdfast changes shows the evidence of each.', width)));
  return `${lines.join('\n')}\n`;
}
