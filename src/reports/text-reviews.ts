import type { ReviewReport } from '../model/review-report.js';
import { DEPTH_GUIDANCE, feedbackGuidance } from './feedback-guidance.js';
import { depthRows, feedbackCells, reviewLines } from './reviews.js';
import { fit, indented } from './terminal.js';
import { counted, periodName } from './words.js';

/** So many periods fit on a screen; the other formats have all. */
const PERIODS = 12;

/** What is told of review besides its indicators: what became of threads, times, depth by size, and how feedback is given. */
export function reviewsText(reviews: ReviewReport, width: number, title: (text: string) => string): string[] {
  const depth = depthRows(reviews);
  const periods = reviews.feedback.slice(-PERIODS);
  const list = (text: string): string[] => indented(text, width, '  ', '    ');
  return [
    '',
    title(fit('What became of it', width)),
    ...reviewLines(reviews).flatMap(({ label, text }) => list(`${label}: ${text}`)),
    ...(depth.length === 0 ? [] : ['', title(fit('Depth by size', width))]),
    ...depth.flatMap((cells) => list(cells.filter(Boolean).join(' · '))),
    ...(depth.length === 0 ? [] : list(`${DEPTH_GUIDANCE.text} (${DEPTH_GUIDANCE.source})`)),
    ...(periods.length === 0 ? [] : ['', title(fit('How feedback is given', width))]),
    ...periods.flatMap((period) => {
      const cells = feedbackCells(period).map((share, at) => `${share} ${feedbackGuidance[at]?.title}`);
      return list(`${periodName(period)}  ${counted(period.remarks, 'remark')}: ${cells.join(', ')}`);
    }),
    ...(periods.length === 0
      ? []
      : feedbackGuidance.flatMap(({ title: about, text, source }) => list(`${about}: ${text} (${source})`))),
  ];
}
