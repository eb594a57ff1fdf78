import { normalTail } from './normal.js';

/** Descriptions of a steady rise or fall that outliers hardly move. Both compare all pairs: n of some thousands. */

/**
 * The median of the slopes between all pairs, for values at equal steps.
 * H. Theil (1950); P. K. Sen, Estimates of the regression coefficient based on Kendall's tau, JASA 63 (1968).
 *
 * @returns change a step; null of fewer than two values
 */
export function theilSen(values: readonly number[]): number | null {
  const slopes: number[] = [];
  for (const [j, later] of values.entries()) {
    for (let i = 0; i < j; i++) slopes.push((later - (values[i] ?? later)) / (j - i));
  }
  if (slopes.length === 0) return null;
  const sorted = Float64Array.from(slopes).sort();
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

/**
 * The two-sided p of the Mann–Kendall test for a trend, by the normal approximation with ties and continuity.
 * H. B. Mann, Nonparametric tests against trend, Econometrica 13 (1945).
 */
export function mannKendall(values: readonly number[]): { readonly s: number; readonly p: number } {
  const n = values.length;
  let s = 0;
  for (const [j, later] of values.entries()) {
    for (let i = 0; i < j; i++) s += Math.sign(later - (values[i] ?? later));
  }
  const ties = new Map<number, number>();
  for (const value of values) ties.set(value, (ties.get(value) ?? 0) + 1);
  const term = (t: number): number => t * (t - 1) * (2 * t + 5);
  const tied = [...ties.values()].reduce((sum, t) => sum + term(t), 0);
  const variance = (term(n) - tied) / 18;
  return { s, p: s === 0 ? 1 : 2 * normalTail((Math.abs(s) - 1) / Math.sqrt(variance)) };
}
