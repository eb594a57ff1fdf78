import type { ReviewThread } from '../../model/review.js';
import type { Span } from './follow-lines.js';

interface HunkLine {
  /** Its number before and after; null on the side where it is not. */
  readonly before: number | null;
  readonly after: number | null;
  /** How many the lines of the new version are up to here. */
  readonly upTo: number;
  readonly text: string;
}

const HEADER = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/;

/** The lines of the piece of a diff that a comment stands under; none where it cannot be read. */
function linesOf(hunk: string | null): HunkLine[] {
  const [header = '', ...rows] = (hunk ?? '').split('\n');
  const starts = HEADER.exec(header);
  if (starts === null) return [];
  let before = Number(starts[1]);
  let after = Number(starts[2]);
  const lines: HunkLine[] = [];
  for (const row of rows) {
    const text = row.slice(1);
    if (row.startsWith('-')) lines.push({ before: before++, after: null, upTo: after - 1, text });
    else if (row.startsWith('+')) lines.push({ before: null, after, upTo: after++, text });
    else if (!row.startsWith('\\')) lines.push({ before: before++, after, upTo: after++, text });
  }
  return lines;
}

/**
 * The lines that a thread is on, in the commit that it was opened on. A comment on a line that the change takes away is
 * on the place where that line was.
 *
 * @returns null for a whole file, and where it is not known
 */
export function placeOf({ lines, side, comments }: ReviewThread): Span | null {
  if (lines === null) return null;
  if (side === 'after') return inOrder(lines);
  const meant = linesOf(comments[0]?.hunk ?? null).filter(
    ({ before }) => before !== null && before >= lines.first && before <= lines.last,
  );
  const [first] = meant;
  const last = meant.at(-1);
  if (first === undefined || last === undefined) return null;
  return inOrder({ first: Math.max(1, first.after ?? first.upTo), last: Math.max(1, last.upTo) });
}

const inOrder = ({ first, last }: Span): Span => ({
  first: Math.min(first, last),
  last: Math.max(first, last),
});

/** What the commented lines said; null where that is not known. */
export function textOfPlace({ lines, side, comments }: ReviewThread): readonly string[] | null {
  if (lines === null || side === 'before') return null;
  const meant = linesOf(comments[0]?.hunk ?? null).filter(
    ({ after }) => after !== null && after >= lines.first && after <= lines.last,
  );
  return meant.length === lines.last - lines.first + 1 ? meant.map(({ text }) => text) : null;
}
