/**
 * The upper tail of the standard normal distribution, right to some twelve digits however far out.
 *
 * Overdispersed charts ask for tails at six and more standard deviations, where the error functions of the libraries
 * at hand have lost their digits (2% off at 8) or give 0.
 */

/** From here on the continued fraction is the shorter way. */
const FAR = 2;
/** Levels of the fraction that leave an error below 1e-15 at `FAR`; further out fewer would do. */
const LEVELS = 80;

/** P(Z > z). */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  const density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
  return z < FAR ? 0.5 - density * series(z) : density / fraction(z);
}

/** z + z³/3 + z⁵/(3·5) + … (Abramowitz & Stegun 26.2.11). */
function series(z: number): number {
  let sum = z;
  for (let k = 3, term = z; term > sum * Number.EPSILON; k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return sum;
}

/** z + 1/(z + 2/(z + 3/(z + …))) (Abramowitz & Stegun 26.2.14). */
function fraction(z: number): number {
  let value = z;
  for (let level = LEVELS; level > 0; level--) value = z + level / value;
  return value;
}
