import { mean } from './mean.js';

/** Charts of shares: of n cases in a period, x have it. Periods without a case are passed over. */

/** The mean range of two normal values, in standard deviations (d₂). */
const RANGE_OF_TWO = 1.128;

export interface RatioBaseline {
  /** Σx / Σn */
  readonly center: number;
  /**
   * The share that chances are computed at. It is `center`, but half a case off 0 and 1: that something never happened
   * in 60 cases does not make it impossible, and its first time no signal.
   */
  readonly chance: number;
  /** How much more than a binomial the shares vary, in standard deviations (σ_z): at least 1. */
  readonly spread: number;
}

interface Limits {
  readonly lower: number;
  readonly upper: number;
}

/**
 * What a share usually is, by the periods that set it.
 *
 * @param laney whether shares may vary more than a binomial does (Laney's p′), or not (p chart)
 * @returns null when there is no case
 */
export function ratioBaseline(
  x: readonly number[],
  n: readonly number[],
  { laney }: { readonly laney: boolean },
): RatioBaseline | null {
  const [hits, cases] = [sum(x), sum(n)];
  if (cases === 0) return null;
  const center = hits / cases;
  const chance = hits === 0 || hits === cases ? (hits + 0.5) / (cases + 1) : center;
  // Less than a binomial is chance, or how the work is cut: it must not narrow the limits.
  return { center, chance, spread: laney ? Math.max(1, sigmaZ(x, n, center)) : 1 };
}

/**
 * σ_z: by how much neighbouring shares differ, in what a binomial leads to expect.
 * D. B. Laney, Improved control charts for attributes, Quality Engineering 14 (2002).
 *
 * @returns 1 where nothing can be said: fewer than two periods, or all cases alike
 */
export function sigmaZ(x: readonly number[], n: readonly number[], center: number): number {
  const scores: number[] = [];
  for (const [at, cases] of n.entries()) {
    if (cases > 0) scores.push(((x[at] ?? 0) / cases - center) / binomialSigma(center, cases));
  }
  if (scores.length < 2 || center <= 0 || center >= 1) return 1;
  return mean(scores.slice(1).map((score, at) => Math.abs(score - (scores[at] ?? score)))) / RANGE_OF_TWO;
}

/** The limits to draw for n cases, within [0, 1]; of no case, all that can be. Signals go by exact chances instead. */
export function ratioLimits({ center, spread }: RatioBaseline, n: number, sigmas = 3): Limits {
  if (n === 0) return { lower: 0, upper: 1 };
  const away = sigmas * spread * binomialSigma(center, n);
  return { lower: Math.max(0, center - away), upper: Math.min(1, center + away) };
}

const binomialSigma = (share: number, n: number): number => Math.sqrt((share * (1 - share)) / n);
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/**
 * The I′ chart: XmR for values that stand for n cases each, with limits that widen where n is small.
 * After W. A. Taylor, Normalized individuals control chart (2017), as qicharts2 draws it:
 * s_i = √(π/2)·|y_i − y_{i+1}| / √(1/n_i + 1/n_{i+1}).
 *
 * @param values at least two, each with n > 0
 * @returns the centre, weighted by n, and the mean of s: limits are center ± 3·sigma/√n
 */
export function iPrime(
  values: readonly number[],
  n: readonly number[],
): { readonly center: number; readonly sigma: number } {
  const weighted = values.map((value, at) => value * (n[at] ?? 0));
  const steps = values.slice(1).map((value, at) => {
    const width = Math.sqrt(1 / (n[at] ?? 0) + 1 / (n[at + 1] ?? 0));
    return (Math.sqrt(Math.PI / 2) * Math.abs(value - (values[at] ?? value))) / width;
  });
  return { center: sum(weighted) / sum(n), sigma: mean(steps) };
}
