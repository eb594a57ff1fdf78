import type { CommentForm } from '../../model/review-feedback.js';
import { isAnchored } from './anchored.js';
import { type CommentParts, cleanText, NOTHING } from './comment-parts.js';
import type { CommentReading } from './comment-reading.js';
import { isInformative } from './informative.js';
import { labelOf } from './label.js';
import { isForeign } from './language.js';
import { parsedParts } from './markdown.js';
import { isReadable, readablePart } from './parsing-effort.js';
import { plainParts } from './plain-markdown.js';
import { sentencesOf } from './prose.js';
import { signalsOf } from './signals.js';
import { withoutSignature } from './signature.js';

export type { CommentReading } from './comment-reading.js';

/** From so many words on a comment holds something: the cut at which labelled comments became informative. */
const SUBSTANTIVE_WORDS = 8;

/** What is said of a text of which nothing can be told. */
const UNKNOWN: CommentReading = {
  form: 'unknown',
  label: null,
  blocking: null,
  nit: false,
  substantive: false,
  informative: false,
  actionable: false,
  reasoned: false,
  anchored: false,
  praise: false,
  praiseWithReason: false,
  question: false,
  request: false,
  acknowledgement: false,
  confused: false,
  suggestions: [],
  words: 0,
};

/**
 * Reads one review comment by its text alone: its form and what it holds, never its use. Never throws.
 *
 * The form is the first that fits: a label, a suggestion block, `unknown` (another language than English, nothing but
 * quotes and images, or marks that no parser reads in a bounded time), acknowledgement, praise, request, question,
 * statement. An unknown comment is not a poor one: leave it out of shares.
 *
 * @param body Markdown, as it was written; of very long ones the start is read
 * @param hunk the lines of the diff that it stands at; null where they are not known
 */
export function readComment(body: string, hunk: string | null): CommentReading {
  const parts = partsOf(body);
  if (parts === null) return UNKNOWN;
  const { prose, code, suggestions } = parts;
  const label = labelOf(prose);
  const sentences = sentencesOf(prose);
  const words = sentences.flatMap((sentence) => sentence.words);
  const spoken = words.filter(({ kind }) => kind === 'word' || kind === 'identifier').length;
  const silent = words.length === 0 && code.length === 0;
  if (label === null && suggestions.length === 0 && (silent || isForeign(words)))
    return { ...UNKNOWN, words: spoken };
  const { form: told, ...signals } = signalsOf(sentences, label, parts);
  const form: CommentForm = label?.form ?? (suggestions.length > 0 ? 'suggestion' : told);
  const anchored = isAnchored(words, code, hunk);
  const actionable = suggestions.length > 0 || signals.request || signals.question;
  const quiet = form === 'acknowledgement' || form === 'praise';
  return {
    ...signals,
    form,
    label: label?.label ?? null,
    blocking: label?.blocking ?? null,
    substantive:
      !quiet && (suggestions.length > 0 || spoken >= SUBSTANTIVE_WORDS || (anchored && actionable)),
    informative: isInformative(words, parts, signals.request),
    actionable,
    anchored,
    praiseWithReason: signals.praise && signals.reasoned,
    suggestions,
    words: spoken,
  };
}

/** Null where reading it could take long. */
function partsOf(body: string): CommentParts | null {
  const text = readablePart(withoutSignature(cleanText(body)));
  if (text.trim() === '') return NOTHING;
  return plainParts(text) ?? (isReadable(text) ? parsedParts(text) : null);
}
