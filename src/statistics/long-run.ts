/** Neighbours that are taken into account: what a share has to do with that of four periods ago is little. */
const LAGS = 3;

/**
 * How much more the mean of some shares varies than a binomial says, in standard deviations: periods differ from each
 * other, and a good week follows a good one. The long-run variance of the standardised residuals with Bartlett's weights
 * (W. K. Newey and K. D. West, A simple, positive semi-definite, heteroskedasticity and autocorrelation consistent
 * covariance matrix, Econometrica 55, 1987).
 *
 * @param parts runs of periods that each have a share of their own; of n[i] cases x[i] have it
 * @returns at least 1: varying less than a binomial is chance
 */
export function longRunSpread(
  x: readonly number[],
  n: readonly number[],
  parts: readonly { readonly from: number; readonly to: number }[],
): number {
  let count = 0;
  // Each part's own mean takes as much from every product as one period weighs: 1 + 2·Σ(1 − lag/(LAGS + 1)).
  let taken = 0;
  const products = new Float64Array(LAGS + 1);
  for (const { from, to } of parts) {
    let [hits, cases] = [0, 0];
    for (let at = from; at < to; at++) {
      hits += x[at] ?? 0;
      cases += n[at] ?? 0;
    }
    const share = hits / cases;
    const sigma = Math.sqrt(share * (1 - share));
    // All or none of them: nothing varies.
    if (!(sigma > 0)) continue;
    const recent = new Float64Array(LAGS);
    for (let at = from; at < to; at++) {
      const cell = n[at] ?? 0;
      const residual = cell === 0 ? 0 : ((x[at] ?? 0) - cell * share) / (sigma * Math.sqrt(cell));
      products[0] = (products[0] ?? 0) + residual * residual;
      for (let lag = 1; lag <= LAGS; lag++)
        products[lag] = (products[lag] ?? 0) + residual * (recent[(at - lag + LAGS * to) % LAGS] ?? 0);
      recent[at % LAGS] = residual;
    }
    count += to - from;
    taken += LAGS + 1;
  }
  if (count - taken < 1) return 1;
  let variance = products[0] ?? 0;
  for (let lag = 1; lag <= LAGS; lag++) variance += 2 * (1 - lag / (LAGS + 1)) * (products[lag] ?? 0);
  return Math.sqrt(Math.max(1, variance / (count - taken)));
}
