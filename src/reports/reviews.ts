import {
  type Became,
  type FeedbackThread,
  isTakenUp,
  type ReviewFeedbackFinding,
} from '../model/review-feedback.js';
import type { DepthBand, FeedbackPeriod, ReviewReport, Share, Times } from '../model/review-report.js';
import { feedbackGuidance } from './feedback-guidance.js';
import { counted, percent } from './words.js';

/** Said once where nothing is known, instead of a share of nothing. */
export const NO_REVIEWS =
  'Not applicable: no reviews are known here. Git holds none: the app reads them from GitHub, and a command by --reviews FILE.';

/** What became of a thread, as people read it. */
export const BECAME_WORDS: Record<Became, string> = {
  'suggestion-applied': 'suggestion applied',
  'line-changed': 'changed near the line',
  'file-changed': 'the file changed',
  answered: 'answered',
  'resolved-only': 'resolved, no more',
  'outdated-only': 'outdated, no more',
  unaddressed: 'nothing seen yet',
  unknown: 'not known: its commit is gone',
};

/** So many threads of one change are told where people read; the JSON has all of them. */
const TOLD = 40;

/** `src/a.ts:10: changed near the line (1a2b3c4d)`: what became of it, and nothing of what it says or who said it. */
export const threadLine = ({ path, line, became, by, resolved }: FeedbackThread): string =>
  `${path}${line === null ? '' : `:${line}`}: ${BECAME_WORDS[became]}${by === null ? '' : ` (${by.slice(0, 8)})`}${resolved && became !== 'resolved-only' ? ', resolved' : ''}`;

export function threadLines(threads: readonly FeedbackThread[]): string[] {
  const lines = threads.slice(0, TOLD).map(threadLine);
  return threads.length > TOLD ? [...lines, `and ${threads.length - TOLD} more threads`] : lines;
}

export const openThreads = ({ threads }: ReviewFeedbackFinding): readonly FeedbackThread[] =>
  threads.filter(({ resolved }) => !resolved);

/** `review: 2 of 3 threads led to something`. */
export function reviewTitle(finding: ReviewFeedbackFinding): string | null {
  const { class: name, threads, merged } = finding;
  if (name === 'not-applicable') return null;
  if (name === 'unreviewed') return merged ? 'review: none' : 'review: none yet';
  const { x, n } = ledTo(finding);
  if (n > 0) return `review: ${x} of ${counted(n, 'thread')} led to something`;
  return threads.length === 0 ? 'review: no thread' : `review: ${counted(threads.length, 'thread')}`;
}

/** Threads that ask for something and could be followed, and those of them that led to something. */
export function ledTo({ threads }: Pick<ReviewFeedbackFinding, 'threads'>): { x: number; n: number } {
  const own = threads.filter(({ counts }) => counts);
  return { x: own.filter(isTakenUp).length, n: own.length };
}

const shareWords = ({ x, n, interval }: Share): string =>
  interval === null
    ? `${x} of ${n}: not enough data`
    : `${x} of ${n} (${percent(x / n)}, 95% interval ${percent(interval.lower)} to ${percent(interval.upper)})`;

const shortHours = (value: number): string =>
  `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value).toLocaleString('en-US')} h`;

const hours = (value: number): string =>
  value < 48 ? shortHours(value) : counted(Math.round(value / 24), 'day');

const timesWords = ({ median, p90 }: Times, say = hours): string =>
  `median ${say(median)}, nine of ten within ${say(p90)}`;

/** All that is told of review besides the indicators, in the order in which it is read. */
export function reviewLines(
  report: ReviewReport,
): readonly { readonly label: string; readonly text: string }[] {
  const { became, latency, spread, beyondChance, programs, stale, chance } = report;
  const kinds = (Object.entries(became) as [Became, number][])
    .filter(([, n]) => n > 0)
    .map(([kind, n]) => `${BECAME_WORDS[kind]} ${n}`);
  const points = (share: number): string => String(Math.round(100 * share));
  const lines: readonly (readonly [label: string, text: string | null])[] = [
    ['reviewed before the merge', shareWords(report.reviewed)],
    ['merged by their authors without a review', report.ownMerges === 0 ? null : String(report.ownMerges)],
    ['what became of threads that ask for something', kinds.length === 0 ? null : kinds.join('; ')],
    ['without nits', report.withoutNits.n === 0 ? null : shareWords(report.withoutNits)],
    ['changed near a comment', report.changed.n === 0 ? null : shareWords(report.changed)],
    ['changed where nobody commented, by chance', chance.n === 0 ? null : shareWords(chance)],
    [
      'beyond chance',
      beyondChance === null
        ? null
        : `${points(beyondChance.lower)} to ${points(beyondChance.upper)} points (95% interval)`,
    ],
    ['first review, by the clock', latency === null ? 'not enough data' : timesWords(latency.hours)],
    [
      'first review, in working hours',
      latency === null ? null : `${timesWords(latency.workingHours, shortHours)} (Mon to Fri, 9 to 17 UTC)`,
    ],
    ['many rounds (more than three)', report.manyRounds === 0 ? null : counted(report.manyRounds, 'change')],
    [
      'commits after the last approval',
      stale.n === 0 ? null : `in ${stale.x} of ${counted(stale.n, 'approved change')}`,
    ],
    [
      'spread',
      spread === null
        ? 'not enough data, or fewer than four people'
        : `${counted(spread.reviews, 'review')} in 26 weeks, evenness ${percent(spread.evenness)} over ${spread.people} people; ${percent(spread.familiar / spread.reviews)} by somebody who knew one of the files`,
    ],
    [
      'left out',
      programs.threads + programs.reviews === 0
        ? null
        : `${counted(programs.threads, 'thread')} and ${counted(programs.reviews, 'review')} by programs`,
    ],
  ];
  return lines.flatMap(([label, text]) => (text === null ? [] : [{ label, text }]));
}

/** Rows of depth by size: what a change has in lines, and threads of substance. */
export const depthRows = ({ depth }: ReviewReport): string[][] =>
  depth
    .filter(({ changes }) => changes > 0)
    .map((band) => [
      sizeWords(band, depth[depth.indexOf(band) - 1] ?? null),
      counted(band.changes, 'change'),
      `${band.commented} with a thread of substance`,
      band.lines === 0 ? '' : `${densityOf(band)} threads a 100 lines`,
    ]);

const densityOf = ({ threads, lines }: DepthBand): string => {
  const density = (100 * threads) / lines;
  return density.toFixed(density < 1 ? 2 : 1);
};

const sizeWords = ({ upTo }: DepthBand, before: DepthBand | null): string => {
  const above = before?.upTo ?? 0;
  return upTo === null ? `over ${above} lines` : `${above === 0 ? 'up to' : `${above + 1} to`} ${upTo} lines`;
};

/** Shares of remarks by period: `36%`. */
export const feedbackCells = (period: FeedbackPeriod): string[] =>
  feedbackGuidance.map(({ about }) => percent(period[about] / period.remarks));
