/**
 * Exact tails of the binomial distribution, right to some twelve digits however far out, up to n of a million.
 *
 * They are summed here rather than asked of a library, because a simulation asks millions of them, at n of 5 to 50,
 * where a dozen products are faster than two log-gammas; and because incomplete beta functions of the libraries at
 * hand stop after a fixed number of terms, which is too early for n of 100,000.
 */

/** What adds less than this to a sum does not change a number of 53 bits. */
const NOTHING = 2 ** -56;

/**
 * P(X ≥ x) for X ~ Binomial(n, p).
 *
 * @param x a whole number; below 0 and above n too
 * @returns 0 where the chance is below the smallest number that there is
 * @throws RangeError when n is no count, x is not whole, or p is not in [0, 1]
 */
export function atLeast(x: number, n: number, p: number): number {
  check(x, n, p);
  return tail(x, n, p, 1 - p);
}

/** P(X ≤ x) for X ~ Binomial(n, p). As `atLeast`. */
export function atMost(x: number, n: number, p: number): number {
  check(x, n, p);
  return tail(n - x, n, 1 - p, p);
}

function check(x: number, n: number, p: number): void {
  if (!(Number.isInteger(x) && Number.isInteger(n) && n >= 0 && p >= 0 && p <= 1)) {
    throw new RangeError(`whole x and n ≥ 0 and p in [0, 1] are needed, got x = ${x}, n = ${n}, p = ${p}`);
  }
}

/** The upper tail. The chance and its opposite both come in, since one of them may be too close to 1 to tell. */
function tail(x: number, n: number, p: number, q: number): number {
  if (x <= 0) return 1;
  if (x > n || p === 0) return 0;
  if (q === 0) return 1;
  // The smaller tail is summed, so that its digits are its own.
  return x > n * p ? small(x, n, p, q) : 1 - small(n - x + 1, n, q, p);
}

/**
 * The upper tail of an x above the mean. Terms go out from the largest one, which is taken for 1; dividing by the sum
 * of all makes chances of them. So no factorial is needed, and nothing overflows.
 */
function small(x: number, n: number, p: number, q: number): number {
  const mode = Math.min(n, Math.floor((n + 1) * p));
  let all = 1;
  const down = q / p;
  for (let k = mode, term = 1; k > 0; k--) {
    term *= (k / (n - k + 1)) * down;
    all += term;
    if (term < all * NOTHING) break;
  }
  const up = p / q;
  let beyond = mode >= x ? 1 : 0;
  for (let k = mode, term = 1; k < n; k++) {
    term *= ((n - k) / (k + 1)) * up;
    all += term;
    if (k + 1 >= x) beyond += term;
    if (term < beyond * NOTHING || term === 0) break;
  }
  return beyond / all;
}
