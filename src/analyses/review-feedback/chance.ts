import type { FileAtFirstReview, LaterEdit } from '../../model/review.js';
import { type Span, spanAfter } from './follow-lines.js';
import { NEAR, trail } from './uptake.js';

/** A commented place, and what happened to its file afterwards. */
interface CommentedPlace {
  readonly path: string;
  readonly span: Span;
  readonly edits: readonly LaterEdit[];
}

/**
 * Of the places that nobody commented on, how many the author changed afterwards: what chance alone gives. A place is
 * the middle line of a piece that the change had added or changed by the first comment, in a file with comments, and is
 * looked at as a commented line is: a whole piece would be hit more often than a line, because it is longer.
 */
export function chanceOf(
  files: readonly FileAtFirstReview[],
  commented: readonly CommentedPlace[],
): { x: number; n: number } {
  let [x, n] = [0, 0];
  for (const { hunks, after, at, path } of files) {
    if (after.kind === 'gone' || (after.kind === 'rewritten' && after.baseMoved)) continue;
    const places = commentedAtFirst(path, after.edits, commented);
    const most = Math.max(0, ...places.map(({ passed }) => passed));
    for (const hunk of hunks) {
      const middle = Math.floor((hunk.first + hunk.last) / 2);
      const then = [hunk];
      for (const { edit } of after.edits.slice(0, most)) then.push(spanAfter(edit, then.at(-1) ?? hunk));
      const isCommented = places.some(({ passed, span }) => {
        const { first, last } = then[passed] ?? hunk;
        return first - NEAR <= span.last && last + NEAR >= span.first;
      });
      if (isCommented) continue;
      const { near, isWhole } = trail({ first: middle, last: middle }, at, after.edits, NEAR);
      if (!isWhole) continue;
      n += 1;
      if (near.some(({ byAuthor }) => byAuthor)) x += 1;
    }
  }
  return { x, n };
}

/** The commented places of a file, each with how many edits came between the first comment and its own. */
function commentedAtFirst(
  path: string,
  edits: readonly LaterEdit[],
  commented: readonly CommentedPlace[],
): { readonly passed: number; readonly span: Span }[] {
  return commented.flatMap(({ path: own, span, edits: later }) => {
    // A later comment on the same file has the end of the same edits.
    const passed = Math.max(0, edits.length - later.length);
    const now = edits[passed - 1]?.edit.path ?? path;
    const isSame = later.every((it, at) => edits[passed + at]?.commit === it.commit);
    return now === own && isSame ? [{ passed, span }] : [];
  });
}
