/** Sums of x and n over any run of periods, each in one step. */
export class Sums {
  readonly #x: Float64Array;
  readonly #n: Float64Array;

  constructor(
    readonly x: readonly number[],
    readonly n: readonly number[],
  ) {
    this.#x = running(x);
    this.#n = running(n);
  }

  /** Half-open: from the first period up to before the second. */
  between(from: number, to: number): { readonly x: number; readonly n: number } {
    return {
      x: (this.#x[to] ?? 0) - (this.#x[from] ?? 0),
      n: (this.#n[to] ?? 0) - (this.#n[from] ?? 0),
    };
  }

  share(from: number, to: number): number {
    const { x, n } = this.between(from, to);
    return n === 0 ? 0 : x / n;
  }
}

function running(values: readonly number[]): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (const [at, value] of values.entries()) sums[at + 1] = (sums[at] ?? 0) + value;
  return sums;
}
