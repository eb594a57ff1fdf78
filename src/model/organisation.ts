import type { Practice } from './finding.js';
import type { Rung } from './rung.js';

/** How many of some repositories stood on each rung on a day; a rung without any is left out. */
export interface AdoptionPoint {
  readonly day: string;
  readonly rungs: Readonly<Partial<Record<Rung, number>>>;
}

/**
 * How a practice travels with people from one repository into the next, of all repositories of an installation. It holds
 * nothing of anybody: groups of fewer than three people are null.
 */
export interface Travel {
  readonly practice: Practice;
  /** People who had taken it up elsewhere before they came to a repository, and those of them who do it there. */
  readonly having: TravelGroup | null;
  /** The same of people who had worked where it was taken up, and had not taken it up themselves. */
  readonly without: TravelGroup | null;
  /** 95% interval of the one share less the other (Newcombe); null where either group is. */
  readonly difference: { readonly lower: number; readonly upper: number } | null;
}

/** Of n people, x do it in the next repository. */
export interface TravelGroup {
  readonly x: number;
  readonly n: number;
}
