/** What somebody contributed on one day. Keys tell people apart in this process and are never given away. */
export interface Contribution {
  /** Days since 1970, UTC. */
  readonly day: number;
  readonly who: string;
  readonly x: number;
  readonly n: number;
  /** How large the change was, as a band; null where it is not known. */
  readonly band: string | null;
  /** How it came to the branch; null where it is not known. */
  readonly way: string | null;
  /** Whether its order can be seen; null where that is not asked. */
  readonly visible: boolean | null;
}

export interface Tally {
  readonly who: string;
  x: number;
  n: number;
}

/** Contributions in the order of their days, with what is known of when people came. */
export class Contributions {
  readonly #all: readonly Contribution[];
  readonly #firstDays = new Map<string, number>();

  constructor(all: Iterable<Contribution>) {
    this.#all = [...all].sort((a, b) => a.day - b.day);
    for (const { who, day } of this.#all) if (!this.#firstDays.has(who)) this.#firstDays.set(who, day);
  }

  get firstDay(): number {
    return this.#all[0]?.day ?? 0;
  }

  joined(who: string): number {
    return this.#firstDays.get(who) ?? Number.POSITIVE_INFINITY;
  }

  /** Half-open in days. */
  between(from: number, to: number): readonly Contribution[] {
    return this.#all.slice(this.#firstFrom(from), this.#firstFrom(to));
  }

  /** By person, in no order. */
  byPerson(from: number, to: number): Map<string, Tally> {
    return tally(this.between(from, to), ({ who }) => who);
  }

  #firstFrom(day: number): number {
    let [low, high] = [0, this.#all.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#all[middle]?.day ?? 0) < day) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Sums by whatever key; what has none is left out. */
export function tally(
  contributions: readonly Contribution[],
  key: (contribution: Contribution) => string | null,
): Map<string, Tally> {
  const sums = new Map<string, Tally>();
  for (const contribution of contributions) {
    const who = key(contribution);
    if (who === null) continue;
    const own = sums.get(who) ?? { who, x: 0, n: 0 };
    own.x += contribution.x;
    own.n += contribution.n;
    sums.set(who, own);
  }
  return sums;
}

export function total(tallies: Iterable<{ readonly x: number; readonly n: number }>): {
  x: number;
  n: number;
} {
  let [x, n] = [0, 0];
  for (const it of tallies) {
    x += it.x;
    n += it.n;
  }
  return { x, n };
}
