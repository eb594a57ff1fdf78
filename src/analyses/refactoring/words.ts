/**
 * The same text by itself. What is cut out of a long text holds on to it: a tree that is kept would keep its source.
 */
export const detached = (word: string): string => (word.length < 13 ? word : word.split('').join(''));

/** The distinct words of a text, numbered as they come. A word that is known is found without being cut out. */
export class Words {
  readonly all: string[] = [];
  readonly #hashes: number[] = [];
  /** Numbers of words, plus one, at the places that their hashes say or behind them. Twice as many as words, or more. */
  #table = new Int32Array(1024);

  /** The number of the word that stands at a place. */
  id(text: string, start: number, end: number): number {
    let hash = 0;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    hash ^= hash >>> 15;
    const last = this.#table.length - 1;
    for (let place = hash & last; ; place = (place + 1) & last) {
      const id = (this.#table[place] as number) - 1;
      if (id === -1) return this.#add(detached(text.slice(start, end)), hash, place);
      if (this.#hashes[id] === hash && isAt(this.all[id] as string, text, start, end)) return id;
    }
  }

  #add(word: string, hash: number, place: number): number {
    const id = this.all.push(word) - 1;
    this.#hashes.push(hash);
    this.#table[place] = id + 1;
    if (this.all.length * 2 > this.#table.length) this.#grow();
    return id;
  }

  #grow(): void {
    this.#table = new Int32Array(this.#table.length * 4);
    const last = this.#table.length - 1;
    for (const [id, hash] of this.#hashes.entries()) {
      let place = hash & last;
      while (this.#table[place] !== 0) place = (place + 1) & last;
      this.#table[place] = id + 1;
    }
  }
}

function isAt(word: string, text: string, start: number, end: number): boolean {
  if (word.length !== end - start) return false;
  for (let at = 0; at < word.length; at++)
    if (word.charCodeAt(at) !== text.charCodeAt(start + at)) return false;
  return true;
}
