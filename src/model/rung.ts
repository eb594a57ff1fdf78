/**
 * Where a trend stands on the win ladder. Only *sustained* and *anchored* are called a win; *slipping* and *relapsed* are
 * ways down.
 */
export type Rung =
  | 'no-baseline'
  | 'no-signal'
  | 'early-win'
  | 'holding'
  | 'sustained'
  | 'anchored'
  | 'slipping'
  | 'relapsed';

/** How many teams in which nothing changed show an early win by chance within a year, as docs/error-rates.md has it. */
export const EARLY_BY_CHANCE = 'about one team in eight shows this by chance within a year';
/** The same of a sustained win: the worst of all series in which nothing changed. */
export const SUSTAINED_BY_CHANCE = 'fewer than one team in fifty is told so by chance within a year';

/** What keeps a trend from a higher rung, or a rung from being believed. */
export type Guard =
  /** Nothing that counts has happened for so long that nothing can be said of now. */
  | 'dormant'
  /** Without one person there is no gain. */
  | 'single-champion'
  /** Fewer people have taken it up than chance would leave out of a team that has. */
  | 'narrow'
  | 'breadth-not-assessable'
  | 'newcomers-behind'
  | 'newcomers-unknown'
  /** Other people or smaller changes came, and nobody does it more often. */
  | 'mix-change'
  /** What is counted is seen in another way than before: rungs stay where they are. */
  | 'measurement-changed'
  /** Nobody has come or gone since the gain. */
  | 'untested-by-turnover'
  /** Coaching was within the last 12 weeks. */
  | 'coached'
  /** Those who have gone did it; those who are here don't. */
  | 'carried-by-leavers';

/** A rung with all that is to be said of it. Sentences are whole, and name no person. */
export interface Standing {
  readonly rung: Rung;
  /** The start of the period in which it was reached, `YYYY-MM-DD`, or what stands for it in a series without dates. */
  readonly since: string;
  readonly reason: string;
  /** What would move it up next; null on the highest rung. */
  readonly up: string | null;
  /** What would move it down next; null where there is nothing to lose. */
  readonly down: string | null;
  readonly guards: readonly Guard[];
}

/** A rung that was reached, or lost: what a log of wins is made of. */
export interface RungChange {
  readonly start: string;
  readonly from: Rung;
  readonly to: Rung;
  readonly reason: string;
}
