import { newcombe, wilson } from '../../statistics/interval.js';
import { FEWEST } from './breadth.js';
import { type Tally, total } from './contributions.js';

/** Fewer changes of newcomers say nothing. */
const CASES = 8;
/** So far behind the gain newcomers may be, and so far behind those who were here before. */
const BEHIND_GAIN = 0.1;
const BEHIND_OTHERS = 0.2;

export type NewcomerVerdict = 'behind' | 'along' | 'unknown';

/**
 * Whether those who came lately do as the others do. Groups under 3 say nothing: it would be said of persons.
 *
 * @param before the baseline's share
 * @param gained the share of the gain
 */
export function newcomersAre(
  newcomers: readonly Tally[],
  others: readonly Tally[],
  before: number,
  gained: number,
): NewcomerVerdict {
  const came = total(newcomers);
  if (newcomers.length < FEWEST || came.n < CASES) return 'unknown';
  const { upper = 1 } = wilson(came.x, came.n) ?? {};
  if (upper < gained - BEHIND_GAIN) return 'behind';
  const here = total(others);
  const { lower = -1 } = newcombe(came.x, came.n, here.x, here.n) ?? {};
  return lower > -BEHIND_OTHERS && came.x / came.n >= (before + gained) / 2 ? 'along' : 'unknown';
}
