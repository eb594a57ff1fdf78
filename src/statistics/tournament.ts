/**
 * Numbers of which the greatest is always known, and any may change: a tree of winners. Finding takes no time, changing
 * one takes log n.
 */
export class Tournament {
  readonly #size: number;
  /** Node k has the children 2k and 2k + 1; the leaves come last. */
  readonly #winners: Float64Array;

  constructor(values: readonly number[]) {
    this.#size = 2 ** Math.ceil(Math.log2(Math.max(1, values.length)));
    this.#winners = new Float64Array(2 * this.#size).fill(-Infinity);
    this.#winners.set(values, this.#size);
    for (let node = this.#size - 1; node > 0; node--) this.#play(node);
  }

  /** The greatest of all; -Infinity when there is none. */
  get greatest(): number {
    return this.#winners[1] ?? -Infinity;
  }

  /** Where the greatest is; the first of equal ones. */
  get at(): number {
    let node = 1;
    while (node < this.#size)
      node = this.#winners[2 * node] === this.#winners[node] ? 2 * node : 2 * node + 1;
    return node - this.#size;
  }

  /** Sets one; -Infinity takes it out. */
  set(at: number, value: number): void {
    let node = this.#size + at;
    this.#winners[node] = value;
    for (node >>= 1; node > 0; node >>= 1) this.#play(node);
  }

  #play(node: number): void {
    this.#winners[node] = Math.max(
      this.#winners[2 * node] ?? -Infinity,
      this.#winners[2 * node + 1] ?? -Infinity,
    );
  }
}
