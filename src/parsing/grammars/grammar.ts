/**
 * A language as the parser needs it. The query names what it finds:
 * `@function`, `@type`, `@variable` a declaration with its `@name`, `@body`, `@parameters` and `@receiver` (for a
 * variable: it is a field, whichever function writes it first), and `@form` where its own node doesn't say the word;
 * `@implemented` (a name) with the `@receiver` that is derived from it, where that is said outside of both;
 * `@comment`, `@import`, `@parameter` (a name), `@supertype` (a name), `@called` (a name that is called without
 * brackets), `@unnamed` (a body) whatever stands alone.
 */
export interface Grammar {
  readonly language: string;
  /** File name endings, with the dot, in lower case. */
  readonly endings: readonly string[];
  /** The WebAssembly module, as a path that packages resolve. */
  readonly wasm: string;
  readonly query: string;
  /**
   * Lines at which something at the top of a file begins that is the same wherever it stands: a word that nothing above
   * can go on with, or an `@` that belongs to what follows. Global and multiline; left out where files are one type.
   */
  readonly begins?: RegExp;
  /** Texts that may go on over lines, with any words at their beginnings, and what may look like one: global. */
  readonly texts?: RegExp;
  /**
   * A line that opens what holds other things, each of which is the same whatever stands beside it: a type, a suite of
   * tests. Where what opens goes over lines it is the first of them, a space, and the last.
   */
  readonly holds?: RegExp;
  /** What stands in brackets, in lines of its own, and can be read by itself. */
  readonly insides?: readonly Inside[];
  /** Whether the findings in this language were measured on labelled commits; else it is supported, no more. */
  readonly validated: boolean;
}

/**
 * What stands between two brackets, by its look: whether it is that is for the parser to say. No pattern of the query may
 * look from outside of the brackets at what is in them.
 */
export interface Inside {
  /** A line at whose end the first bracket stands, without the white space behind it. */
  readonly opens: RegExp;
  readonly closes: string;
  /** What the parser calls the brackets with nothing in them. */
  readonly node: string;
  /** Where a thing in them may begin, behind its indentation: sticky. */
  readonly begins: RegExp;
  /** What a line ends with where a thing ends, if that can be told. */
  readonly ends?: string;
  /** What must stand around its things, so that they mean the same by themselves: a character each. */
  readonly brackets?: readonly [string, string];
}
