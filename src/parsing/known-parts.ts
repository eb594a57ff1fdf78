import type { ParsedSource } from '../model/parsed-source.js';
import { cutSource } from './cut-source.js';
import type { Grammar, Inside } from './grammars/grammar.js';
import {
  type Brackets,
  bracketsIn,
  emptyBrackets,
  type Hole,
  type Opened,
  openedAt,
  openedParts,
} from './opened-parts.js';
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
/** What is larger is read thing by thing the first time, too: things in it may be too large to be kept. */
const WORTH_TELLING = 4_000;
/** To read a part as a whole is faster where so much of it is new. */
const HARDLY_KNOWN = 0.85;
/** Brackets in brackets: people stop at seven or eight. */
const DEEPEST = 12;
/** So often a part is opened anew, without what only looked like brackets. */
const TRIES = 2;

/** What a parser says of a text with brackets. */
export interface ReadPart {
  readonly source: ParsedSource;
  /** Which of the brackets are none of their kind, or have other things in them. */
  readonly wrong: readonly number[];
}

/** Parses a text. Null where it is not to be read by itself. */
export type ParsePart = (text: string, brackets: readonly Brackets[]) => ReadPart | null;

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
    return remembered(
      this.#keyIn(inside),
      text,
      () => this.#opened(text, parse, depth, inside) ?? parsedBy(parse, text, [], inside),
    );
  }

  /** What is said of a part by what is around brackets and of each thing in them, as far as that is known. */
  #opened(text: string, parse: ParsePart, depth: number, inside?: Inside): Int32Array | null {
    if (text.length < WORTH_OPENING || depth === DEEPEST) return null;
    const opened = openedParts(text, this.grammar);
    if (opened === null) return null;
    return text.length < WORTH_TELLING && this.#isNew(opened)
      ? (this.#told(text, opened, parse, inside) ?? this.#joined(text, opened, parse, depth, inside))
      : this.#joined(text, opened, parse, depth, inside);
  }

  /** Whether hardly anything of what is in the brackets is known. */
  #isNew({ holes }: Opened): boolean {
    const most = HARDLY_KNOWN * holes.reduce((sum, { length }) => sum + length, 0);
    let unknown = 0;
    for (const { inside, parts } of holes) {
      const key = this.#keyIn(this.grammar.insides?.[inside]);
      for (const { text } of parts) {
        if (memoryOf().get(key, text) === undefined) unknown += text.length;
        if (unknown > most) return true;
      }
    }
    return false;
  }

  /** Parses all of a part, and remembers what that says of each thing in it: a later version has most of them. */
  #told(text: string, opened: Opened, parse: ParsePart, inside?: Inside): Int32Array | null {
    const { around, holes } = opened;
    const read = parse(inBrackets(text, inside), bracketsIn(text, holes));
    if (read === null) return null;
    const { source, wrong } = read;
    if (source.hasErrors) return Int32Array.of(NOT_UNDERSTOOD);
    const numbers = packed(source, text);
    if (numbers === null) return null;
    const right = holes.filter((_, at) => !wrong.includes(at));
    const cut = cutSource(numbers, right);
    for (const hole of right)
      for (const part of hole.parts) {
        const said = cut.parts.get(part);
        if (said) keep(this.#keyIn(this.grammar.insides?.[hole.inside]), part.text, said);
      }
    if (wrong.length === 0) keep(this.#keyAround(inside, opened), around, cut.around);
    return numbers;
  }

  /** Reads what is around brackets and what is in them each by itself, where it is not known. */
  #joined(text: string, all: Opened, parse: ParsePart, depth: number, inside?: Inside): Int32Array | null {
    let opened: Opened | null = all;
    for (let tries = 0; opened !== null && tries < TRIES; tries++) {
      const read = new Map<TopPart, Int32Array>();
      const isRead = (hole: Hole): boolean =>
        hole.parts.every((part) => {
          const numbers = this.#of(part.text, parse, depth + 1, this.grammar.insides?.[hole.inside]);
          read.set(part, numbers);
          return isUnderstood(numbers);
        });
      opened = openedAt(text, opened.holes.filter(isRead));
      if (opened === null) return null;
      const { around, holes } = opened;
      const outside = remembered(this.#keyAround(inside, opened), around, () =>
        parsedBy(parse, around, emptyBrackets(holes), inside),
      );
      if (isUnderstood(outside)) {
        const joined = growing();
        unpack(moved(outside, holes), text, BEGINNING, joined);
        for (const { parts } of holes)
          for (const part of parts) unpack(read.get(part) as Int32Array, part.text, part, joined);
        return packed(inOrder(joined), text);
      }
      // What only looked like brackets is left as it is.
      const wrong = new Set(outside.subarray(1));
      if (wrong.size === 0) return null;
      opened = openedAt(
        text,
        holes.filter((_, at) => !wrong.has(at)),
      );
    }
    return null;
  }

  #keyIn(inside: Inside | undefined): number {
    return inside?.brackets ? hashOf(this.#language, inside.node) : this.#language;
  }

  /** A text says where its brackets are, but not that all of them were looked at. */
  #keyAround(inside: Inside | undefined, { holes }: Opened): number {
    return hashOf(this.#around, `${holes.length} ${inside?.brackets ? inside.node : ''}`);
  }
}

const BEGINNING = { start: 0, row: 0 };

const memoryOf = (): PartMemory => {
  memory ??= new PartMemory(new ArrayBuffer(ROOM));
  return memory;
};

function keep(key: number, text: string, numbers: Int32Array): void {
  if (text.length < WORTH_KEEPING) memoryOf().put(key, text, numbers);
}

function remembered(key: number, text: string, read: () => Int32Array | null): Int32Array {
  const known = memoryOf().get(key, text);
  if (known !== undefined) return known;
  const numbers = read();
  if (numbers !== null) keep(key, text, numbers);
  return numbers ?? Int32Array.of(NOT_UNDERSTOOD);
}

/** What stands in brackets is indented: there is room for one. */
const inBrackets = (text: string, { brackets }: Partial<Inside> = {}): string =>
  brackets ? brackets[0] + text.slice(1) + brackets[1] : text;

/** Null where it was not read, or numbers cannot say it: it may be otherwise the next time. */
function parsedBy(
  parse: ParsePart,
  text: string,
  brackets: readonly Brackets[],
  inside: Inside | undefined,
): Int32Array | null {
  const read = parse(inBrackets(text, inside), brackets);
  if (read === null) return null;
  const { source, wrong } = read;
  return source.hasErrors || wrong.length > 0
    ? new Int32Array([NOT_UNDERSTOOD, ...wrong])
    : packed(source, text);
}
