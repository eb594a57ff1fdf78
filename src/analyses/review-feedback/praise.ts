import { hasPhrase, phraseAt } from './phrases.js';
import type { Sentence } from './prose.js';
import { behindSofteners } from './sentence-heads.js';
import { NO_PRAISE, PRAISE, PRAISE_AT_HEAD, REGRET, SMILE, THANKS } from './words.js';

/**
 * Whether a comment thanks, or says that something is good. Praise of the work stands at the start or at the end; in the
 * middle of a long comment the same words say other things.
 *
 * @param asks whether the comment asks for something: a smile is courtesy then
 */
export function isPraise(sentences: readonly Sentence[], asks: boolean): boolean {
  const ends = sentences.length <= 3 ? sentences : [...sentences.slice(0, 2), ...sentences.slice(-1)];
  const regrets = (at: number) => ends.slice(at, at + 2).some(({ words }) => hasPhrase(REGRET, words));
  return ends.some(({ words }, at) => {
    const head = behindSofteners(words, 0);
    return (
      hasPhrase(PRAISE, words, NO_PRAISE) ||
      (phraseAt(PRAISE_AT_HEAD, words, head) > 0 && phraseAt(NO_PRAISE, words, head) === 0) ||
      (hasPhrase(THANKS, words, NO_PRAISE) && !regrets(at)) ||
      (!asks && hasPhrase(SMILE, words, NO_PRAISE))
    );
  });
}
