import { RELAPSE } from './thresholds.js';

/**
 * The evidence that a gain is gone, gathered case by case (CUSUM; E. S. Page, Continuous inspection schemes, Biometrika
 * 41, 1954; for shares M. R. Reynolds and Z. G. Stoumbos, A CUSUM chart for monitoring a proportion, J. Quality
 * Technology 31, 1999): the log of how much likelier the last cases are at the baseline's share than at that of the gain,
 * from the moment on at which this is most.
 *
 * It is asked besides the proposal's two conditions, because these alone call two of three true gains at 5 changes a week
 * relapsed within two years: 40 cases fall short by chance, and there are a hundred windows of them.
 */
export class FallWatch {
  #evidence = 0;
  readonly #hit: number;
  readonly #miss: number;
  readonly #likely: number;

  /**
   * @param before the share of the baseline, in (0, 1)
   * @param gained the share of the gain, above it
   * @param spread how much more than a binomial shares vary, in standard deviations
   */
  constructor(before: number, gained: number, spread: number) {
    const widen = spread * spread;
    this.#hit = Math.log(before / gained) / widen;
    this.#miss = Math.log((1 - before) / (1 - gained)) / widen;
    // What one case tells on average while the gain holds (Kullback and Leibler).
    this.#likely = -(gained * this.#hit + (1 - gained) * this.#miss);
  }

  /** Takes a period in. */
  add(x: number, n: number): void {
    this.#evidence = Math.max(0, this.#evidence + x * this.#hit + (n - x) * this.#miss);
  }

  /** Whether the last cases speak for the baseline, if only three to one: then it is no time to call a gain sustained. */
  get isDoubtful(): boolean {
    return this.#evidence > DOUBT;
  }

  /**
   * Whether the evidence passes what a gain that holds reaches by chance. By Wald's approximation that takes
   * e^h / (n · information of a case) periods, so h follows from the chance that is allowed.
   *
   * @param cases cases in a usual period
   */
  isGone(cases: number): boolean {
    const bar = Math.log((RELAPSE.periods * Math.max(1, cases) * this.#likely) / RELAPSE.chance);
    return this.#evidence > Math.max(LEAST, bar);
  }
}

/** Twenty to one is asked for, however little a case tells. */
const LEAST = Math.log(20);
const DOUBT = Math.log(3);
