import { lineEdits } from './line-edits.js';
import { type Looks, Outline, type Run, TOP } from './outline.js';

/** Two versions of a text without the things that are the same in both. */
export interface ChangedParts {
  readonly before: string;
  readonly after: string;
  readonly leftOut: {
    /** Where it stood in the new text: runs of rows, from 0, each up to the one behind its last. */
    readonly rows: readonly Run[];
    /** What stood there, thing by thing, without comments: those that are long enough to be a function or a type. */
    readonly code: () => readonly string[];
  };
}

/**
 * Two versions of a text without the things that are the same in both, at the top or in a type that is there in both:
 * their lines are empty, so that all others keep their numbers. What is left begins and ends where a thing does, by its
 * look: whether it can still be understood is for the parser to say.
 */
export function changedParts(before: string, after: string, looks: Looks = {}): ChangedParts {
  const [old, now] = [new Outline(before, looks), new Outline(after, looks)];
  const places = rowsAfter(before, after, old.lines.length);
  const things = new Same(old, now, places).things();
  const runs = things.map((begins): Run => [begins[0] as number, begins.at(-1) as number]);
  const rows = runs.map(([first, last]): Run => {
    const place = places[first] as number;
    return [place, place + last - first];
  });
  return {
    before: old.without(runs),
    after: now.without(rows),
    leftOut: { rows, code: () => things.flatMap((begins) => old.code(begins)) },
  };
}

/** For each row of an old text which row of the new one it is; -1 where it is in none. */
function rowsAfter(before: string, after: string, count: number): Int32Array {
  const rows = new Int32Array(count).fill(-1);
  let [from, ahead] = [0, 0];
  const same = (to: number): void => {
    for (let row = from; row < to; row++) rows[row] = row + ahead;
  };
  for (const { startRow, oldEndRow, newEndRow } of lineEdits(before, after)) {
    same(startRow);
    ahead += newEndRow - oldEndRow;
    from = oldEndRow;
  }
  same(count);
  return rows;
}

/** What is the same in two texts. */
class Same {
  /** Of what stands around others, by its row: whether it holds them in both. */
  readonly #known = new Map<number, boolean>([[TOP, true]]);

  constructor(
    private readonly old: Outline,
    private readonly now: Outline,
    /** Of each row of the old text, as `rowsAfter` tells it. */
    private readonly rows: Int32Array,
  ) {}

  /** Runs of whole things: the rows where they begin, and that of what comes behind them; in order, none in another. */
  things(): number[][] {
    const runs: number[][] = [];
    const open = new Map<number, number[]>();
    const add = (): void => {
      for (const begins of open.values()) if (begins.length > 1) runs.push(begins);
      open.clear();
    };
    for (let row = 0; row < this.rows.length; row++) {
      const place = this.rows[row] as number;
      if (place === -1) continue;
      if (place !== (this.rows[row - 1] ?? -2) + 1) add();
      if (!this.old.begins(row) || !this.now.begins(place)) continue;
      const around = this.old.around[row] as number;
      if (!this.#isIn(row, around)) continue;
      const begins = open.get(around);
      if (begins === undefined) open.set(around, [row]);
      else begins.push(row);
    }
    add();
    let done = 0;
    return runs
      .sort(([a = 0], [b = 0]) => a - b)
      .filter((begins) => {
        const last = begins.at(-1) ?? 0;
        const isNew = last > done;
        done = Math.max(done, last);
        return isNew;
      });
  }

  /** Whether a row stands in the same in both, and that holds things. */
  #isIn(row: number, around: number): boolean {
    const place = around === TOP ? TOP : (this.rows[around] as number);
    return this.now.around[this.rows[row] as number] === place && this.#holds(around);
  }

  #holds(around: number): boolean {
    const known = this.#known.get(around);
    if (known !== undefined) return known;
    const said = this.#isSame(around) && this.#isIn(around, this.old.around[around] as number);
    this.#known.set(around, said);
    return said;
  }

  /** Whether a thing that holds others opens with the same lines in both. */
  #isSame(around: number): boolean {
    const opening = this.old.opening(around);
    if (opening === null) return false;
    const [first, last] = opening;
    const place = this.rows[first] as number;
    if (place === -1) return false;
    for (let row = first; row <= last; row++) if (this.rows[row] !== place + row - first) return false;
    return true;
  }
}
