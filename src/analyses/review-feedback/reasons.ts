import { isTakenUp, MANY_ROUNDS, type ReviewFeedbackFinding } from '../../model/review-feedback.js';

type Told = Omit<ReviewFeedbackFinding, 'reasons'>;

/** In words: what decided, and what was left out. */
export function reasonsOf(finding: Told, incomplete: readonly string[]): string[] {
  const { threads, programs, rounds, afterApproval, fastApproval } = finding;
  const counted = threads.filter(({ counts }) => counts);
  const uncounted = threads.filter(({ asks, counts }) => asks && !counts).length;
  const inOtherWords = threads.filter(({ form }) => form === 'unknown').length;
  return [
    reviewed(finding),
    ...(threads.length === 0
      ? []
      : [
          `${count(threads.length, 'thread')} by people, ${threads.filter(({ substantive }) => substantive).length} with substance`,
        ]),
    ...(counted.length === 0
      ? []
      : [`${counted.filter(isTakenUp).length} of ${counted.length} that ask for something led to something`]),
    ...(uncounted === 0
      ? []
      : [
          `${count(uncounted, 'thread')} could not be followed, or stand on a whole file: not counted for uptake`,
        ]),
    ...(inOtherWords === 0 ? [] : [`what ${count(inOtherWords, 'thread')} say is not known`]),
    ...(rounds > MANY_ROUNDS ? [`many rounds: ${rounds}`] : []),
    ...(fastApproval === true ? ['a fast approval without a comment'] : []),
    ...(afterApproval === null || afterApproval === 0
      ? []
      : [`${count(afterApproval, 'commit')} after the last approval`]),
    ...(programs.threads + programs.reviews === 0
      ? []
      : [
          `left out: ${count(programs.threads, 'thread')} and ${count(programs.reviews, 'review')} by programs`,
        ]),
    ...incomplete.map((what) => `not whole: ${what}`),
  ];
}

function reviewed({ class: name, firstReview, ownMerge, merged }: Told): string {
  if (name === 'reviewed' && firstReview !== null)
    return `reviewed by a person, after ${hours(firstReview.hours)} (${hours(firstReview.workingHours)} of working time)`;
  if (ownMerge) return 'merged by its author without a review by anybody else';
  return merged ? 'merged without a review by a person' : 'no review by a person yet';
}

const hours = (value: number): string =>
  value < 1
    ? `${Math.round(value * 60)} min`
    : `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)} h`;

const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;
