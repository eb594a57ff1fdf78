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
  /** Whether the findings in this language were measured on labelled commits; else it is supported, no more. */
  readonly validated: boolean;
}
