import type { Grammar, Inside } from './grammars/grammar.js';
import { isSpace, type Line, linesOf } from './text-lines.js';
import type { TopPart } from './top-parts.js';

/** A place between two brackets, and what is taken out there; all places are in the whole text. */
export interface Hole {
  /** Its number among the grammar's `insides`. */
  readonly inside: number;
  readonly opens: number;
  readonly closes: number;
  /** Characters and rows that are taken out, from the line after the first bracket's to the second one's. */
  readonly start: number;
  readonly length: number;
  readonly rows: number;
  readonly parts: readonly TopPart[];
}

export interface Opened {
  /** The text without what was taken out. */
  readonly around: string;
  /** At least one, in their order. */
  readonly holes: readonly Hole[];
}

/** Smaller parts stay together. */
const LEAST = 60;
/** Each hole is looked for among all that is parsed: what has more was made by machines, and is read as a whole. */
const MOST_HOLES = 500;

/**
 * A text cut at its outermost brackets that stand at the ends of lines and close with the same indentation: what is
 * around them, and what is in them, thing by thing. Null where there are none, or too many.
 */
export function openedParts(
  text: string,
  { insides = [], texts }: Pick<Grammar, 'insides' | 'texts'>,
): Opened | null {
  const lines = linesOf(text, texts);
  const holes: Hole[] = [];
  for (let row = 0; row < lines.length; ) {
    const number = insideAt(text, lines[row] as Line, insides);
    const inside = insides[number];
    const closing = inside === undefined ? -1 : closingRow(text, lines, row, inside.closes);
    if (inside === undefined || closing === -1) {
      row += 1;
      continue;
    }
    const [first, after, last] = [lines[row], lines[row + 1], lines[closing]] as [Line, Line, Line];
    if (holes.length === MOST_HOLES) return null;
    holes.push({
      inside: number,
      opens: first.end - 1,
      closes: last.start + last.indentation,
      start: after.start,
      length: last.start - after.start,
      rows: closing - row - 1,
      parts: partsOf(text, lines, row + 1, closing, inside),
    });
    row = closing;
  }
  return openedAt(text, holes);
}

/** A text that is cut at some of its holes only; null where there is none. */
export function openedAt(text: string, holes: readonly Hole[]): Opened | null {
  if (holes.length === 0) return null;
  let around = '';
  let from = 0;
  for (const { start, length } of holes) {
    around += text.slice(from, start);
    from = start + length;
  }
  return { around: around + text.slice(from), holes };
}

/** Brackets in a text that is parsed, and where the things in them should begin: none where they are empty. */
export interface Brackets {
  /** The number of their kind among the grammar's `insides`. */
  readonly inside: number;
  readonly opens: number;
  readonly closes: number;
  readonly things: readonly number[];
}

/** The brackets of a whole text. */
export const bracketsIn = (text: string, holes: readonly Hole[]): Brackets[] =>
  holes.map(({ inside, opens, closes, parts }) => ({
    inside,
    opens,
    closes,
    things: parts.map(({ start }) => firstOther(text, start)),
  }));

/** The brackets of the text around. */
export function emptyBrackets(holes: readonly Hole[]): Brackets[] {
  let gone = 0;
  return holes.map(({ inside, opens, closes, length }) => {
    const brackets = { inside, opens: opens - gone, closes: closes - gone - length, things: [] };
    gone += length;
    return brackets;
  });
}

function firstOther(text: string, start: number): number {
  let at = start;
  while (isSpace(text.charCodeAt(at))) at++;
  return at;
}

function insideAt(text: string, line: Line, insides: readonly Inside[]): number {
  const last = text[line.end - 1];
  if (line.isEmpty || !line.beginsInCode || !line.endsInCode || (last !== '{' && last !== '[')) return -1;
  const whole = text.slice(line.start, line.end);
  return insides.findIndex(({ opens }) => opens.test(whole));
}

/** The row at which a bracket closes; -1 where a line that is indented as little says something else. */
function closingRow(text: string, lines: readonly Line[], opening: number, closes: string): number {
  const { indentation } = lines[opening] as Line;
  for (let row = opening + 1; row < lines.length; row++) {
    const line = lines[row] as Line;
    if (line.isEmpty || !line.beginsInCode || line.indentation > indentation) continue;
    return line.indentation === indentation && text[line.start + indentation] === closes ? row : -1;
  }
  return -1;
}

/** The things in some rows: they begin at lines that are indented as the first one is. */
function partsOf(
  text: string,
  lines: readonly Line[],
  first: number,
  after: number,
  inside: Inside,
): TopPart[] {
  const parts: TopPart[] = [];
  let [begin, last, indentation] = [-1, -1, 0];
  const add = (): void => {
    if (begin === -1) return;
    const start = lines[begin]?.start ?? 0;
    parts.push({ start, row: begin, text: text.slice(start, lines[last + 1]?.start ?? text.length) });
  };
  for (let row = first; row < after; row++) {
    const line = lines[row] as Line;
    if (line.isEmpty) continue;
    if (begin === -1) {
      begin = row;
      indentation = line.indentation;
    } else if (line.indentation === indentation && begins(text, line, lines[last] as Line, inside)) {
      if (line.start - (lines[begin]?.start ?? 0) >= LEAST) {
        add();
        begin = row;
      }
    }
    last = row;
  }
  add();
  return parts;
}

function begins(text: string, line: Line, above: Line, { begins: here, ends }: Inside): boolean {
  if (!line.beginsInCode) return false;
  if (ends !== undefined && text[above.end - 1] !== ends) return false;
  here.lastIndex = line.start + line.indentation;
  return here.test(text);
}
