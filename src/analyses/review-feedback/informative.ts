import type { CommentParts } from './comment-parts.js';
import type { Sentence } from './prose.js';
import type { Signals } from './signals.js';

export function isInformative(sentences: readonly Sentence[], parts: CommentParts, signals: Signals): boolean {
  const words = sentences.reduce((sum, { words: some }) => sum + some.length, 0);
  return words >= 8 || parts.suggestions.length > 0 || (signals.request && parts.code.length > 0 && words > 4);
}
