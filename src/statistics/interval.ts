/** Both ends of an interval: of a share in [0, 1], of a difference of shares in [-1, 1]. */
interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/** The normal quantile of a two-sided 95% interval. */
export const Z95 = 1.959964;

/**
 * Wilson's score interval for x successes of n.
 * E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927).
 *
 * @param z the normal quantile: 1.96 gives 95% two-sided, 2.576 gives 99%
 * @returns null when n is 0: nothing is known then
 * @throws RangeError when x and n are no counts with 0 ≤ x ≤ n
 */
export function wilson(x: number, n: number, z: number = Z95): Interval | null {
  if (!Number.isInteger(x) || !Number.isInteger(n) || x < 0 || x > n) {
    throw new RangeError(`counts with 0 ≤ x ≤ n are needed, got x = ${x}, n = ${n}`);
  }
  return n === 0 ? null : wilsonOfShare(x / n, n, z);
}

/** The same of a share among so many cases; n need not be whole, as where cases of one group say less than others. */
export function wilsonOfShare(share: number, n: number, z: number = Z95): Interval {
  const z2 = z * z;
  const shrink = 1 + z2 / n;
  const centre = (share + z2 / (2 * n)) / shrink;
  const half = (z / shrink) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  // At x = 0 and x = n an end is the ratio itself; rounding must not carry it past.
  return {
    lower: Math.max(0, Math.min(centre - half, share)),
    upper: Math.min(1, Math.max(centre + half, share)),
  };
}

/**
 * How many cases a Wilson interval of a share speaks for: fewer than were counted, where some are alike. The inverse of
 * `wilsonOfShare`, from the width of the interval.
 *
 * @returns Infinity where the interval has no width
 */
export function casesOf(share: number, { lower, upper }: Interval, z: number = Z95): number {
  const half = (upper - lower) / 2;
  const square = half * half;
  const spread = share * (1 - share);
  // With u = z² / n the width is half² (1 + u)² = u share (1 − share) + u² / 4; the root that is a count is the smaller one.
  const [a, b] = [square - 1 / 4, 2 * square - spread];
  const u = (-b - Math.sqrt(Math.max(0, b * b - 4 * a * square))) / (2 * a);
  return (z * z) / u;
}

/**
 * Newcombe's hybrid score interval of the difference x₁/n₁ − x₂/n₂, without continuity correction.
 * R. G. Newcombe, Interval estimation for the difference between independent proportions: comparison of eleven
 * methods, Statistics in Medicine 17 (1998), method 10.
 *
 * @returns null when either n is 0: nothing is known then
 * @throws RangeError as `wilson` does
 */
export function newcombe(x1: number, n1: number, x2: number, n2: number, z: number = Z95): Interval | null {
  const first = wilson(x1, n1, z);
  const second = wilson(x2, n2, z);
  return first && second && difference([x1 / n1, first], [x2 / n2, second]);
}

/** The same of shares among n₁ and n₂ cases, which need not be whole. */
export const newcombeOfShares = (
  one: number,
  n1: number,
  two: number,
  n2: number,
  z: number = Z95,
): Interval => difference([one, wilsonOfShare(one, n1, z)], [two, wilsonOfShare(two, n2, z)]);

function difference([one, first]: readonly [number, Interval], [two, second]: readonly [number, Interval]) {
  return {
    lower: one - two - Math.hypot(one - first.lower, second.upper - two),
    upper: one - two + Math.hypot(first.upper - one, two - second.lower),
  };
}
