import type { Contribution } from './contributions.js';

/** So many changes on both sides, or nothing is said. */
const CASES = 20;
/** More of the changes than this came to the branch in another way. */
const OTHER_WAY = 0.5;
/** A shift of this share in how many changes show an order. */
const OTHER_SIGHT = 0.15;

/** Whether what is counted is seen in another way than in the baseline: another way of merging, or more and less order. */
export function isMeasuredOtherwise(
  before: readonly Contribution[],
  after: readonly Contribution[],
): boolean {
  const [old, now] = [sharesOf(before, ({ way }) => way), sharesOf(after, ({ way }) => way)];
  if (old !== null && now !== null) {
    const ways = new Set([...old.keys(), ...now.keys()]);
    let moved = 0;
    for (const way of ways) moved += Math.abs((old.get(way) ?? 0) - (now.get(way) ?? 0)) / 2;
    if (moved > OTHER_WAY) return true;
  }
  const seen = ({ visible }: Contribution): string | null => (visible === null ? null : String(visible));
  const [sawOld, sawNow] = [sharesOf(before, seen), sharesOf(after, seen)];
  return (
    sawOld !== null &&
    sawNow !== null &&
    Math.abs((sawOld.get('true') ?? 0) - (sawNow.get('true') ?? 0)) > OTHER_SIGHT
  );
}

function sharesOf(
  contributions: readonly Contribution[],
  key: (contribution: Contribution) => string | null,
): Map<string, number> | null {
  const counts = new Map<string, number>();
  let all = 0;
  for (const contribution of contributions) {
    const name = key(contribution);
    if (name === null) continue;
    counts.set(name, (counts.get(name) ?? 0) + contribution.n);
    all += contribution.n;
  }
  if (all < CASES) return null;
  return new Map([...counts].map(([name, n]) => [name, n / all]));
}
