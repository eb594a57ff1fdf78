import { withinStrata } from '../../statistics/mantel-haenszel.js';
import { type Tally, total } from './contributions.js';

/** A gain of which less than this is left within strata has vanished; what is left is mostly chance. */
const VANISHED = 0.5;

/**
 * Whether a gain may be there only because other people, or changes of another size, came: within people, or within
 * sizes, nothing that goes beyond chance is left of it, or less than half.
 *
 * @param before the baseline by people, or by sizes
 * @param after the gain by the same
 * @param z the normal quantile that a gain must pass, widened where shares vary
 */
export function isMixChange(
  before: ReadonlyMap<string, Tally>,
  after: ReadonlyMap<string, Tally>,
  z: number,
): boolean {
  const [was, is] = [total(before.values()), total(after.values())];
  if (was.n === 0 || is.n === 0) return false;
  const crude = is.x / is.n - was.x / was.n;
  if (crude <= 0) return false;
  const strata = [...after].map(([name, { x, n }]) => {
    const earlier = before.get(name);
    return { x1: x, n1: n, x0: earlier?.x ?? 0, n0: earlier?.n ?? 0 };
  });
  const within = withinStrata(strata, z);
  return within === null || within.lower <= 0 || within.difference < VANISHED * crude;
}
