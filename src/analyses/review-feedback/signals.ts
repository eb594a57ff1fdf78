import type { CommentParts } from './comment-parts.js';
import type { CommentForm } from './comment-reading.js';
import type { Label } from './label.js';
import { hasPhrase, type Phrases, phraseAt, startsWith } from './phrases.js';
import type { Sentence, Word } from './prose.js';
import {
  AGREES,
  ASKS,
  CONFUSED,
  IMPERATIVE,
  NO_PRAISE,
  OWN_WORK,
  POLITE,
  PRAISE,
  REASON,
  REGRET,
  REQUEST,
  SOFTENER,
} from './words.js';

export interface Signals {
  readonly form: CommentForm;
  readonly nit: boolean;
  readonly reasoned: boolean;
  readonly praise: boolean;
  readonly question: boolean;
  readonly request: boolean;
  readonly confused: boolean;
}

/** A longer comment does more than to agree. */
const LONGEST_AGREEMENT = 12;

export function signalsOf(sentences: readonly Sentence[], label: Label | null, parts: CommentParts): Signals {
  const words = sentences.flatMap((sentence) => sentence.words);
  const question = label?.form === 'question' || sentences.some(isQuestion);
  const request =
    parts.suggestions.length > 0 || label?.form === 'request' || label?.form === 'suggestion' || sentences.some(isRequest);
  const praise = label?.form === 'praise' || sentences.some((sentence) => isPraise(sentence.words));
  const nit = label?.nit === true || words.slice(0, 4).some(({ text }) => text === 'nit' || text === 'nitpick');
  const first = sentences[0]?.words ?? [];
  const acknowledgement =
    words.length > 0 && words.length <= LONGEST_AGREEMENT && !question && sentences.some(({words:w})=>startsWith(AGREES, behind(SOFTENER, w))|| startsWith(AGREES, w)) && !sentences.some(isRequest);
  const form: CommentForm = acknowledgement ? 'acknowledgement' : praise && !request && !question && words.length <= LONGEST_AGREEMENT ? 'praise' : request ? 'request' : question ? 'question' : 'statement';
  return {
    form,
    nit,
    reasoned: parts.links > 0 || sentences.some(({ words: some }) => hasPhrase(REASON, some)),
    praise,
    question,
    request,
    confused: sentences.some(({ words: some }) => hasPhrase(CONFUSED, some)),
  };
}

/** The words behind softeners at the head. */
function behind(table: Phrases, words: readonly Word[]): readonly Word[] {
  let at = 0;
  for (let step = phraseAt(table, words, at); step > 0; step = phraseAt(table, words, at)) at += step;
  return words.slice(at);
}

const isQuestion = ({ words, asks }: Sentence): boolean => {
  if (hasPhrase(POLITE, words)) return false;
  return asks || startsWith(ASKS, behind(SOFTENER, words));
};

const isRequest = ({ words, asks }: Sentence): boolean => {
  if (hasPhrase(OWN_WORK, words)) return false;
  if (hasPhrase(POLITE, words)) return true;
  if (asks) return false;
  return hasPhrase(REQUEST, words) || startsWith(IMPERATIVE, behind(SOFTENER, words));
};

function isPraise(words: readonly Word[]): boolean {
  const regrets = hasPhrase(REGRET, words);
  for (let at = 0; at < words.length; at += 1) {
    const none = phraseAt(NO_PRAISE, words, at);
    if (none > 0) {
      at += none - 1;
      continue;
    }
    if (phraseAt(PRAISE, words, at) > 0) return !regrets;
  }
  return false;
}
