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
  const known = table.get(words[at]?.text ?? '');
  if (known === undefined) return 0;
  for (const phrase of known) {
    if (phrase.every((word, offset) => words[at + offset]?.text === word)) return phrase.length;
  }
  return 0;
}

export const hasPhrase = (table: Phrases, words: readonly Word[]): boolean =>
  words.some((_, at) => phraseAt(table, words, at) > 0);

export const startsWith = (table: Phrases, words: readonly Word[]): boolean => phraseAt(table, words, 0) > 0;
