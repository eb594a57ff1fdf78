/**
 * The chance that at most k of some independent events happen, each with a chance of its own (Poisson binomial), by
 * adding one event after the other: exact, in the square of their number.
 */
export function atMostOf(k: number, chances: readonly number[]): number {
  // by[i]: the chance that i have happened so far.
  const by = new Float64Array(chances.length + 1);
  by[0] = 1;
  for (const [done, chance] of chances.entries()) {
    for (let i = done + 1; i > 0; i--) by[i] = (by[i] ?? 0) * (1 - chance) + (by[i - 1] ?? 0) * chance;
    by[0] = (by[0] ?? 0) * (1 - chance);
  }
  let sum = 0;
  for (let i = 0; i <= k && i <= chances.length; i++) sum += by[i] ?? 0;
  return Math.min(1, sum);
}
