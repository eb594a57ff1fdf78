import { isAnchored } from './anchored.js';
import { type CommentParts, cleanText } from './comment-parts.js';
import type { CommentForm, CommentReading } from './comment-reading.js';
import { isInformative } from './informative.js';
import { labelOf } from './label.js';
import { isForeign } from './language.js';
import { parsedParts } from './markdown.js';
import { plainParts } from './plain-markdown.js';
import { sentencesOf } from './prose.js';
import { signalsOf } from './signals.js';

const NOTHING: CommentParts = { prose: '', code: [], suggestions: [], codeBlocks: 0, links: 0 };

/** From so many words on a comment holds something: measured on labelled comments (see docs/accuracy.md). */
const SUBSTANTIVE_WORDS = 8;

/**
 * Reads one review comment. Never throws.
 *
 * @param body Markdown, as it was written
 * @param hunk the lines of the diff that it stands at; null where they are not known
 */
export function readComment(body: string, hunk: string | null): CommentReading {
  const text = cleanText(body);
  const parts = text.trim() === '' ? NOTHING : (plainParts(text) ?? parsedParts(text));
  const { prose, code, suggestions } = parts;
  const sentences = sentencesOf(prose);
  const words = sentences.flatMap((sentence) => sentence.words);
  const label = labelOf(prose);
  const spoken = words.filter(({ kind }) => kind === 'word' || kind === 'identifier').length;
  const signals = signalsOf(sentences, label, parts);
  const anchored = isAnchored(words, code, hunk);
  const foreign = isForeign(words);
  const form: CommentForm =
    label?.form ??
    (suggestions.length > 0 ? 'suggestion' : foreign || (words.length === 0 && code.length === 0) ? 'unknown' : signals.form);
  const actionable = suggestions.length > 0 || signals.request || signals.question;
  const quiet = form === 'acknowledgement' || form === 'praise';
  const substantive =
    !quiet && (suggestions.length > 0 || spoken >= SUBSTANTIVE_WORDS || (anchored && actionable));
  return {
    form,
    label: label?.label ?? null,
    blocking: label?.blocking ?? null,
    nit: signals.nit,
    substantive,
    informative: isInformative(sentences, parts, signals),
    actionable,
    reasoned: signals.reasoned,
    anchored,
    praise: signals.praise,
    praiseWithReason: signals.praise && signals.reasoned,
    question: signals.question,
    request: signals.request,
    acknowledgement: form === 'acknowledgement',
    confused: signals.confused,
    suggestions,
    words: spoken,
  };
}
