import type { Hole } from './opened-parts.js';
import { EACH, END, END_ROW, HEAD, PLACES, START, START_ROW } from './packed-source.js';
import type { TopPart } from './top-parts.js';

/** What is said of each part that was taken out of a text, null where it cannot be told, and of the text around. */
export interface CutSource {
  readonly parts: ReadonlyMap<TopPart, Int32Array | null>;
  readonly around: Int32Array;
}

/**
 * What is said of a whole text in numbers, told apart: as if what was taken out of it, and what is around, had been
 * parsed by themselves.
 *
 * @param holes of the text, where what was said begins and ends in one part, or around all of them
 */
export function cutSource(numbers: Int32Array, holes: readonly Hole[]): CutSource {
  const parts = holes.flatMap((hole) => hole.parts);
  const pieces = parts.map(({ start, row, text }) => new Piece(start, start + text.length, row));
  const around = new Around(holes);
  let at: number = HEAD;
  const take = (kind: number, length: number, places: readonly number[], rows: boolean): void => {
    const start = numbers[at + (rows ? START : 0)] as number;
    (pieces[partAt(parts, start)] ?? around).add(kind, numbers.subarray(at, at + length), places, rows);
    at += length;
  };
  for (let left = numbers[0] as number; left > 0; left--) take(0, EACH, PLACES, true);
  for (let kind = 1; kind < HEAD; kind++)
    for (let left = numbers[kind] as number; left > 0; left--) take(kind, 2, BOTH, false);
  return {
    parts: new Map(parts.map((part, it) => [part, pieces[it]?.numbers() ?? null])),
    around: around.said(),
  };
}

const BOTH = [0, 1];

/** Numbers as they are gathered: how many of each kind, and all in their order. */
abstract class Gathered {
  readonly #counts: number[] = new Array<number>(HEAD).fill(0);
  readonly #numbers: number[] = [];

  protected abstract place(place: number): number;
  protected abstract line(line: number, place: number): number;

  add(kind: number, those: Int32Array, places: readonly number[], rows: boolean): void {
    this.#counts[kind] = (this.#counts[kind] ?? 0) + 1;
    const moved = [...those];
    for (const at of places) {
      const place = those[at] as number;
      // Where there is none, there stays none.
      if (place !== -1) moved[at] = this.place(place);
    }
    if (rows) {
      moved[START_ROW] = this.line(those[START_ROW] as number, those[START] as number);
      moved[END_ROW] = this.line(those[END_ROW] as number, those[END] as number);
    }
    this.#numbers.push(...moved);
  }

  said(): Int32Array {
    return Int32Array.of(...this.#counts, ...this.#numbers);
  }
}

class Piece extends Gathered {
  #isWhole = true;

  constructor(
    private readonly start: number,
    private readonly end: number,
    private readonly row: number,
  ) {
    super();
  }

  protected place(place: number): number {
    // A name may have been found elsewhere in the whole text.
    if (place < this.start || place > this.end) this.#isWhole = false;
    return place - this.start;
  }

  protected line(line: number): number {
    return line - this.row;
  }

  numbers(): Int32Array | null {
    return this.#isWhole ? this.said() : null;
  }
}

/** As the text closes over its holes. */
class Around extends Gathered {
  constructor(private readonly holes: readonly Hole[]) {
    super();
  }

  protected place(place: number): number {
    return place - this.#gone(place, 'length');
  }

  protected line(line: number, place: number): number {
    return line - this.#gone(place, 'rows');
  }

  #gone(place: number, what: 'length' | 'rows'): number {
    let sum = 0;
    for (const hole of this.holes) {
      if (hole.start >= place) break;
      sum += hole[what];
    }
    return sum;
  }
}

/** Which part a place is in; -1 where it is in none. */
function partAt(parts: readonly TopPart[], place: number): number {
  let low = 0;
  let high = parts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((parts[middle]?.start ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  const part = parts[low - 1];
  return part !== undefined && place < part.start + part.text.length ? low - 1 : -1;
}
