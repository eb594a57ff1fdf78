/**
 * A language as the parser needs it. The query names what it finds:
 * `@function`, `@type`, `@variable` a declaration with its `@name`, `@body`, `@parameters` and `@receiver`;
 * `@comment`, `@import`, `@parameter` (a name), `@supertype` (a name), `@unnamed` (a body) whatever stands alone.
 */
export interface Grammar {
  readonly language: string;
  /** File name endings, with the dot, in lower case. */
  readonly endings: readonly string[];
  /** The WebAssembly module, as a path that packages resolve. */
  readonly wasm: string;
  readonly query: string;
}
