import { atLeast, atMost } from './binomial.js';
import type { Signals } from './nhs-rules.js';
import { normalTail } from './normal.js';
import type { RatioBaseline } from './ratio.js';
import { runs, type Sides, sidesOf } from './sides.js';

/**
 * Signals of shares, by exact chances: a share of few cases moves in steps, and a normal limit is passed by chance up to
 * twenty times as often as it promises.
 *
 * How overdispersion enters: a point is outside when its binomial tail is no larger than the normal tail beyond 3·σ_z.
 * With σ_z = 1 that is the .00135 of three standard deviations; where shares vary more, the binomial chance must be as
 * small as one so much further out. For many cases that is Laney's limit; for few it keeps what a binomial knows of
 * steps and skew, which a widened normal limit forgets.
 *
 * There is no trend rule: on shares it finds more chance than change.
 */

/** Points on one side of the centre. */
const RUN = 8;
/**
 * So unlikely a run must be, too: 8 tosses of a coin that all fall the same way. Where the centre is near 0 most
 * periods are below it, and eight of them say nothing: it takes as many more as make up for it.
 */
const RUN_CHANCE = 2 ** (1 - RUN);

/**
 * @param x of n[i] cases each; periods without a case end runs, so leave them out before
 * @returns the side of each point by rule; never a trend
 */
export function ratioSignals(x: readonly number[], n: readonly number[], baseline: RatioBaseline): Signals {
  const { center, chance, spread } = baseline;
  const sides = sidesOf(
    x.map((hits, at) => hits / (n[at] ?? 0)),
    center,
  );
  const outside = new Int8Array(x.length);
  const far = new Int8Array(x.length);
  const [threeSigma, twoSigma] = [normalTail(3 * spread), normalTail(2 * spread)];
  for (const [at, side] of sides.entries()) {
    const [hits, cases] = [x[at] ?? 0, n[at] ?? 0];
    const tail = side > 0 ? atLeast(hits, cases, chance) : side < 0 ? atMost(hits, cases, chance) : 1;
    if (tail <= twoSigma) far[at] = side;
    if (tail <= threeSigma) outside[at] = side;
  }
  return {
    outside,
    trend: new Int8Array(x.length),
    'two-of-three': twoOfThree(far),
    run: unlikelyRuns(sides, n, baseline),
  };
}

/** Two of three neighbours far away on the same side, wherever the third is: those two are marked. */
function twoOfThree(far: Sides): Sides {
  const marked = new Int8Array(far.length);
  for (const [at, side] of far.entries()) {
    if (side === 0) continue;
    for (const other of [at - 2, at - 1, at + 1, at + 2]) {
      // At the very ends two points still need a third to be two of three.
      if (far[other] === side && far.length > 2) marked[at] = side;
    }
  }
  return marked;
}

function unlikelyRuns(sides: Sides, n: readonly number[], baseline: RatioBaseline): Sides {
  const marked = new Int8Array(sides.length);
  const chances = new Map<number, number>();
  for (const { from, to } of runs(sides)) {
    if (to - from < RUN) continue;
    const side = sides[from] ?? 0;
    let joint = 1;
    for (let at = from; at < to && joint > RUN_CHANCE; at++) {
      const cases = n[at] ?? 0;
      const key = side * cases;
      const chance = chances.get(key) ?? chanceOfSide(side, cases, baseline);
      chances.set(key, chance);
      joint *= chance;
    }
    if (joint <= RUN_CHANCE) marked.fill(side, from, to);
  }
  return marked;
}

/** The chance that a share of n cases is on that side of the centre; its first count there, found from the nearest. */
function chanceOfSide(side: number, n: number, { center, chance }: RatioBaseline): number {
  let count = Math.round(n * center) - side;
  while (side * (count / n - center) <= 0) count += side;
  return side > 0 ? atLeast(count, n, chance) : atMost(count, n, chance);
}
