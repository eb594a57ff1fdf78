import type { FileEdit } from '../../model/file-edit.js';

/** Lines of a file, 1-based, both ends in. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** Which lines went, numbered before an edit, and which came, numbered after it: pairs of first line and count. */
export type LineChange = Pick<FileEdit, 'removedAt' | 'added'>;

/**
 * Whether a line that came or went stands within so many lines of a place.
 *
 * @param span as it is numbered before the edit
 */
export function isNear({ removedAt, added }: LineChange, { first, last }: Span, within: number): boolean {
  for (let at = 0; at < removedAt.length; at += 2) {
    const [start, count] = pairAt(removedAt, at);
    if (start > last + within) break;
    if (start + count - 1 >= first - within) return true;
  }
  let came = 0;
  for (let at = 0; at < added.length; at += 2) {
    const [start, count] = pairAt(added, at);
    // Between which two lines that stayed these came, as those were numbered before.
    const kept = start - 1 - came;
    const above = kept === 0 ? 0 : placeOfKept(removedAt, kept - 1);
    const below = placeOfKept(removedAt, kept);
    if (above > last + within - 1) break;
    if (below >= first - within + 1) return true;
    came += count;
  }
  return false;
}

/** Where a place is after an edit: its lines that stayed and what came between them; else what came in their stead. */
export function spanAfter({ removedAt, added }: LineChange, { first, last }: Span): Span {
  const above = keptBefore(removedAt, first);
  const upTo = keptBefore(removedAt, last + 1);
  const start =
    keptBefore(removedAt, first + 1) > above ? placeOfKept(added, above) : afterKept(added, above);
  const end =
    keptBefore(removedAt, last) < upTo ? placeOfKept(added, upTo - 1) : placeOfKept(added, upTo) - 1;
  // Where nothing is left of it, it is the line above.
  return { first: Math.max(1, Math.min(start, end)), last: Math.max(1, end) };
}

const pairAt = (pairs: readonly number[], at: number): readonly [start: number, count: number] => [
  pairs[at] ?? 0,
  pairs[at + 1] ?? 0,
];

/** How many lines before this one stayed. */
function keptBefore(removedAt: readonly number[], line: number): number {
  let kept = line - 1;
  for (let at = 0; at < removedAt.length; at += 2) {
    const [start, count] = pairAt(removedAt, at);
    if (start >= line) break;
    kept -= Math.min(count, line - start);
  }
  return kept;
}

/** The number of the line that stayed, counted from 0, among lines of which these runs did not stay. */
function placeOfKept(runs: readonly number[], kept: number): number {
  let place = kept + 1;
  for (let at = 0; at < runs.length; at += 2) {
    const [start, count] = pairAt(runs, at);
    if (start > place) break;
    place += count;
  }
  return place;
}

/** The line that follows the last of so many lines that stayed. */
const afterKept = (added: readonly number[], kept: number): number =>
  kept === 0 ? 1 : placeOfKept(added, kept - 1) + 1;
