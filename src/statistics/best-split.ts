export interface Split {
  /** The first value of the right part. */
  readonly index: number;
  /** How much the two parts differ; 0 where they are alike. */
  readonly distance: number;
}

/**
 * Where a series falls best into a left part, up to τ, and a right part, from τ up to some κ: where the energy distance
 * of the two is greatest.
 *
 *   Q(τ, κ) = 2/(m+n)·Σ|xᵢ−yⱼ| − 2m/((m+n)(n−1))·Σ|xᵢ−xₖ| − 2n/((m+n)(m−1))·Σ|yⱼ−yₖ|
 *
 * D. S. Matteson, N. A. James, A nonparametric approach for multiple change point analysis of multivariate data, JASA
 * 109 (2014). Takes time with the square of the length: call it on windows.
 *
 * @param values of which those from `from` to before `to` are looked at
 * @returns null of fewer than two values; of equally good ones the earliest
 */
export function bestSplit(values: readonly number[], from: number, to: number): Split | null {
  const length = to - from;
  if (length < 2) return null;
  const at = (offset: number): number => values[from + offset] ?? 0;
  // before[k]: how far value k is from all before it, in sum. left[k]: how far it is from those in the left part.
  const before = new Float64Array(length);
  for (let k = 1; k < length; k++) {
    for (let i = 0; i < k; i++) before[k] = (before[k] ?? 0) + Math.abs(at(i) - at(k));
  }
  const left = new Float64Array(length);
  let best: Split | null = null;
  let withinLeft = 0;
  for (let n = 1; n < length; n++) {
    withinLeft += before[n - 1] ?? 0;
    const joined = at(n - 1);
    for (let k = n; k < length; k++) left[k] = (left[k] ?? 0) + Math.abs(joined - at(k));
    let across = 0;
    let withinRight = 0;
    for (let k = n; k < length; k++) {
      across += left[k] ?? 0;
      withinRight += (before[k] ?? 0) - (left[k] ?? 0);
      const m = k - n + 1;
      const distance =
        (2 / (m + n)) *
        (across - (n > 1 ? (m / (n - 1)) * withinLeft : 0) - (m > 1 ? (n / (m - 1)) * withinRight : 0));
      if (best === null || distance > best.distance) best = { index: from + n, distance };
    }
  }
  return best;
}
