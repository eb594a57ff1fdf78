import type { PersonKey } from '../../model/commit.js';
import type { AfterComment, LaterEdit, ReviewThread } from '../../model/review.js';
import type { Became, CommentForm } from '../../model/review-feedback.js';
import { isNear, type Span, spanAfter } from './follow-lines.js';
import { placeOf, textOfPlace } from './hunk-lines.js';

/**
 * A change so many lines from a comment is taken for its doing. Studies took up to ten; the farther, the more chance
 * (5-review-evidence, 4.4: the sensitivity is in docs/review-feedback.md).
 */
export const NEAR = 3;

/** What is known of a thread besides what happened to its file. */
export interface Asked {
  readonly thread: ReviewThread;
  /** When its first comment was made, and by whom; null where the account is gone. */
  readonly at: number;
  readonly by: PersonKey | null;
  readonly form: CommentForm;
  /** The lines of each suggestion that the first comment has, ended by line feeds. */
  readonly suggestions: readonly string[];
  /** Whether the author replied in words, other than to say *done*. */
  readonly answered: boolean;
}

interface Followed {
  readonly became: Became;
  readonly by: string | null;
  /** Whether its lines could be followed to the end: only then says their staying as much as their change. */
  readonly isFollowed: boolean;
}

/** What became of a thread: the strongest evidence that there is. */
export function whatBecameOf(asked: Asked, after: AfterComment): Followed {
  const { thread } = asked;
  const place = placeOf(thread);
  const edits = after.kind === 'gone' ? [] : after.edits;
  const isWhole = thread.subject === 'file';
  const trace = place === null ? null : trail(place, asked.at, edits, NEAR);
  const isFollowed =
    trace?.isWhole === true &&
    (after.kind === 'followed' || (after.kind === 'rewritten' && !after.baseMoved));
  const told = (became: Became, edit: LaterEdit | undefined = undefined): Followed => ({
    became,
    by: edit?.commit ?? null,
    isFollowed,
  });

  const applied = trace?.near.find((edit) => isApplied(asked, edit));
  if (applied !== undefined) return told('suggestion-applied', applied);
  const changed = trace?.near.find(({ byAuthor }) => byAuthor);
  // What changed while the base's own file moved, too, may be what others did.
  if (changed !== undefined && isFollowed) return told('line-changed', changed);
  const touched = isWhole ? edits.find(({ at, byAuthor }) => byAuthor && at > asked.at) : undefined;
  if (touched !== undefined) return told('file-changed', touched);
  if (asked.answered) return told('answered');
  if (thread.resolved) return told('resolved-only');
  if (thread.outdated || changed !== undefined) return told('outdated-only', changed);
  return told(after.kind === 'gone' || (place === null && !isWhole) ? 'unknown' : 'unaddressed');
}

interface Trail {
  /** Those that came after the comment and touched the place, oldest first. */
  readonly near: readonly LaterEdit[];
  /** False where the place was lost: in a file without lines, or because it had changed before the comment was made. */
  readonly isWhole: boolean;
}

/** Follows a place through the edits of its file. */
export function trail(place: Span, at: number, edits: readonly LaterEdit[], within: number): Trail {
  const near: LaterEdit[] = [];
  let span = place;
  let isWhole = true;
  for (const later of edits) {
    const { edit } = later;
    const isGone = edit.status === 'deleted';
    if (edit.binary && !isGone) return { near, isWhole: false };
    if (isGone || isNear(edit, span, within)) {
      // What was committed before a comment was made is no answer to it, whenever it was pushed.
      if (later.at > at) near.push(later);
      else isWhole = false;
    }
    if (isGone) break;
    span = spanAfter(edit, span);
  }
  return { near, isWhole };
}

/** As GitHub calls the commits that it makes of suggestions. */
const APPLIES = /^(?:Apply (?:\d+ )?suggestions?\b|Update )/i;

/** Whether an edit near a thread is one of its suggestions. */
function isApplied({ thread, by, suggestions }: Asked, { edit, subject, coAuthors }: LaterEdit): boolean {
  if (suggestions.length === 0) return false;
  if (by !== null && coAuthors.includes(by) && APPLIES.test(subject)) return true;
  const came = (edit.text ?? '').split('\n').map(squeezed);
  const stood = textOfPlace(thread)?.map(squeezed) ?? [];
  return suggestions.some((suggestion) => {
    const wanted = suggestion.replace(/\n$/, '').split('\n').map(squeezed);
    // Lines that the suggestion leaves as they are do not come again.
    const fresh = wanted.filter((line) => line !== '' && !stood.includes(line));
    return fresh.length > 0 && isWithin(fresh, came);
  });
}

const squeezed = (line: string): string => line.replace(/\s+/g, '');

/** Whether all lines are among others, in their order. */
function isWithin(lines: readonly string[], others: readonly string[]): boolean {
  let at = 0;
  for (const other of others) if (other === lines[at]) at += 1;
  return at === lines.length;
}
