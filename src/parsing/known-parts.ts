import type { ParsedSource } from '../model/parsed-source.js';
import { growing, packed, unpack } from './packed-source.js';
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

/** Of a part that cannot be understood by itself. */
const NOT_UNDERSTOOD = new Int32Array(0);

/** What parsing said of the parts that were read last, in one language. */
export class KnownParts {
  readonly #language: number;

  constructor(language: string) {
    this.#language = hashOf(0, language);
  }

  /** What is said of a text that is cut into parts; null where one of them cannot be understood by itself. */
  read(parts: readonly TopPart[], parse: (text: string) => ParsedSource): ParsedSource | null {
    const all = growing();
    for (const part of parts) {
      const numbers = this.#of(part.text, parse);
      if (numbers === null || numbers.length === 0) return null;
      unpack(numbers, part.text, part, all);
    }
    return all;
  }

  #of(text: string, parse: (text: string) => ParsedSource): Int32Array | null {
    memory ??= new PartMemory(new ArrayBuffer(ROOM));
    const known = memory.get(this.#language, text);
    if (known !== undefined) return known;
    // A piece of a text holds on to all of it.
    const source = parse(Buffer.from(text).toString());
    const numbers = source.hasErrors ? NOT_UNDERSTOOD : packed(source, text);
    if (numbers !== null) memory.put(this.#language, text, numbers);
    return numbers;
  }
}
