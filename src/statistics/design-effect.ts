/**
 * By how much the variance of a share grows because cases come in groups that are alike: 1 where they are independent,
 * or all alone. n divided by it is how many independent cases would say as much.
 * J. N. K. Rao and A. J. Scott, A simple method for the analysis of clustered binary data, Biometrics 48 (1992).
 *
 * @param groups of n cases each, of which x have it
 * @returns at least 1: that groups differ less than by chance is chance
 */
export function designEffect(groups: Iterable<{ readonly x: number; readonly n: number }>): number {
  const all = [...groups].filter(({ n }) => n > 0);
  const cases = all.reduce((sum, { n }) => sum + n, 0);
  const share = all.reduce((sum, { x }) => sum + x, 0) / cases;
  const binomial = cases * share * (1 - share);
  // With all or none of them, or each alone, nothing shows how alike they are.
  if (!(binomial > 0) || all.length < 2 || all.length === cases) return 1;
  const between = all.reduce((sum, { x, n }) => sum + (x - n * share) ** 2, 0);
  return Math.max(1, ((all.length / (all.length - 1)) * between) / binomial);
}
