import { lineEdits, linesIn } from './line-edits.js';
import { isInside, longTexts } from './long-texts.js';

/** The first character of a line at which something at the top of a file may begin: no space, no end, no comment. */
const BEGINS = /[^\s})\]#/*;,.'"`<-]/y;

/**
 * Two versions of a text without the parts at its top that are the same in both: their lines are empty, so that all
 * others keep their numbers. What is left begins and ends where something at the top does, by its look: whether it can
 * still be understood is for the parser to say.
 *
 * @param texts finds strings and comments over lines, in which nothing begins: global
 */
export function changedParts(
  before: string,
  after: string,
  texts?: RegExp,
): { before: string; after: string } {
  const silent = longTexts(before, texts);
  const begins = (place: number): boolean => {
    BEGINS.lastIndex = place;
    return BEGINS.test(before) && !isInside(silent, place);
  };
  const kept = { before: '', after: '' };
  // Where both were read to, the new text's place less the old one's, and where what is the same begins.
  let [done, ahead, from] = [0, 0, 0];
  const keepUpTo = (old: number, now: number): void => {
    kept.before += before.slice(done, old);
    kept.after += after.slice(done + ahead, now);
  };
  const clear = (to: number): void => {
    let first = from;
    while (first < to && !begins(first)) first = lineAfter(before, first);
    let last = lineBefore(before, to);
    while (last > first && !begins(last)) last = lineBefore(before, last);
    if (last <= first) return;
    keepUpTo(first, first + ahead);
    const empty = '\n'.repeat(linesIn(before, first, last));
    kept.before += empty;
    kept.after += empty;
    done = last;
  };
  for (const { start, oldEnd, newEnd } of lineEdits(before, after)) {
    clear(start);
    keepUpTo(oldEnd, newEnd + ahead);
    ahead += newEnd - oldEnd;
    from = oldEnd;
    done = oldEnd;
  }
  clear(before.length);
  keepUpTo(before.length, after.length);
  return kept;
}

function lineAfter(text: string, place: number): number {
  const end = text.indexOf('\n', place);
  return end === -1 ? text.length : end + 1;
}

/** Where the line begins that ends here; it may be the last one, without an end. */
const lineBefore = (text: string, place: number): number =>
  place < 2 ? 0 : text.lastIndexOf('\n', text[place - 1] === '\n' ? place - 2 : place - 1) + 1;
