import type { CommentForm } from '../../model/review-feedback.js';
import type { CommentParts } from './comment-parts.js';
import type { Label } from './label.js';
import { hasPhrase, type Phrases, phraseAt } from './phrases.js';
import { isPraise } from './praise.js';
import type { Sentence, Word } from './prose.js';
import { headsOf } from './sentence-heads.js';
import {
  AGREES,
  ANSWER,
  ASKS,
  CONFUSED,
  DONE,
  IMPERATIVE,
  LOOK_AGAIN,
  NO_REQUEST,
  NOT_POLITE,
  OWN_WORK,
  POLITE,
  REASON,
  REQUEST,
} from './words.js';

export interface Signals {
  readonly form: CommentForm;
  readonly nit: boolean;
  readonly reasoned: boolean;
  readonly praise: boolean;
  readonly question: boolean;
  readonly request: boolean;
  /** Says no more than that it agrees, likes it, or has done it. */
  readonly acknowledgement: boolean;
  readonly confused: boolean;
}

/** A longer comment does more than to say that something is done, or good. */
const SHORT = 16;
/** What follows "yes" in more words than these is an explanation. */
const FEW = 5;
/** Words at the start in which a nit calls itself one. */
const HEAD = 4;

export function signalsOf(sentences: readonly Sentence[], label: Label | null, parts: CommentParts): Signals {
  const words = sentences.flatMap((sentence) => sentence.words);
  const says = (table: Phrases) => sentences.some((sentence) => hasPhrase(table, sentence.words));
  const asked = sentences.map(whatIsAsked);
  const question = label?.form === 'question' || asked.includes('answer');
  const request =
    parts.suggestions.length > 0 ||
    label?.form === 'request' ||
    label?.form === 'suggestion' ||
    asked.includes('change');
  const asks = question || request;
  const praise = label?.form === 'praise' || isPraise(sentences, asks);
  const agrees = !asks && saysNoMore(sentences, words.length);
  const praisesOnly = praise && !asks && words.length <= SHORT;
  return {
    form: formOf({ agrees, praisesOnly, request, question }),
    nit: label?.nit === true || words.slice(0, HEAD).some(({ text }) => text === 'nit' || text === 'nitpick'),
    reasoned: parts.links > 0 || says(REASON),
    praise,
    question,
    request,
    acknowledgement: agrees || (praisesOnly && words.length <= FEW),
    confused: says(CONFUSED),
  };
}

/** The first that fits, as the definition has it. */
function formOf(is: Record<'agrees' | 'praisesOnly' | 'request' | 'question', boolean>): CommentForm {
  if (is.agrees) return 'acknowledgement';
  if (is.praisesOnly) return 'praise';
  if (is.request) return 'request';
  return is.question ? 'question' : 'statement';
}

/**
 * What a sentence wants. "Could you rename it?" and "Remove?" want a change and ask whether it is liked; "Should it be
 * removed?" wants an answer first.
 */
function whatIsAsked({ words, asks }: Sentence): 'change' | 'answer' | null {
  const heads = headsOf(words);
  const own = hasPhrase(OWN_WORK, words);
  if (hasPhrase(POLITE, words, NOT_POLITE)) return own || hasPhrase(LOOK_AGAIN, words) ? null : 'change';
  const tells = heads.some((head) => phraseAt(IMPERATIVE, words, head) > 0);
  if (tells) return own ? null : 'change';
  if (asks || phraseAt(ASKS, words, heads[0] ?? 0) > 0) return 'answer';
  if (own || phraseAt(ANSWER, words, 0) > 0) return null;
  return hasPhrase(REQUEST, words, NO_REQUEST) ? 'change' : null;
}

/** Whether a comment that asks for nothing only tells that something is done, or only agrees. */
function saysNoMore(sentences: readonly Sentence[], length: number): boolean {
  if (length > SHORT) return false;
  const done = (words: readonly Word[]) => headsOf(words).some((head) => phraseAt(DONE, words, head) > 0);
  if (sentences.some(({ words }) => done(words))) return true;
  const agrees = (words: readonly Word[]) =>
    phraseAt(AGREES, words, 0) > 0 || phraseAt(AGREES, words, headsOf(words)[0] ?? 0) > 0;
  return length <= FEW && sentences.some(({ words }) => agrees(words));
}
