/** Where the lock, and where what was written so far, stand among the words. */
const [LOCK, HEAD, TABLE] = [0, 1, 2];
/** What stands before a text: its hash, its language, its length and width, and how many numbers follow. */
const BEFORE = 4;
/** Words of memory for each place in the table: a text takes twice as many, so that few meet in one place. */
const WORDS_A_PLACE = 128;
/** Larger entries would push out too many others. */
const LARGEST = 1 / 32;
/** So often is the lock asked for: who holds it needs it for some microseconds only, and to parse takes a hundred. */
const TRIES = 2000;
/** Positions are counted on until then; after that all begins anew. */
const LAST_POSITION = 2 ** 30;

/**
 * Numbers by text, in memory that threads can share. What was written the longest ago is written over. Texts are kept
 * whole and compared whole: what is found is what was put there. Where another thread is at it, nothing is found and
 * nothing is put: it is only a memory.
 */
export class PartMemory {
  readonly #words: Int32Array;
  readonly #bytes: Uint8Array;
  readonly #units: Uint16Array;
  readonly #places: number;
  /** Where the entries begin, and how many words they have. */
  readonly #data: number;
  readonly #size: number;

  /** @param memory all zeros at first, and then only changed here */
  constructor(memory: ArrayBufferLike) {
    this.#words = new Int32Array(memory);
    this.#bytes = new Uint8Array(memory);
    this.#units = new Uint16Array(memory);
    this.#places = 2 ** Math.floor(Math.log2(this.#words.length / WORDS_A_PLACE));
    this.#data = TABLE + this.#places;
    this.#size = this.#words.length - this.#data;
  }

  /** What was put for this text; undefined where that is not known any more. */
  get(language: number, text: string): Int32Array | undefined {
    const hash = hashOf(language, text);
    if (!this.#lock()) return undefined;
    try {
      const at = this.#find(hash, language, text);
      if (at === -1) return undefined;
      const words = this.#words;
      const from = at + BEFORE + wordsOf(text.length, widthIn(words[at + 2] as number));
      return words.slice(from, from + (words[at + 3] as number));
    } finally {
      Atomics.store(this.#words, LOCK, 0);
    }
  }

  put(language: number, text: string, value: Int32Array): void {
    const hash = hashOf(language, text);
    const width = isWide(text) ? 2 : 1;
    const need = BEFORE + wordsOf(text.length, width) + value.length;
    if (need > this.#size * LARGEST || !this.#lock()) return;
    try {
      if (this.#find(hash, language, text) === -1) this.#write(hash, language, text, width, value, need);
    } finally {
      Atomics.store(this.#words, LOCK, 0);
    }
  }

  #lock(): boolean {
    for (let tries = 0; tries < TRIES; tries++)
      if (Atomics.compareExchange(this.#words, LOCK, 0, 1) === 0) return true;
    return false;
  }

  /** Where the entry of a text begins; -1 where there is none. */
  #find(hash: number, language: number, text: string): number {
    const words = this.#words;
    const head = words[HEAD] as number;
    for (let other = 0; other < 2; other++) {
      const position = (words[this.#place(hash, other)] as number) - 1;
      // Nothing was put there, or it was written over since.
      if (position < 0 || head - position > this.#size) continue;
      const at = this.#data + (position % this.#size);
      if (words[at] === hash && words[at + 1] === language && this.#isAt(at, text)) return at;
    }
    return -1;
  }

  /** Each text has two places in the table. */
  #place(hash: number, other: number): number {
    return TABLE + ((hash & (this.#places - 1)) ^ other);
  }

  #isAt(at: number, text: string): boolean {
    const shape = this.#words[at + 2] as number;
    if (lengthIn(shape) !== text.length) return false;
    const isWideThere = widthIn(shape) === 2;
    const units = isWideThere ? this.#units : this.#bytes;
    const from = (at + BEFORE) * (isWideThere ? 2 : 4);
    for (let i = 0; i < text.length; i++) if (units[from + i] !== text.charCodeAt(i)) return false;
    return true;
  }

  #write(hash: number, language: number, text: string, width: 1 | 2, value: Int32Array, need: number): void {
    const words = this.#words;
    let head = words[HEAD] as number;
    // Entries are not cut at the end of the memory.
    if ((head % this.#size) + need > this.#size) head += this.#size - (head % this.#size);
    if (head > LAST_POSITION) {
      words.fill(0, TABLE, this.#data);
      head = 0;
    }
    const [one, other] = [this.#place(hash, 0), this.#place(hash, 1)];
    words[(words[one] as number) <= (words[other] as number) ? one : other] = head + 1;
    const at = this.#data + (head % this.#size);
    words[at] = hash;
    words[at + 1] = language;
    words[at + 2] = text.length * 2 + width - 1;
    words[at + 3] = value.length;
    const units = width === 2 ? this.#units : this.#bytes;
    const from = (at + BEFORE) * (width === 2 ? 2 : 4);
    for (let i = 0; i < text.length; i++) units[from + i] = text.charCodeAt(i);
    words.set(value, at + BEFORE + wordsOf(text.length, width));
    words[HEAD] = head + need;
  }
}

const lengthIn = (shape: number): number => shape >>> 1;
const widthIn = (shape: number): number => (shape & 1) + 1;
const wordsOf = (length: number, width: number): number => (length * width + 3) >>> 2;

/** FNV-1a over UTF-16 units, with its high bits mixed into the low ones. */
export function hashOf(seed: number, text: string): number {
  let hash = seed ^ 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash ^ (hash >>> 15);
}

const isWide = (text: string): boolean => /[^\x00-\xff]/.test(text);
