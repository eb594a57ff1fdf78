/** What a declaration is: code that runs when called, a named type, or a named value. */
export type DeclarationKind = 'function' | 'type' | 'variable';

/** One named thing of a source. Ranges are half-open offsets in UTF-16 units of the text; lines count from 1. */
export interface Declaration {
  readonly kind: DeclarationKind;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly startLine: number;
  readonly endLine: number;
  /** The code that runs, the members of a type, the value of a variable; absent where there is none. */
  readonly body?: Range;
  readonly parameters?: Range;
  /** The type that a method stands for when it is written outside of it (Go, Rust, C++, Kotlin extensions). */
  readonly receiver?: string;
  /** The word of the language: class, interface, enum …; only for types. */
  readonly form?: string;
}

export type Range = readonly [start: number, end: number];

/**
 * What a grammar says of one source text, flat and in order of their starts: plain data, so that the judgement never
 * meets a parser.
 */
export interface ParsedSource {
  readonly declarations: readonly Declaration[];
  /** Comments and documentation strings: they are no code. */
  readonly comments: readonly Range[];
  /** Imports, exports from elsewhere, package lines: they follow a move and are none. */
  readonly imports: readonly Range[];
  /** The names of parameters. */
  readonly parameters: readonly Range[];
  /** The names of types that a type is derived from. */
  readonly supertypes: readonly Range[];
  /** What a type is derived from by words that stand outside of it (Rust's `impl Trait for Type`). */
  readonly implemented: readonly { readonly type: string; readonly supertype: string }[];
  /** Names that are called where no bracket says so, by a language that needs none (Ruby). */
  readonly called: readonly Range[];
  /** Bodies without a name (of classes made on the spot): what is declared inside belongs to no container. */
  readonly unnamed: readonly Range[];
  /** Whether a part of the text could not be understood; the rest still counts. */
  readonly hasErrors: boolean;
}
