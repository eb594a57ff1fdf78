import type { Intervention, InterventionOutcome } from '../model/intervention.js';
import type { Period } from '../model/period.js';
import type { Direction } from '../model/series.js';
import { newcombe, Z95 } from '../statistics/interval.js';
import { ratioBaseline } from '../statistics/ratio.js';
import type { Window } from './intervention-window.js';

/** Fewer periods say neither what was usual nor how much it varies: the dispersion is guessed from their steps. */
export const LEAST_PERIODS = 8;

/** The gain that a sustained win needs at least: an experiment whose interval excludes it has not shown one. */
export const WORTHWHILE_GAIN = 0.1;

type Verdict = InterventionOutcome['verdict'];
type Interval = NonNullable<InterventionOutcome['difference']>;

/**
 * The 95% interval of the share after less the share before, widened by how much more than a binomial the shares vary.
 *
 * @returns null when either side has no case
 */
export function differenceOf(before: readonly Period[], after: readonly Period[]): Interval | null {
  const spread =
    (spreadOf(before) * before.length + spreadOf(after) * after.length) / (before.length + after.length);
  return newcombe(sum(after, 'x'), sum(after, 'n'), sum(before, 'x'), sum(before, 'n'), Z95 * spread);
}

const sum = (periods: readonly Period[], of: 'x' | 'n'): number =>
  periods.reduce((all, it) => all + it[of], 0);

/** Of each side alone, so that the step between them is not taken for dispersion. */
const spreadOf = (periods: readonly Period[]): number =>
  ratioBaseline(
    periods.map(({ x }) => x),
    periods.map(({ n }) => n),
    { laney: true },
  )?.spread ?? 1;

/** Why nothing can be said: time will bring it, or never. */
export function silenceOf(
  { review, end }: Intervention,
  before: number,
  { after }: Window,
  today: string,
): Verdict {
  if (review !== null) return today < review ? 'too-early' : 'inconclusive';
  if (today <= end) return 'too-early';
  return before < LEAST_PERIODS || after.endedBy !== null ? 'cannot-tell' : 'too-early';
}

/** What an interval means: for an experiment, whether it shows the gain that was expected. */
export function verdictOf(
  { review }: Intervention,
  { lower, upper }: Interval,
  direction: Direction,
): Verdict {
  if (review === null) return lower > 0 ? 'more-often' : upper < 0 ? 'less-often' : 'no-change-detected';
  const [least, most] = direction === 'down' ? [-upper, -lower] : [lower, upper];
  if (least > 0) return 'supported';
  return most < WORTHWHILE_GAIN ? 'not-supported' : 'inconclusive';
}
