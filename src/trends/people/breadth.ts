import { atLeast } from '../../statistics/binomial.js';
import { atMostOf } from '../../statistics/few-of-many.js';
import type { Tally } from './contributions.js';

/** Whoever has fewer changes in the last 90 days says nothing of a habit. */
const ACTIVE = 3;
/** Fewer people are no team, and a share of them would point at persons. */
export const FEWEST = 3;
/** A person's own share counts as if four more changes had been made at the baseline's. */
const PRIOR = 4;
/** Less of a team than this has not taken a practice up. */
const BROAD = 0.6;
/** How unlikely so few must be in a team that has taken it up alike, before it is called narrow. */
const UNLIKELY = 0.05;

/** How many of those who are active have taken a practice up. */
export interface Breadth {
  readonly active: number;
  /** 0 to 1. */
  readonly share: number;
  readonly isNarrow: boolean;
}

/**
 * The share of people whose own share is nearer to the gain than to the baseline. With five changes each one person in
 * three falls short by chance though all do the same, so that a fixed bar would call most teams narrow now and then:
 * besides the bar it must be unlikely (5%) that as few would pass it if everybody had the team's share.
 *
 * @param people of the last 90 days
 * @param before the baseline's share
 * @param gained the share of the gain
 * @returns null when fewer than 3 are active
 */
export function breadthOf(people: Iterable<Tally>, before: number, gained: number): Breadth | null {
  const active = [...people].filter(({ n }) => n >= ACTIVE);
  if (active.length < FEWEST) return null;
  const middle = (before + gained) / 2;
  const cases = active.reduce((sum, { n }) => sum + n, 0);
  const team = active.reduce((sum, { x }) => sum + x, 0) / cases;
  // (x + PRIOR·before) / (n + PRIOR) ≥ middle
  const needs = (n: number): number => Math.ceil(middle * (n + PRIOR) - PRIOR * before - 1e-9);
  const passed = active.filter(({ x, n }) => x >= needs(n)).length;
  const share = passed / active.length;
  const chance = (): number =>
    atMostOf(
      passed,
      active.map(({ n }) => atLeast(needs(n), n, team)),
    );
  return { active: active.length, share, isNarrow: share < BROAD && chance() <= UNLIKELY };
}
