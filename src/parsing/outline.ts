import type { Grammar } from './grammars/grammar.js';
import { type Line, linesOf } from './text-lines.js';

/** Words that only go on with what stands above. */
const GOES_ON =
  /(?:else|elif|elsif|except|finally|catch|rescue|ensure|when|end|while|extends|implements|where|with|throws|permits|in|is|as|satisfies)\b/y;
/** With which characters of ASCII a thing may begin: those of words, and some marks. */
const BEGINNINGS = Uint8Array.from({ length: 128 }, (_, code) =>
  /[\w$@[(!]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/** What the parts of a text are told apart by. */
export type Looks = Pick<Grammar, 'texts' | 'holds'>;

/** Rows of a text, from 0: the first, and the one behind the last. */
export type Run = readonly [first: number, last: number];

/** So many lines more a thing that holds others may take to open. */
const MOST_HEADS = 6;
/** Nobody opens a type with more characters; patterns are not asked of what machines, or the hostile, wrote. */
const LONGEST_HEAD = 500;
/** Things of fewer lines are no functions, and no types. */
const LEAST = 3;
/** With what a line ends where something opens. */
const OPENS = /[{:]$/;
const COMMENT = /^(?:#|\/[*/])/;
/** Where nothing stands around. */
export const TOP = -1;
/** Nothing is indented so. */
const NONE = -1;

/** What stands in what, by indentation. */
export class Outline {
  readonly lines: readonly Line[];
  /** For each row the nearest one above that is indented less. */
  readonly around: Int32Array;
  /** For each row that stands around others how much the first of them is indented; for the top it is 0. */
  readonly #inside: Int32Array;

  constructor(
    private readonly text: string,
    private readonly looks: Looks,
  ) {
    this.lines = linesOf(text, looks.texts);
    this.around = new Int32Array(this.lines.length).fill(TOP);
    this.#inside = new Int32Array(this.lines.length).fill(NONE);
    const open: number[] = [];
    for (const [row, line] of this.lines.entries()) {
      if (!says(line)) continue;
      while (open.length > 0 && (this.lines[open.at(-1) as number] as Line).indentation >= line.indentation)
        open.pop();
      const around = open.at(-1) ?? TOP;
      this.around[row] = around;
      if (this.#inside[around] === NONE && this.#looksLikeOne(row)) this.#inside[around] = line.indentation;
      open.push(row);
    }
  }

  #start(row: number): number {
    return this.lines[row]?.start ?? this.text.length;
  }

  /** The text with some runs of rows empty, first to last. */
  without(runs: readonly Run[]): string {
    let [left, done] = ['', 0];
    for (const [first, last] of runs) {
      left += this.text.slice(this.#start(done), this.#start(first)) + '\n'.repeat(last - first);
      done = last;
    }
    return left + this.text.slice(this.#start(done));
  }

  /** The things between some rows, without their comments. */
  code(begins: readonly number[]): string[] {
    const { texts } = this.looks;
    const things: string[] = [];
    for (let at = 1; at < begins.length; at++) {
      const [first, last] = [begins[at - 1] as number, begins[at] as number];
      if (last - first < LEAST) continue;
      const thing = this.text.slice(this.#start(first), this.#start(last));
      things.push(texts ? thing.replace(texts, (it) => (COMMENT.test(it) ? ' ' : it)) : thing);
    }
    return things;
  }

  /** Whether a row is where a thing begins, among others. */
  begins(row: number): boolean {
    const line = this.lines[row] as Line;
    const among = this.#inside[this.around[row] as number] ?? 0;
    return line.indentation === among && says(line) && this.#looksLikeOne(row);
  }

  #looksLikeOne(row: number): boolean {
    const { start, indentation } = this.lines[row] as Line;
    const place = start + indentation;
    const code = this.text.charCodeAt(place);
    if (code < 128 && BEGINNINGS[code] === 0) return false;
    GOES_ON.lastIndex = place;
    return !GOES_ON.test(this.text);
  }

  /**
   * What opens around others, by a row of it: from the one where it begins to the one at whose end it opens. Null where
   * it holds no things.
   */
  opening(row: number): readonly [first: number, last: number] | null {
    const { start, indentation } = this.lines[row] as Line;
    let [first, last] = [row, row];
    if (/[){]/.test(this.text[start + indentation] ?? '')) {
      first -= 1;
      while (this.#isDeeper(first, indentation)) first -= 1;
    }
    // What a type is derived from may stand in lines of its own.
    while (!OPENS.test(this.#line(last)) && last - row < MOST_HEADS && this.#isDeeper(last + 1, indentation))
      last += 1;
    if (this.lines[first]?.indentation !== indentation || !OPENS.test(this.#line(last))) return null;
    const said = `${this.#line(first)} ${this.#line(last)}`;
    return said.length <= LONGEST_HEAD && this.looks.holds?.test(said) ? [first, last] : null;
  }

  #line(row: number): string {
    const { start, end } = this.lines[row] as Line;
    return this.text.slice(start, end);
  }

  #isDeeper(row: number, indentation: number): boolean {
    const line = this.lines[row];
    return line !== undefined && (!says(line) || line.indentation > indentation);
  }
}

/** Whether what a line begins with tells something: it is not empty, and begins in no string and no comment. */
const says = ({ isEmpty, beginsInCode }: Line): boolean => !isEmpty && beginsInCode;
