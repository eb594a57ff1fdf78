import type { Practice } from '../model/finding.js';
import type { Intervention, InterventionOutcome } from '../model/intervention.js';
import type { Indicator } from '../model/observation.js';
import type { Period } from '../model/period.js';
import { addDays, dayOf } from './calendar.js';
import { type Neighbour, type Window, windowOf } from './intervention-window.js';
import { type Compared, sentenceOf } from './outcome-sentence.js';
import { differenceOf, LEAST_PERIODS, silenceOf, verdictOf } from './outcome-verdict.js';

/** What lies further off has other causes; the baselines of the ladder are as long. */
const MOST_PERIODS = 20;

export interface MeasuredIndicator extends Pick<Indicator, 'name' | 'practice' | 'title' | 'direction'> {
  /** Oldest first. */
  readonly periods: readonly Period[];
}

/**
 * What came before and after each intervention, in the order given. It is association only: nothing says what else
 * changed at that time, and a team that asks for coaching when things are at their worst will see them get better.
 *
 * Before are the last 20 periods that end before its first day; after are the first 20 that begin after its last day.
 * Either side ends where another intervention of the same practice begins or goes on: what follows two of them cannot
 * be credited to the first, and what the first left behind is where the second one started. Interventions that follow
 * each other closely say so; logged as one, from the first day to the last, they are judged together.
 *
 * An experiment is judged by the time in which it runs, from its first day to its review day, by periods that are over
 * by then; later data change nothing. It expects more of what is better; where neither way is, more.
 *
 * The 95% interval is widened by how much more than a binomial the shares vary (σ_z, the mean of both sides). Where
 * nothing changed, simulation gave a false answer in 3 to 7% of cases, with and without overdispersion (ρ = .05);
 * without widening it was up to 16%.
 *
 * @param interventions with valid days, and no end before its start
 * @param indicators the first one of a practice is what interventions that name none are judged by
 * @param now seconds since 1970, UTC
 */
export function outcomesOf(
  interventions: readonly Intervention[],
  indicators: readonly MeasuredIndicator[],
  now: number,
): InterventionOutcome[] {
  const today = dayOf(now);
  return interventions.flatMap((intervention) => {
    const judgedBy = indicatorsOf(intervention, indicators);
    if (judgedBy.length === 0) return [unmeasured(intervention)];
    return judgedBy.map((indicator) => {
      const others = interventions.filter(
        (other) => other !== intervention && concerns(other, indicator.practice, indicators),
      );
      return outcomeOf(intervention, indicator, others, today);
    });
  });
}

function indicatorsOf(
  { practice, indicator }: Intervention,
  indicators: readonly MeasuredIndicator[],
): readonly MeasuredIndicator[] {
  if (indicator !== null) return indicators.filter(({ name }) => name === indicator).slice(0, 1);
  return indicators.filter(
    (it, at) =>
      (practice === null || it.practice === practice) &&
      indicators.findIndex((other) => other.practice === it.practice) === at,
  );
}

const concerns = (
  { practice, indicator }: Intervention,
  wanted: Practice,
  indicators: readonly MeasuredIndicator[],
): boolean =>
  practice === null
    ? indicator === null || indicators.some((it) => it.name === indicator && it.practice === wanted)
    : practice === wanted;

const unmeasured = (intervention: Intervention): InterventionOutcome => ({
  ...intervention,
  before: null,
  after: null,
  difference: null,
  verdict: 'cannot-tell',
  sentence: 'Nothing is measured that it could be held against.',
});

function outcomeOf(
  intervention: Intervention,
  { name, practice, title, direction, periods }: MeasuredIndicator,
  others: readonly Neighbour[],
  today: string,
): InterventionOutcome {
  const window = windowOf(intervention, others, today);
  const over = periods.filter(({ enough }) => enough);
  const before = over.filter((it) => isWithin(it, window.before)).slice(-MOST_PERIODS);
  const after = over.filter((it) => isWithin(it, window.after)).slice(0, MOST_PERIODS);
  const enough = before.length >= LEAST_PERIODS && after.length >= LEAST_PERIODS;
  const runs = intervention.review !== null && today < intervention.review;
  const difference = enough && !runs ? differenceOf(before, after) : null;
  const compared: Compared = { before: shareOf(before), after: shareOf(after), difference };
  const verdict =
    difference === null
      ? silenceOf(intervention, before.length, window, today)
      : verdictOf(intervention, difference, direction);
  return {
    ...intervention,
    practice,
    indicator: name,
    ...compared,
    verdict,
    sentence: sentenceOf({ intervention, title, verdict, today, window, ...compared }),
  };
}

const isWithin = ({ start, weeks }: Period, { from, to }: Window['before']): boolean =>
  start >= from && addDays(start, weeks * 7 - 1) <= to;

const sum = (periods: readonly Period[], of: 'x' | 'n'): number =>
  periods.reduce((all, it) => all + it[of], 0);

const shareOf = (periods: readonly Period[]): InterventionOutcome['before'] =>
  periods.length === 0 ? null : { x: sum(periods, 'x'), n: sum(periods, 'n'), periods: periods.length };
