import { isInside, longTexts } from './long-texts.js';

/** A run of whole lines at the top of a text, without the empty ones at its ends. */
export interface TopPart {
  /** Where it begins: a character and a row, both from 0. */
  readonly start: number;
  readonly row: number;
  readonly text: string;
}

/** Smaller parts stay together: to read one takes as long as to read so many characters. */
const LEAST = 100;

/**
 * A text cut where something at its top begins: functions, types, tests. What stands before a beginning belongs to the
 * part above, and so do comments; decorators belong to what follows.
 *
 * @param begins finds the beginnings: global and multiline
 * @param texts finds strings and comments over lines, in which nothing begins: global
 */
export function topParts(text: string, begins: RegExp, texts?: RegExp): TopPart[] {
  const parts: TopPart[] = [];
  let [row, counted] = [0, 0];
  const add = (from: number, to: number): void => {
    const [start, end] = withoutEmptyLines(text, from, to);
    if (start === end) return;
    for (let at = text.indexOf('\n', counted); at !== -1 && at < start; at = text.indexOf('\n', at + 1))
      row += 1;
    counted = start;
    parts.push({ start, row, text: text.slice(start, end) });
  };
  let from = 0;
  let isDecorated = false;
  const silent = longTexts(text, texts);
  for (const { index } of text.matchAll(begins)) {
    if (isInside(silent, index)) continue;
    if (!isDecorated && index - from >= LEAST) {
      add(from, index);
      from = index;
    }
    isDecorated = text[index] === '@';
  }
  add(from, text.length);
  return parts;
}

function withoutEmptyLines(text: string, from: number, to: number): readonly [number, number] {
  let start = from;
  let end = to;
  for (let next = afterEnd(text, start); next > start && next <= to; next = afterEnd(text, start))
    start = next;
  for (;;) {
    const last = text[end - 1] === '\n' ? beforeEnd(text, end) : end;
    if (last <= start || text[last - 1] !== '\n') break;
    end = last;
  }
  return [start, Math.max(start, end)];
}

/** Behind the end of a line that is here, or here where there is none. */
const afterEnd = (text: string, at: number): number =>
  text[at] === '\n' ? at + 1 : text[at] === '\r' && text[at + 1] === '\n' ? at + 2 : at;

/** Before the end of a line that is before here. */
const beforeEnd = (text: string, at: number): number => (text[at - 2] === '\r' ? at - 2 : at - 1);
