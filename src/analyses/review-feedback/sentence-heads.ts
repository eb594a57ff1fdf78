import { phraseAt } from './phrases.js';
import type { Word } from './prose.js';
import { SOFTENER } from './words.js';

/** Where a sentence and what follows each comma in it begin, behind "please", "maybe", "nit": "if it is unused, remove it". */
export function headsOf(words: readonly Word[]): number[] {
  const heads = [behindSofteners(words, 0)];
  for (let at = 0; at < words.length - 1; at += 1) {
    if (words[at]?.marks.includes(',')) heads.push(behindSofteners(words, at + 1));
  }
  return heads;
}

export function behindSofteners(words: readonly Word[], from: number): number {
  let at = from;
  for (let step = phraseAt(SOFTENER, words, at); step > 0; step = phraseAt(SOFTENER, words, at)) at += step;
  return at;
}
