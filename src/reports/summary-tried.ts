import type { InterventionOutcome } from '../model/intervention.js';
import type { FocusReport } from '../model/report.js';
import { practiceWords, standsWords } from './summary-practices.js';
import { triedWhen } from './tried.js';
import { percent } from './words.js';

/** An area in focus: what went into it, and where the practices stand there. Name and goal are the team's own. */
export interface FocusSummary {
  readonly name: string;
  readonly goal: string | null;
  readonly by: string | null;
  readonly says: readonly string[];
}

/** Something that was tried, and what followed it. Title and hypothesis are the team's own. */
export interface TriedSummary {
  readonly when: string;
  readonly kind: string;
  readonly title: string;
  readonly expected: string | null;
  readonly says: string;
}

export const focusSummary = ({ name, goal, by, changes, all, indicators }: FocusReport): FocusSummary => ({
  name,
  goal,
  by,
  says: [
    `${percent(all === 0 ? 0 : changes / all)} of changes went into it (${changes} of ${all}).`,
    ...practiceWords.flatMap(({ indicator, title }) => {
      const found = indicators.find((it) => it.name === indicator);
      if (found === undefined || found.n === 0 || found.lower === null || found.upper === null) return [];
      const { x, n, lower, upper, standing } = found;
      const stands = standing === null ? '' : `, ${standsWords(standing.rung)}`;
      return [
        `${title}: ${percent(x / n)} (${x} of ${n}, likely ${percent(lower)} to ${percent(upper)})${stands}.`,
      ];
    }),
  ],
});

/** What was tried, newest first. */
export const triedSummary = (outcomes: readonly InterventionOutcome[]): TriedSummary[] =>
  [...outcomes]
    .sort((a, b) => (a.start < b.start ? 1 : a.start > b.start ? -1 : 0))
    .map((outcome) => ({
      when: triedWhen(outcome),
      kind: outcome.kind,
      title: outcome.title,
      expected: outcome.hypothesis,
      says: outcomeWords(outcome),
    }));

const VERDICTS: Readonly<Record<InterventionOutcome['verdict'], string>> = {
  'too-early': 'too early to tell',
  'cannot-tell': 'it cannot be told',
  'no-change-detected': 'no change detected',
  'more-often': 'more often after it',
  'less-often': 'less often after it',
  supported: 'what was expected is seen',
  'not-supported': 'what was expected is not seen, and a gain of ten points or more is unlikely',
  inconclusive: 'it is not clear: it may be a gain, and it may be none',
};

function outcomeWords({ practice, verdict, before, after, difference, review }: InterventionOutcome): string {
  const title = practiceWords.find((it) => it.practice === practice)?.title ?? 'All practices';
  const side = (it: NonNullable<typeof before>): string =>
    `${percent(it.n === 0 ? 0 : it.x / it.n)} (${it.x} of ${it.n})`;
  const numbers =
    difference === null || before === null || after === null
      ? ''
      : `: ${side(after)} after, ${side(before)} before, likely ${pointsWords(difference)}`;
  const when = verdict === 'too-early' && review !== null ? `, it is judged on ${review}` : '';
  return `${title}: ${VERDICTS[verdict]}${numbers}${when}.`;
}

function pointsWords({ lower, upper }: NonNullable<InterventionOutcome['difference']>): string {
  const signed = (share: number): string => `${share < 0 ? '−' : '+'}${Math.abs(Math.round(100 * share))}`;
  return `${signed(lower)} to ${signed(upper)} points`;
}
