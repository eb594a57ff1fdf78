import { isInside, longTexts } from './long-texts.js';

/** A line of a text, by its look; its places are in the whole text. */
export interface Line {
  readonly start: number;
  /** Without white space at its end. */
  readonly end: number;
  /** Characters of white space before its first other one. */
  readonly indentation: number;
  readonly isEmpty: boolean;
  /** Its beginning is code: in no string, and no comment that went on. */
  readonly beginsInCode: boolean;
  /** Its end is code: in no string, and no comment that goes on. */
  readonly endsInCode: boolean;
}

/** @param texts finds strings and comments over lines: global */
export function linesOf(text: string, texts: RegExp | undefined): Line[] {
  const lines: Line[] = [];
  const silent = longTexts(text, texts);
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const next = found === -1 ? text.length : found + 1;
    let first = start;
    while (first < next && isSpace(text.charCodeAt(first))) first++;
    let end = next;
    while (end > first && isSpace(text.charCodeAt(end - 1))) end--;
    lines.push({
      start,
      end,
      indentation: first - start,
      isEmpty: first === end,
      beginsInCode: !isInside(silent, start),
      endsInCode: !isInside(silent, end),
    });
    start = next;
  }
  return lines;
}

export const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);
