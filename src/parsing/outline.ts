import type { Grammar } from './grammars/grammar.js';
import { isSpace } from './text-lines.js';

/** Words that only go on with what stands above. */
const GOES_ON =
  /(?:else|elif|elsif|except|finally|catch|rescue|ensure|when|end|while|extends|implements|where|with|throws|permits|in|is|as|satisfies)\b/y;
/** With which characters of ASCII a thing may begin: those of words, and some marks. */
const BEGINNINGS = Uint8Array.from({ length: 128 }, (_, code) =>
  /[\w$@[(!]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/** What the parts of a text are told apart by. */
export type Looks = Pick<Grammar, 'texts' | 'holds'>;

/** A text without some of its things. */
export interface WithoutRuns {
  readonly text: string;
  /** Rows that are empty now: the first, and the one behind the last; from 0, in their order. */
  readonly leftOut: readonly (readonly [first: number, last: number])[];
}

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
/** The indentation of a line that says nothing: it is empty, or its beginning is in a string or a comment. */
const SILENT = -1;

/** What stands in what, by indentation. */
export class Outline {
  readonly rows: number;
  /** For each row the nearest one above that is indented less. */
  readonly around: Int32Array;
  /** Where each row begins, and where the last one ends. */
  readonly #starts: number[] = [];
  readonly #indentations: number[] = [];
  /** Where comments begin and end. */
  readonly #comments: (readonly [start: number, end: number])[] = [];
  /** For each row that stands around others how much the first of them is indented; for the top it is 0. */
  readonly #inside: Int32Array;

  constructor(
    private readonly text: string,
    private readonly looks: Looks,
  ) {
    this.#look();
    this.rows = this.#indentations.length;
    this.around = new Int32Array(this.rows).fill(TOP);
    this.#inside = new Int32Array(this.rows).fill(SILENT);
    const open: number[] = [];
    for (let row = 0; row < this.rows; row++) {
      const indentation = this.#indentations[row] as number;
      if (indentation === SILENT) continue;
      while (open.length > 0 && (this.#indentations[open.at(-1) as number] as number) >= indentation)
        open.pop();
      const around = open.at(-1) ?? TOP;
      this.around[row] = around;
      if (this.#inside[around] === SILENT && this.#looksLikeOne(row)) this.#inside[around] = indentation;
      open.push(row);
    }
  }

  #look(): void {
    const { text, looks } = this;
    const silent: (readonly [start: number, end: number])[] = [];
    for (const { index, 0: it } of looks.texts ? text.matchAll(looks.texts) : []) {
      if (it.includes('\n')) silent.push([index, index + it.length]);
      if (COMMENT.test(it)) this.#comments.push([index, index + it.length]);
    }
    let at = 0;
    for (let start = 0; start < text.length; ) {
      const found = text.indexOf('\n', start);
      const next = found === -1 ? text.length : found + 1;
      let first = start;
      while (first < next && isSpace(text.charCodeAt(first))) first++;
      while (at < silent.length && (silent[at]?.[1] ?? 0) <= start) at++;
      const says = first < next && (silent[at]?.[0] ?? start) >= start;
      this.#starts.push(start);
      this.#indentations.push(says ? first - start : SILENT);
      start = next;
    }
    this.#starts.push(text.length);
  }

  #start(row: number): number {
    return this.#starts[row] ?? this.text.length;
  }

  without(runs: WithoutRuns['leftOut']): WithoutRuns {
    let [left, done] = ['', 0];
    for (const [first, last] of runs) {
      left += this.text.slice(this.#start(done), this.#start(first)) + '\n'.repeat(last - first);
      done = last;
    }
    return { text: left + this.text.slice(this.#start(done)), leftOut: runs };
  }

  /** The things between some rows, without their comments. */
  code(begins: readonly number[]): string[] {
    const things: string[] = [];
    for (let at = 1; at < begins.length; at++) {
      const [first, last] = [begins[at - 1] as number, begins[at] as number];
      if (last - first >= LEAST) things.push(this.#withoutComments(this.#start(first), this.#start(last)));
    }
    return things;
  }

  #withoutComments(from: number, to: number): string {
    let [code, at, low, high] = ['', from, 0, this.#comments.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#comments[middle]?.[0] ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    for (let next = this.#comments[low]; next !== undefined && next[0] < to; next = this.#comments[++low]) {
      code += this.text.slice(at, next[0]);
      at = next[1];
    }
    return code + this.text.slice(at, to);
  }

  /** Whether a row is where a thing begins, among others. */
  begins(row: number): boolean {
    const indentation = this.#indentations[row] as number;
    const among = this.#inside[this.around[row] as number] ?? 0;
    return indentation === among && indentation !== SILENT && this.#looksLikeOne(row);
  }

  #looksLikeOne(row: number): boolean {
    const place = this.#start(row) + (this.#indentations[row] as number);
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
    const indentation = this.#indentations[row] as number;
    let [first, last] = [row, row];
    if (/^\s*[){]/.test(this.#line(row))) {
      first -= 1;
      while (this.#isDeeper(first, indentation)) first -= 1;
    }
    // What a type is derived from may stand in lines of its own.
    while (!OPENS.test(this.#line(last)) && last - row < MOST_HEADS && this.#isDeeper(last + 1, indentation))
      last += 1;
    if (this.#indentations[first] !== indentation || !OPENS.test(this.#line(last))) return null;
    const said = `${this.#line(first)} ${this.#line(last)}`;
    return said.length <= LONGEST_HEAD && this.looks.holds?.test(said) ? [first, last] : null;
  }

  #line(row: number): string {
    return this.text.slice(this.#start(row), this.#start(row + 1)).trimEnd();
  }

  #isDeeper(row: number, indentation: number): boolean {
    const own = this.#indentations[row];
    return own !== undefined && (own === SILENT || own > indentation);
  }
}
