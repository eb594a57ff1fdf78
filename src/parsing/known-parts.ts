import type { ParsedSource } from '../model/parsed-source.js';
import type { Grammar, Inside } from './grammars/grammar.js';
import { type Hole, openedParts } from './opened-parts.js';
import { growing, inOrder, moved, packed, unpack } from './packed-source.js';
import { hashOf, PartMemory } from './part-memory.js';
import type { TopPart } from './top-parts.js';

/** Bytes for the parts that were read last: some thousand commits bring so much. */
const ROOM = 48 * 1024 * 1024;

/** Memory in which threads can tell each other what they parsed. */
export const sharedMemory = (): SharedArrayBuffer => new SharedArrayBuffer(ROOM);

let memory: PartMemory | undefined;

/** From now on parts are remembered where other threads find them. */
export function shareParts(shared: SharedArrayBuffer): void {
  memory = new PartMemory(shared);
}

/** Smaller parts are read as fast as they are opened. */
const WORTH_OPENING = 250;
/** What is larger is put together again: to keep it would push out what it is put together from. */
const WORTH_KEEPING = 8_000;
/** Brackets in brackets: people stop at seven or eight. */
const DEEPEST = 12;
/** So often a part is opened anew, without what only looked like brackets. */
const TRIES = 2;

/** What a parser says of a text that was opened. */
export interface ReadPart {
  readonly source: ParsedSource;
  /** Which of the holes are not between two brackets of their kind. */
  readonly wrong: readonly number[];
}

/** Parses a text. Null where it is not to be read by itself. */
export type ParsePart = (text: string, holes: readonly Hole[]) => ReadPart | null;

/** What is remembered of a text that cannot be understood by itself: this, and which of its holes are none. */
const NOT_UNDERSTOOD = -1;
const isUnderstood = (numbers: Int32Array): boolean => numbers[0] !== NOT_UNDERSTOOD;

/** What parsing said of the parts that were read last, in one language. */
export class KnownParts {
  readonly #language: number;
  readonly #around: number;

  constructor(private readonly grammar: Grammar) {
    this.#language = hashOf(0, grammar.language);
    this.#around = hashOf(1, grammar.language);
  }

  /** What is said of a text that is cut into parts; null where one of them cannot be understood by itself. */
  read(parts: readonly TopPart[], parse: ParsePart): ParsedSource | null {
    const all = growing();
    for (const part of parts) {
      const numbers = this.#of(part.text, parse, 0);
      if (!isUnderstood(numbers)) return null;
      unpack(numbers, part.text, part, all);
    }
    return all;
  }

  #of(text: string, parse: ParsePart, depth: number, inside?: Inside): Int32Array {
    const key = inside?.brackets ? hashOf(this.#language, inside.node) : this.#language;
    return remembered(
      key,
      text,
      () => this.#opened(text, parse, depth, inside) ?? parsedBy(parse, text, [], inside),
    );
  }

  /** What is said of a part without reading all of it: of what is around brackets, and of each thing in them. */
  #opened(text: string, parse: ParsePart, depth: number, inside?: Inside): Int32Array | null {
    if (text.length < WORTH_OPENING || depth === DEEPEST) return null;
    const key = inside?.brackets ? hashOf(this.#around, inside.node) : this.#around;
    const read = new Map<TopPart, Int32Array>();
    const wrong = new Set<number>();
    for (let tries = 0; tries < TRIES; tries++) {
      const opened = openedParts(text, this.grammar, (parts, within, row) => {
        if (wrong.has(row)) return false;
        return parts.every((part) => {
          const numbers = this.#of(part.text, parse, depth + 1, within);
          read.set(part, numbers);
          return isUnderstood(numbers);
        });
      });
      if (opened === null) return null;
      const { around, holes } = opened;
      const outside = remembered(key, around, () => parsedBy(parse, around, holes, inside));
      if (isUnderstood(outside)) {
        const all = growing();
        unpack(moved(outside, holes), text, BEGINNING, all);
        for (const { parts } of holes)
          for (const part of parts) unpack(read.get(part) as Int32Array, part.text, part, all);
        return packed(inOrder(all), text);
      }
      // What only looked like brackets is left as it is.
      for (const hole of outside.subarray(1)) wrong.add(holes[hole]?.row ?? 0);
      if (outside.length === 1) return null;
    }
    return null;
  }
}

const BEGINNING = { start: 0, row: 0 };

function remembered(key: number, text: string, read: () => Int32Array | null): Int32Array {
  memory ??= new PartMemory(new ArrayBuffer(ROOM));
  const known = memory.get(key, text);
  if (known !== undefined) return known;
  const numbers = read();
  if (numbers !== null && text.length < WORTH_KEEPING) memory.put(key, text, numbers);
  return numbers ?? Int32Array.of(NOT_UNDERSTOOD);
}

/** Null where it was not read, or numbers cannot say it: it may be otherwise the next time. */
function parsedBy(
  parse: ParsePart,
  text: string,
  holes: readonly Hole[],
  inside: Inside | undefined,
): Int32Array | null {
  const { brackets } = inside ?? {};
  // What stands in brackets is indented: there is room for one.
  const read = parse(brackets ? brackets[0] + text.slice(1) + brackets[1] : text, holes);
  if (read === null) return null;
  const { source, wrong } = read;
  return source.hasErrors || wrong.length > 0
    ? Int32Array.of(NOT_UNDERSTOOD, ...wrong)
    : packed(source, text);
}
