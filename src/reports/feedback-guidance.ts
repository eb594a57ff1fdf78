import type { FeedbackPeriod } from '../model/review-report.js';

/** What a coach can talk about, with where it is from. It is told of a team, never of one comment. */
interface FeedbackGuidance {
  /** The count of a period that it is about. */
  readonly about: keyof Pick<FeedbackPeriod, 'reasoned' | 'questions' | 'praiseWithReason' | 'labelled'>;
  readonly title: string;
  readonly text: string;
  readonly source: string;
  readonly link: string;
}

const GOOGLE = 'Google Engineering Practices';
const COMMENTS = 'https://google.github.io/eng-practices/review/reviewer/comments.html';

export const feedbackGuidance: readonly FeedbackGuidance[] = [
  {
    about: 'reasoned',
    title: 'with a reason',
    text: 'Say why: who knows the reason can weigh it, and needs no review for the next time.',
    source: GOOGLE,
    link: COMMENTS,
  },
  {
    about: 'questions',
    title: 'with a question',
    text: 'Ask where you do not know: what has to be explained to you may belong into the code.',
    source: GOOGLE,
    link: COMMENTS,
  },
  {
    about: 'praiseWithReason',
    title: 'praise that says for what',
    text: 'Say what is good and why it is: it teaches as much as what is wrong.',
    source: GOOGLE,
    link: COMMENTS,
  },
  {
    about: 'labelled',
    title: 'with a label',
    text: 'Say how much it matters (nit, suggestion, issue; blocking or not): what need not be done should look like it.',
    source: 'Conventional Comments',
    link: 'https://conventionalcomments.org',
  },
];

/** What depth by size is there to talk about. */
export const DEPTH_GUIDANCE = {
  text: 'Small changes are read, large ones are approved: where threads get fewer a hundred lines, cut smaller. Without a comment a small change may be just fine.',
  source: GOOGLE,
  link: 'https://google.github.io/eng-practices/review/developer/small-cls.html',
} as const;
