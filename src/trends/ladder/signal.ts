import { atLeast, atMost } from '../../statistics/binomial.js';
import { normalTail } from '../../statistics/normal.js';
import type { RatioBaseline } from '../../statistics/ratio.js';
import type { Sums } from './sums.js';

/**
 * Whether the rules for shares (6-trends-evidence, B3) see a change in the period at hand, looking back only: a point
 * outside by its exact tail, two of three far out, or eight in a row on one side. It is what `ratioSignals` marks, asked
 * one period after the other as data come in.
 */
export class SignalWatch {
  readonly #outside: number;
  readonly #far: number;

  constructor(
    private readonly sums: Sums,
    private readonly baseline: RatioBaseline,
    /** 1 looks above the centre, -1 below it. */
    private readonly side: 1 | -1,
  ) {
    this.#outside = normalTail(3 * baseline.spread);
    this.#far = normalTail(2 * baseline.spread);
  }

  /** @param floor the first period that may take part */
  at(period: number, floor: number): boolean {
    if (!this.#beyond(period)) return false;
    const tail = this.#tail(period);
    if (tail <= this.#outside) return true;
    if (tail <= this.#far && period - floor >= 2) {
      for (const other of [period - 1, period - 2])
        if (this.#beyond(other) && this.#tail(other) <= this.#far) return true;
    }
    return this.#isRun(period, floor);
  }

  /** The first of the periods on this side of the centre that lead up to the one at hand. */
  runStart(period: number, floor: number): number {
    let from = period;
    while (from > floor && period - from < LONGEST && this.#beyond(from - 1)) from--;
    return from;
  }

  #isRun(period: number, floor: number): boolean {
    let joint = 1;
    for (let at = period; at >= floor && this.#beyond(at); at--) {
      joint *= this.#chanceOfSide(at);
      if (period - at + 1 >= RUN && joint <= RUN_CHANCE) return true;
    }
    return false;
  }

  #beyond(period: number): boolean {
    const n = this.sums.n[period] ?? 0;
    return n > 0 && this.side * ((this.sums.x[period] ?? 0) - n * this.baseline.center) > 0;
  }

  #tail(period: number): number {
    const [x, n] = [this.sums.x[period] ?? 0, this.sums.n[period] ?? 0];
    const { chance } = this.baseline;
    return this.side > 0 ? atLeast(x, n, chance) : atMost(x, n, chance);
  }

  /** The chance that n cases fall on this side. */
  #chanceOfSide(period: number): number {
    const n = this.sums.n[period] ?? 0;
    const { center, chance } = this.baseline;
    return this.side > 0
      ? atLeast(Math.floor(n * center + 1e-9) + 1, n, chance)
      : atMost(Math.ceil(n * center - 1e-9) - 1, n, chance);
  }
}

/** Two years: a gain that begins earlier has had its signal. */
const LONGEST = 104;
/** As in `statistics/ratio-rules`: eight in a row, and no likelier than eight tosses of a coin that fall alike. */
const RUN = 8;
const RUN_CHANCE = 2 ** (1 - RUN);
