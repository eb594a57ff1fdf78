import type { Practice } from './finding.js';

/** What somebody did so that a practice is taken up. Days are `YYYY-MM-DD`, UTC. */
export interface Intervention {
  readonly kind: 'coaching' | 'training' | 'pairing' | 'policy' | 'experiment';
  readonly title: string;
  readonly start: string;
  /** Its last day; the first one where it took no longer, and of every experiment: its days are `start` and `review`. */
  readonly end: string;
  /** Null for all practices. */
  readonly practice: Practice | null;
  /** The indicator that an experiment is judged by; null for the first one of the practice. */
  readonly indicator: string | null;
  /** What an experiment is expected to show; null for what is none. */
  readonly hypothesis: string | null;
  /** The day on which an experiment is judged; null for what is none. */
  readonly review: string | null;
}

/**
 * An intervention with what came before and after it. Its practice and its indicator are those that it is judged by:
 * one for all practices has an outcome for each.
 */
export interface InterventionOutcome extends Intervention {
  /** Null without a single period. */
  readonly before: Share | null;
  readonly after: Share | null;
  /** 95% interval of after less before (Newcombe); null where either side has too few periods to say anything. */
  readonly difference: { readonly lower: number; readonly upper: number } | null;
  /** *Too early* will change with time, *cannot tell* will not. The last three are for experiments only. */
  readonly verdict:
    | 'too-early'
    | 'cannot-tell'
    | 'no-change-detected'
    | 'more-often'
    | 'less-often'
    | 'supported'
    | 'not-supported'
    | 'inconclusive';
  /** One plain sentence; association only. */
  readonly sentence: string;
}

/** Of n changes in so many periods, x show it. */
interface Share {
  readonly x: number;
  readonly n: number;
  readonly periods: number;
}
