import type { CommentParts } from './comment-parts.js';
import type { Word } from './prose.js';

/** Comments of at least so many words are called informative by most readers. */
const ENOUGH = 10;
/** What names a piece of code says where; that is worth some words. */
const NAMES_CODE = 4;
/** What asks for a change says what to do. */
const ASKS_FOR_CHANGE = 2;
/** Who speaks of themselves tells what they did, or doubt, more often than what is to be done. */
const OF_ONESELF = 4;

/**
 * Whether a comment says enough to act on it without asking back, for all that its text tells. Words carry most of it;
 * the four numbers were chosen on the development half of labelled comments, near the best of a coarse grid
 * (docs/accuracy.md).
 */
export function isInformative(words: readonly Word[], parts: CommentParts, request: boolean): boolean {
  if (parts.suggestions.length > 0) return true;
  const names = parts.code.length + parts.links > 0 || words.some(({ kind }) => kind === 'identifier');
  const ofOneself = words.some(({ text }) => text === 'i');
  return (
    words.length +
      (names ? NAMES_CODE : 0) +
      (request ? ASKS_FOR_CHANGE : 0) -
      (ofOneself ? OF_ONESELF : 0) >=
    ENOUGH
  );
}
