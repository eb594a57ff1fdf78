import { mean } from './mean.js';

/** What a test needs to know of some values. */
export interface Sample {
  readonly size: number;
  readonly mean: number;
  /** The sum of squared distances from the mean. */
  readonly squares: number;
}

/** Of the values from `from` to before `to`. */
export function sampleOf(values: readonly number[], from: number, to: number): Sample {
  const some = values.slice(from, to);
  const centre = mean(some);
  return { size: some.length, mean: centre, squares: some.reduce((sum, it) => sum + (it - centre) ** 2, 0) };
}

/**
 * Of the values of both. Joined equal constants are still without spread.
 * T. F. Chan, G. H. Golub, R. J. LeVeque, Updating formulae and a pairwise algorithm (1979).
 */
export function joined(one: Sample, two: Sample): Sample {
  const size = one.size + two.size;
  const apart = two.mean - one.mean;
  return {
    size,
    mean: one.mean + (apart * two.size) / size,
    squares: one.squares + two.squares + (apart * apart * one.size * two.size) / size,
  };
}
