import type { Indicator, Observation } from '../../model/observation.js';
import { isTakenUp, type ReviewFeedbackFinding } from '../../model/review-feedback.js';
import { WORKING_DAY } from './working-hours.js';

const UPTAKE = 'review-feedback.uptake';
const COVERAGE = 'review-feedback.coverage';
const SUBSTANCE = 'review-feedback.substance';
const REASONED = 'review-feedback.reasoned';
const FAST_APPROVAL = 'review-feedback.fast-approval';
const LATENCY = 'review-feedback.latency';
const SPREAD = 'review-feedback.spread';

export const indicators: readonly Indicator[] = [
  {
    name: UPTAKE,
    practice: 'review-feedback',
    title: 'feedback that led to something',
    direction: 'up',
    of: 'threads',
    definition:
      'Of the threads that ask for something and could be followed, those that were followed by a change of the author within three lines, or by an answer to a question. It says that something happened, not that the comment was right.',
  },
  {
    name: COVERAGE,
    practice: 'review-feedback',
    title: 'changes reviewed by a person',
    direction: 'up',
    definition:
      'Of the merged pull requests of people, those that a person other than the author reviewed before the merge. Reverts, merges between branches and what was reviewed in person are left out.',
  },
  {
    name: SUBSTANCE,
    practice: 'review-feedback',
    title: 'threads with substance',
    direction: 'up',
    of: 'threads',
    definition:
      'Of the threads that people other than the author opened, those that say more than thanks or praise: a suggestion, eight words of prose, or a short remark on what is there. Words are counted up to eight: longer is not better.',
  },
  {
    name: REASONED,
    practice: 'review-feedback',
    title: 'threads with a reason',
    direction: 'up',
    of: 'threads',
    definition: 'Of the threads that ask for something, those that say why, or give a link or an example.',
  },
  {
    name: FAST_APPROVAL,
    practice: 'review-feedback',
    title: 'fast approvals without a comment',
    direction: 'down',
    definition:
      'Of the approved pull requests with more than 50 changed lines, those in which nobody said anything of substance and that were approved faster than a second a line, and within two minutes at least.',
  },
  {
    name: LATENCY,
    practice: 'review-feedback',
    title: 'first review within a working day',
    direction: 'up',
    definition:
      'Of the reviewed pull requests, those whose first review by a person came within eight working hours (Mon to Fri, 9 to 17 UTC) of being asked for.',
  },
  {
    name: SPREAD,
    practice: 'review-feedback',
    title: 'reviewed by somebody else than the one before',
    direction: 'neutral',
    definition:
      'Of the reviewed pull requests, those whose first reviewer is not the one of the pull request before, where at least four people took part in the 90 days before. Even is not always better: shown, never scored.',
  },
];

const bit = (it: boolean): 0 | 1 => (it ? 1 : 0);

/** What a finding contributes; nothing before it is merged. Spread takes several changes, and is observed in trends. */
export function observe(finding: ReviewFeedbackFinding): Observation[] {
  const { class: name, merged, threads, fastApproval, firstReview } = finding;
  if (name === 'not-applicable' || !merged) return [];
  const readable = threads.filter(({ form }) => form !== 'unknown');
  return [
    { indicator: COVERAGE, x: bit(name === 'reviewed') },
    ...threads.filter(({ counts }) => counts).map((it) => ({ indicator: UPTAKE, x: bit(isTakenUp(it)) })),
    ...readable.map((it) => ({ indicator: SUBSTANCE, x: bit(it.substantive) })),
    ...readable.filter(({ asks }) => asks).map((it) => ({ indicator: REASONED, x: bit(it.reasoned) })),
    ...(fastApproval === null ? [] : [{ indicator: FAST_APPROVAL, x: bit(fastApproval) }]),
    ...(firstReview === null
      ? []
      : [{ indicator: LATENCY, x: bit(firstReview.workingHours <= WORKING_DAY) }]),
  ];
}
