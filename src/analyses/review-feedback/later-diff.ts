import { linesOf } from './hunk-lines.js';

/**
 * Whether a commented line is no longer there, by what the change has of its file afterwards: the last line that the
 * comment stands under is in no line that the later diff adds or leaves, however it is set in. It is what can be said
 * without a history; with one, `judge` follows the line.
 *
 * @param hunk the end of the diff that the comment stands under
 * @param laterFileDiff the same file's diff later on, against the same base
 * @returns null where the hunk cannot be read, or ends in a line that was taken away
 */
export function lineChanged(hunk: string | null, laterFileDiff: string): boolean | null {
  const commented = linesOf(hunk).at(-1);
  if (commented === undefined || commented.after === null) return null;
  const wanted = squeezed(commented.text);
  return !laterFileDiff
    .split('\n')
    .some((line) => (line.startsWith('+') || line.startsWith(' ')) && squeezed(line.slice(1)) === wanted);
}

const squeezed = (line: string): string => line.replace(/\s+/g, '');
