import type { Tallies, Tally } from './contributions.js';

/** So many changes on both sides, or nothing is said. */
const CASES = 20;
/** More of the changes than this came to the branch in another way. */
const OTHER_WAY = 0.5;
/** A shift of this share in how many changes show an order. */
const OTHER_SIGHT = 0.15;

type Told = Pick<Tallies, 'byWay' | 'bySight'>;

/** Whether what is counted is seen in another way than in the baseline: another way of merging, or more and less order. */
export const isMeasuredOtherwise = (before: Told, after: Told): boolean =>
  moved(before.byWay, after.byWay) > OTHER_WAY || moved(before.bySight, after.bySight) > OTHER_SIGHT;

/** The share of cases that would have to be of another sort for both to be alike; 0 where too little is known. */
function moved(before: ReadonlyMap<string, Tally>, after: ReadonlyMap<string, Tally>): number {
  const [old, now] = [casesOf(before), casesOf(after)];
  if (old < CASES || now < CASES) return 0;
  let sum = 0;
  for (const sort of new Set([...before.keys(), ...after.keys()]))
    sum += Math.abs((before.get(sort)?.n ?? 0) / old - (after.get(sort)?.n ?? 0) / now) / 2;
  return sum;
}

const casesOf = (sorts: ReadonlyMap<string, Tally>): number =>
  [...sorts.values()].reduce((sum, { n }) => sum + n, 0);
