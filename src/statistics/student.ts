import jstat from 'jstat';
import type { Sample } from './sample.js';

/**
 * The two-sided p of Student's t-test of two samples of equal variance. The variance is that of the sample as if it were
 * all there is (divided by n, not n − 1), as Apache Otava hands it to its test: few points are taken for more alike.
 *
 * @returns 1 where nothing can be said: fewer than three values in all, or no difference; 0 of two constants that differ
 */
export function tTest(one: Sample, two: Sample): number {
  const freedom = one.size + two.size - 2;
  const difference = one.mean - two.mean;
  if (freedom < 1 || difference === 0) return 1;
  const pooled =
    (((one.size - 1) * one.squares) / one.size + ((two.size - 1) * two.squares) / two.size) / freedom;
  return studentTails(difference / Math.sqrt(pooled * (1 / one.size + 1 / two.size)), freedom);
}

/**
 * P(|T| > |t|) for Student's t, right to seven digits.
 *
 * @param freedom degrees of freedom, at least 1
 */
export function studentTails(t: number, freedom: number): number {
  const square = t * t;
  // By the incomplete beta function rather than the library's own t, which loses its digits where the tail is thin.
  return square === Infinity ? 0 : jstat.ibeta(freedom / (freedom + square), freedom / 2, 0.5);
}
