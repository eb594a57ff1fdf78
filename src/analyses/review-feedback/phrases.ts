import type { Word } from './prose.js';

/** Phrases by their first word, the longest first. */
export type Phrases = ReadonlyMap<string, readonly (readonly string[])[]>;

/** @param text phrases of words in lower case, between commas or on lines of their own */
export function phrases(text: string): Phrases {
  const table = new Map<string, string[][]>();
  for (const phrase of text.split(/[,\n]/)) {
    const words = phrase.trim().split(' ').filter(Boolean);
    const [first] = words;
    if (first === undefined) continue;
    const known = table.get(first);
    if (known === undefined) table.set(first, [words]);
    else known.push(words);
  }
  for (const known of table.values()) known.sort((a, b) => b.length - a.length);
  return table;
}

/** How many words of the longest phrase that starts at a place; 0 where none does. Never across a sentence's end. */
export function phraseAt(table: Phrases, words: readonly Word[], at: number): number {
  const word = words[at];
  const known = word === undefined ? undefined : table.get(word.text);
  return known?.find((phrase) => phrase.every((it, offset) => words[at + offset]?.text === it))?.length ?? 0;
}

/** @param but longer phrases with the same words that mean something else: what stands in them does not count */
export function hasPhrase(table: Phrases, words: readonly Word[], but: Phrases = NONE): boolean {
  for (let at = 0; at < words.length; at += 1) {
    const other = phraseAt(but, words, at);
    if (other > 0) at += other - 1;
    else if (phraseAt(table, words, at) > 0) return true;
  }
  return false;
}

const NONE: Phrases = new Map();
