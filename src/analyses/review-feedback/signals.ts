import type { CommentParts } from './comment-parts.js';
import type { CommentForm } from './comment-reading.js';
import type { Label } from './label.js';
import { hasPhrase, type Phrases, phraseAt, startsWith } from './phrases.js';
import type { Sentence, Word } from './prose.js';
import {
  AGREES,
  ANSWER,
  ASKS,
  CONFUSED,
  IMPERATIVE,
  LOOK_AGAIN,
  NO_PRAISE,
  OWN_WORK,
  POLITE,
  PRAISE,
  PRAISE_AT_HEAD,
  REASON,
  REGRET,
  REQUEST,
  SMILE,
  SOFTENER,
  THANKS,
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
  const praise = label?.form === 'praise' || isPraise(sentences, request || question);
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
  if (hasPhrase(POLITE, words) || tellsToDo(words)) return false;
  return asks || startsWith(ASKS, behind(SOFTENER, words));
};

/** "Remove?" and "Maybe use a map here?" tell what to do, and ask whether it is liked. */
const tellsToDo = (words: readonly Word[]): boolean =>
  clauses(words).some((clause) => startsWith(IMPERATIVE, behind(SOFTENER, clause)));

const isRequest = ({ words, asks }: Sentence): boolean => {
  if (hasPhrase(OWN_WORK, words)) return false;
  if (hasPhrase(POLITE, words)) return !hasPhrase(LOOK_AGAIN, words);
  if (tellsToDo(words)) return true;
  return !asks && !startsWith(ANSWER, words) && hasPhrase(REQUEST, words);
};

/** A sentence, and what follows each comma in it: "if it is not used, remove it". */
function clauses(words: readonly Word[]): (readonly Word[])[] {
  const commas = words.flatMap(({ marks }, at) => (marks.includes(',') ? [at + 1] : []));
  return [0, ...commas].map((from, at) => words.slice(from, commas[at] ?? words.length));
}

/** Praise of the work stands at the start or at the end; in the middle of a long comment words like it say other things. */
function isPraise(sentences: readonly Sentence[], asks: boolean): boolean {
  const ends = sentences.length <= 3 ? sentences : [...sentences.slice(0, 2), ...sentences.slice(-1)];
  const regrets = (at: number) => ends.slice(at, at + 2).some(({ words }) => hasPhrase(REGRET, words));
  return ends.some(({ words }, at) => {
    const head = behind(SOFTENER, words);
    return (
      says(PRAISE, words) ||
      (startsWith(PRAISE_AT_HEAD, head) && !startsWith(NO_PRAISE, head)) ||
      (says(THANKS, words) && !regrets(at)) ||
      (!asks && says(SMILE, words))
    );
  });
}

/** A phrase that is no part of one that praises nothing. */
function says(table: Phrases, words: readonly Word[]): boolean {
  for (let at = 0; at < words.length; at += 1) {
    const none = phraseAt(NO_PRAISE, words, at);
    if (none > 0) at += none - 1;
    else if (phraseAt(table, words, at) > 0) return true;
  }
  return false;
}
