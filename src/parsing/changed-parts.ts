import { lineEdits } from './line-edits.js';

/** A line at which something at the top of a file may begin: it is not indented, and neither closes nor comments. */
const BEGINS = /^[^\s})\]#/*;,.'"`<-]/;

/**
 * Two versions of a text without the parts at its top that are the same in both: their lines are empty, so that all
 * others keep their numbers. What is left begins and ends where something at the top does, by its look: whether it can
 * still be understood is for the parser to say.
 */
export function changedParts(before: string, after: string): { before: string; after: string } {
  const old = before.split('\n');
  const now = after.split('\n');
  // Rows of the old text, and how far the new one is ahead.
  let from = 0;
  let ahead = 0;
  const clear = (to: number): void => {
    let first = from;
    while (first < to && !begins(old, first)) first++;
    let last = to - 1;
    while (last > first && !begins(old, last)) last--;
    for (let row = first; row < last; row++) {
      old[row] = '';
      now[row + ahead] = '';
    }
  };
  for (const { startRow, oldEndRow, newEndRow } of lineEdits(before, after)) {
    clear(startRow);
    ahead += newEndRow - oldEndRow;
    from = oldEndRow;
  }
  clear(old.length);
  return { before: old.join('\n'), after: now.join('\n') };
}

const begins = (lines: readonly string[], row: number): boolean => BEGINS.test(lines[row] ?? '');
