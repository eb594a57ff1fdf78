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

/** x of n cases. */
export interface Tally {
  x: number;
  n: number;
}

/** Sums of some days by whatever tells contributions apart. */
export class Tallies {
  readonly byPerson = new Map<string, Tally>();
  readonly byBand = new Map<string, Tally>();
  readonly byWay = new Map<string, Tally>();
  readonly bySight = new Map<string, Tally>();

  add({ who, x, n, band, way, visible }: Contribution): void {
    increase(this.byPerson, who, x, n);
    if (band !== null) increase(this.byBand, band, x, n);
    if (way !== null) increase(this.byWay, way, x, n);
    if (visible !== null) increase(this.bySight, String(visible), x, n);
  }
}

function increase(sums: Map<string, Tally>, key: string, x: number, n: number): void {
  const own = sums.get(key);
  if (own === undefined) sums.set(key, { x, n });
  else {
    own.x += x;
    own.n += n;
  }
}

export function total(tallies: Iterable<Tally>): Tally {
  let [x, n] = [0, 0];
  for (const it of tallies) {
    x += it.x;
    n += it.n;
  }
  return { x, n };
}

/** Contributions in the order of their days, with what is known of when people came. */
export class Contributions {
  readonly #all: readonly Contribution[];
  readonly #firstDays = new Map<string, number>();
  /** The days that were asked for last: their sums go on where they ended. */
  #running: { from: number; next: number; readonly tallies: Tallies } | null = null;

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

  /** The sums of some days, half-open. */
  between(from: number, to: number): Tallies {
    const tallies = new Tallies();
    for (let at = this.#firstFrom(from); at < this.#firstFrom(to); at++)
      tallies.add(this.#all[at] as Contribution);
    return tallies;
  }

  /** As `between`, for days that begin where they began the last time, and end later: what is known already is kept. */
  upTo(from: number, to: number): Tallies {
    const last = this.#firstFrom(to);
    if (this.#running === null || this.#running.from !== from || this.#running.next > last)
      this.#running = { from, next: this.#firstFrom(from), tallies: new Tallies() };
    for (; this.#running.next < last; this.#running.next++)
      this.#running.tallies.add(this.#all[this.#running.next] as Contribution);
    return this.#running.tallies;
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
