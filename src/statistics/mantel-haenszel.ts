/** One stratum: of n cases x have it, before and after. */
export interface Stratum {
  readonly x1: number;
  readonly n1: number;
  readonly x0: number;
  readonly n0: number;
}

/**
 * The difference of shares within strata, each weighted by what it can tell (Mantel and Haenszel), with its 1-z interval:
 * what is left of a difference when the strata don't change in size. The variance is that of T. Sato, On the variance
 * estimator for the Mantel-Haenszel risk difference, Biometrics 45 (1989), which holds for many small strata too.
 *
 * @param z the normal quantile
 * @returns null when no stratum has cases on both sides
 */
export function withinStrata(
  strata: Iterable<Stratum>,
  z: number,
): { readonly difference: number; readonly lower: number; readonly upper: number } | null {
  let [weights, weighted, p, q] = [0, 0, 0, 0];
  for (const { x1, n1, x0, n0 } of strata) {
    if (n1 === 0 || n0 === 0) continue;
    const n = n1 + n0;
    weights += (n1 * n0) / n;
    weighted += (x1 * n0 - x0 * n1) / n;
    p += (n1 * n1 * x0 - n0 * n0 * x1 + (n1 * n0 * (n0 - n1)) / 2) / (n * n);
    q += (x1 * (n0 - x0) + x0 * (n1 - x1)) / (2 * n);
  }
  if (weights === 0) return null;
  const difference = weighted / weights;
  const away = z * Math.sqrt(Math.max(0, (difference * p + q) / (weights * weights)));
  return { difference, lower: difference - away, upper: difference + away };
}
