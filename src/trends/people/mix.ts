import { withinStrata } from '../../statistics/mantel-haenszel.js';
import { type Contribution, tally, total } from './contributions.js';

/** A gain of which less than this is left within strata has vanished; what is left is mostly chance. */
const VANISHED = 0.5;

/**
 * Whether a gain is there only because other people, or changes of another size, came: nobody does it more often than
 * before, and no size is done otherwise.
 *
 * @param z the normal quantile that a gain must pass, widened where shares vary
 */
export function isMixChange(
  before: readonly Contribution[],
  after: readonly Contribution[],
  z: number,
): boolean {
  return [({ who }: Contribution) => who, ({ band }: Contribution) => band].some((key) => {
    const [old, now] = [tally(before, key), tally(after, key)];
    const [was, is] = [total(old.values()), total(now.values())];
    if (was.n === 0 || is.n === 0) return false;
    const crude = is.x / is.n - was.x / was.n;
    if (crude <= 0) return false;
    const strata = [...now].map(([name, { x, n }]) => {
      const earlier = old.get(name);
      return { x1: x, n1: n, x0: earlier?.x ?? 0, n0: earlier?.n ?? 0 };
    });
    const within = withinStrata(strata, z);
    return within === null || (within.lower <= 0 && within.difference < VANISHED * crude);
  });
}
