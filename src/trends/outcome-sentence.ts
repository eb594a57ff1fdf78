import type { Intervention, InterventionOutcome } from '../model/intervention.js';
import type { Neighbour, Window } from './intervention-window.js';
import { LEAST_PERIODS, WORTHWHILE_GAIN } from './outcome-verdict.js';

export type Compared = Pick<InterventionOutcome, 'before' | 'after' | 'difference'>;

interface Said extends Compared {
  readonly intervention: Intervention;
  /** What the indicator is called. */
  readonly title: string;
  readonly verdict: InterventionOutcome['verdict'];
  readonly today: string;
  readonly window: Window;
}

/** One plain sentence. It holds days, kinds and numbers only: no title and no hypothesis that somebody wrote. */
export function sentenceOf(said: Said): string {
  const { title, difference, window, verdict } = said;
  const words = difference === null ? silence(said) : comparison(said, difference);
  const together = difference === null ? [] : window.together.map(nameOf);
  const beside = together.length === 0 ? '' : ` At the same time as ${together.join(' and ')}.`;
  const caution = CAUTIONED.has(verdict) ? ' What else changed at that time is not known.' : '';
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}: ${words}.${beside}${caution}`;
}

const CAUTIONED: ReadonlySet<InterventionOutcome['verdict']> = new Set([
  'more-often',
  'less-often',
  'supported',
]);

const nameOf = ({ kind, start }: Neighbour): string => `the ${kind} of ${start}`;
const points = (share: number): string => `${share < 0 ? '' : '+'}${Math.round(share * 100)}`;
const GAIN = `${Math.round(WORTHWHILE_GAIN * 100)} points`;

const VERDICTS: Readonly<Record<InterventionOutcome['verdict'], string>> = {
  'too-early': 'too early',
  'cannot-tell': 'cannot be told',
  'no-change-detected': 'no change detected',
  'more-often': 'more often after it',
  'less-often': 'less often after it',
  supported: 'supported',
  'not-supported': 'not supported',
  inconclusive: 'inconclusive',
};

function comparison(
  { before, after, verdict }: Said,
  { lower, upper }: { readonly lower: number; readonly upper: number },
): string {
  const numbers = `${before?.x} of ${before?.n} before and ${after?.x} of ${after?.n} after (${points(lower)} to ${points(upper)} points)`;
  const meaning =
    verdict === 'inconclusive'
      ? `: it may be a gain of ${GAIN}, and it may be none`
      : verdict === 'not-supported'
        ? `. A gain of ${GAIN} or more is unlikely`
        : '';
  return `${VERDICTS[verdict]}, ${numbers}${meaning}`;
}

/** Why there is nothing to compare. */
function silence({ intervention: { start, end, review }, before, after, today, window }: Said): string {
  if (review !== null && today < review) {
    return today < start ? `begins on ${start} and runs until ${review}` : `runs until ${review}`;
  }
  if (today < start) return `it begins on ${start}`;
  if (review === null && today <= end) return `it goes on until ${end}`;
  const lead = review === null ? '' : 'inconclusive, ';
  const count = (side: Compared['before']): string => `${side?.periods ?? 0} of ${LEAST_PERIODS} periods`;
  const apart = (other: Neighbour, word: string, side: Compared['before']): string =>
    `${lead}${count(side)} ${word} ${nameOf(other)}, so the two cannot be told apart`;
  if ((before?.periods ?? 0) < LEAST_PERIODS) {
    if (window.before.endedBy !== null) return apart(window.before.endedBy, 'since', before);
    return review === null ? `too little before it, ${count(before)}` : `${lead}${count(before)} before it`;
  }
  if (window.after.endedBy !== null) return apart(window.after.endedBy, 'until', after);
  return review === null
    ? `too early, ${count(after)} since then`
    : `${lead}${count(after)} until its review day`;
}
