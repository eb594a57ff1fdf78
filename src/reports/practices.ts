import type { Practice } from '../model/finding.js';
import type { RepositoryReport } from '../model/report.js';

type IndicatorView = RepositoryReport['indicators'][number];

/** How a practice is shown, wherever reports are. */
interface PracticeView {
  readonly practice: Practice;
  readonly title: string;
  /** Indicators drawn over time: all of the same changes, so that their periods are the same. */
  readonly charted: readonly { readonly name: string; readonly short: string }[];
  /** What its numbers are. */
  readonly bound: string;
}

export const practices: readonly PracticeView[] = [
  {
    practice: 'test-first',
    title: 'Test first',
    charted: [
      { name: 'test-first.observed', short: 'first' },
      { name: 'test-first.accompanied', short: 'accompanied' },
    ],
    bound:
      'What a history shows of test-first is a lower bound: an order within one commit, or behind a squash, is not seen.',
  },
  {
    practice: 'refactoring',
    title: 'Refactoring',
    charted: [{ name: 'refactoring.share', short: 'refactored' }],
    bound:
      'What is found of refactoring is a lower bound: only renamed, moved, extracted and inlined functions, types and files count. There is no share that a team should have.',
  },
  {
    practice: 'review-feedback',
    title: 'Review feedback',
    charted: [{ name: 'review-feedback.uptake', short: 'led to something' }],
    bound:
      'Whether feedback was right cannot be read from a comment: what is told is what happened afterwards, and how often that happens where nobody commented. Review in pairs or by voice leaves no trace. No person, and no single comment, is rated.',
  },
];

export const chartedOf = (
  { indicators }: Pick<RepositoryReport, 'indicators'>,
  { charted }: PracticeView,
): (IndicatorView & { readonly short: string })[] =>
  charted.flatMap(({ name, short }) => {
    const indicator = indicators.find((it) => it.name === name);
    return indicator === undefined ? [] : [{ ...indicator, short }];
  });
