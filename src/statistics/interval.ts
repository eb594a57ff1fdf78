/** An interval of a share, both ends in [0, 1]. */
interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/** The normal quantile of a two-sided 95% interval. */
const Z95 = 1.959964;

/**
 * Wilson's score interval for x successes of n, at 95%.
 * E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927).
 *
 * @returns null when n is 0: nothing is known then
 * @throws RangeError when x and n are no counts with 0 ≤ x ≤ n
 */
export function wilson(x: number, n: number): Interval | null {
  if (!Number.isInteger(x) || !Number.isInteger(n) || x < 0 || x > n) {
    throw new RangeError(`counts with 0 ≤ x ≤ n are needed, got x = ${x}, n = ${n}`);
  }
  if (n === 0) return null;
  const share = x / n;
  const z2 = Z95 * Z95;
  const shrink = 1 + z2 / n;
  const centre = (share + z2 / (2 * n)) / shrink;
  const half = (Z95 / shrink) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  // At x = 0 and x = n an end is the ratio itself; rounding must not carry it past.
  return {
    lower: Math.max(0, Math.min(centre - half, share)),
    upper: Math.min(1, Math.max(centre + half, share)),
  };
}
