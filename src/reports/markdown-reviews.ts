import type { ReviewReport } from '../model/review-report.js';
import { DEPTH_GUIDANCE, feedbackGuidance } from './feedback-guidance.js';
import { depthRows, feedbackCells, reviewLines } from './reviews.js';
import { periodName } from './words.js';

/** What is told of review besides its indicators: what became of threads, times, depth by size, and how feedback is given. */
export function reviewsMarkdown(reviews: ReviewReport): string[] {
  const depth = depthRows(reviews);
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    '### What became of it',
    '',
    ...reviewLines(reviews).map(({ label, text }) => `- ${label}: ${text}`),
    '',
    ...(depth.length === 0
      ? []
      : [
          '### Depth by size',
          '',
          row(['size', 'reviewed', '', 'depth']),
          '|---|---|---|---|',
          ...depth.map(row),
          '',
          `> ${DEPTH_GUIDANCE.text} ([${DEPTH_GUIDANCE.source}](${DEPTH_GUIDANCE.link}))`,
          '',
        ]),
    ...(reviews.feedback.length === 0
      ? []
      : [
          '### How feedback is given',
          '',
          row(['period from', 'remarks', ...feedbackGuidance.map(({ title }) => title)]),
          `|---|---:|${feedbackGuidance.map(() => '---:').join('|')}|`,
          ...reviews.feedback.map((period) =>
            row([periodName(period), String(period.remarks), ...feedbackCells(period)]),
          ),
          '',
          ...feedbackGuidance.map(
            ({ title, text, source, link }) => `- ${title}: ${text} ([${source}](${link}))`,
          ),
          '',
        ]),
  ];
}
