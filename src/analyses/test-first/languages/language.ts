import type { LinePattern } from './lines.js';

/** How the body of a test is found from where it opens. */
type BodyShape =
  /** `it('…', () => { … })`: to the parenthesis that closes the call */
  | 'call'
  /** `func TestX(…) { … }`: to the brace that closes the block, or to `;` where an expression stands for it */
  | 'braces'
  /** Python: decorators, signature and what is indented deeper */
  | 'indent'
  /** Ruby: to the `end` of the same indentation, or the brace that closes the block */
  | 'end';

export interface TestForm {
  readonly opens: LinePattern;
  readonly body: BodyShape;
}

/** How a test file names what it needs; found in masked text or, where the name is a string, in the text itself. */
export interface Reference {
  /** A path, a module or a qualified name, as written; `file:NAME` where only a file's name is told. */
  readonly to: string;
  /** The names that are taken from it; null: all of it, or not told. */
  readonly names: readonly string[] | null;
}

/**
 * What must be known of a language to tell production code from tests, in text, without parsing it.
 * All patterns run in linear time on one text: no repetition inside a repetition, and every span is bounded.
 */
export interface Language {
  readonly name: string;
  /** File name endings with their dot, lower case. */
  readonly extensions: readonly string[];
  /** Every character that a comment or string below begins with: only there are the patterns tried. */
  readonly triggers: string;
  /** Sources of patterns, tried in order where no comment or string is open. */
  readonly comments: readonly string[];
  readonly strings: readonly string[];
  /** Comments of this shape nest. */
  readonly nestedComments?: true;
  /** `\`` opens a template with `${…}`. */
  readonly templates?: true;
  /** A triple-quoted string that stands alone is documentation. */
  readonly docstrings?: true;
  /** Strings that end at a word of their own: here documents and raw strings. */
  readonly delimited?: 'ruby' | 'php' | 'rust' | 'cpp';
  /** Lines that only bring names in. `spans`: the statement may go on over several lines. */
  readonly imports: { readonly opens: LinePattern; readonly spans: boolean };
  /** Declarations that leave nothing to execute. `flat`: only when no block is nested inside. */
  readonly types: { readonly opens: LinePattern; readonly flat: boolean } | null;
  readonly tests: readonly TestForm[];
  /** Where tests live beside the code that they cover, in the same file. */
  readonly testRegion?: TestForm;
  /** Suites that don't run: what is in them is no test. */
  readonly skippedSuites?: TestForm;
  /** Found between a test's opening and its body: it does not run. */
  readonly skipped: RegExp | null;
  /** A line that asserts, wherever it stands in a test file. */
  readonly asserts: RegExp;
  /** A file name (without folder) that is a test's by convention. Group 1, where there is one, is the stem. */
  readonly testNames: readonly RegExp[];
  /** Names declared at the top level; group 1 is the name. Needs the flags `gm`. */
  readonly declares: RegExp;
  /** `masked` is made when it is asked for: it costs more than all else. */
  readonly references: (text: string, masked: () => string) => Reference[];
  /** How a reference finds a file: by path, or by a qualified name that is declared in it. */
  readonly linking: 'paths' | 'names';
  /** The package or namespace that the file says it is in; group 1. */
  readonly package: RegExp | null;
  /** Files that hand on what others declare: one hop is followed through them. */
  readonly indexFiles: readonly string[];
  /** Stems too general to link by, unless the folders are the same too. */
  readonly generalStems: readonly string[];
}

/** Every match of a pattern in a text that does not stand behind the mark of a comment on its line. */
export function* matchesIn(text: string, pattern: RegExp): Generator<RegExpExecArray> {
  for (const match of text.matchAll(pattern)) {
    const at = match.index + match[0].length - match[0].trimStart().length;
    const before = text.slice(Math.max(text.lastIndexOf('\n', at - 1) + 1, at - 200), at);
    if (!/^\s*(?:\*|\/\*|#)|(?:^|\s)\/\//.test(before)) yield match;
  }
}

/** The names in a list such as `a, b as c, type D`. */
export function namesIn(list: string): string[] {
  return list
    .split(',')
    .map((item) => /^\s*(?:type\s+)?([\w$]+)/.exec(item)?.[1])
    .filter((name) => name !== undefined);
}

/** `"…"` on one line, with escapes. Each of these always ends, at the latest at the line's or the text's end. */
export const DOUBLE = String.raw`"(?:[^"\\\n]+|\\[\s\S])*(?:"|(?=\n)|\\?$)`;
export const SINGLE = String.raw`'(?:[^'\\\n]+|\\[\s\S])*(?:'|(?=\n)|\\?$)`;
/** The same over several lines. */
export const DOUBLE_LONG = String.raw`"(?:[^"\\]+|\\[\s\S])*(?:"|\\?$)`;
export const SINGLE_LONG = String.raw`'(?:[^'\\]+|\\[\s\S])*(?:'|\\?$)`;
export const TRIPLE_DOUBLE = String.raw`"""(?:[^"\\]+|\\[\s\S]|"(?!""))*(?:"""|"{0,2}$|\\$)`;
export const TRIPLE_SINGLE = String.raw`'''(?:[^'\\]+|\\[\s\S]|'(?!''))*(?:'''|'{0,2}$|\\$)`;
/** The same without escapes. */
export const TRIPLE_PLAIN = '"""(?:[^"]+|"(?!""))*(?:"""|"{0,2}$)';
/** A character: `'x'`, `'\n'`, `'\u{1F600}'`. A lifetime or a digit separator is none. */
export const CHARACTER = String.raw`(?<!\w)'(?:[^'\\\n]|\\.[^'\n]{0,9})'`;
export const SLASHES = String.raw`\/\/[^\n]*`;
export const HASH = '#[^\\n]*';
export const BLOCK = String.raw`\/\*[\s\S]*?(?:\*\/|$)`;
/** Where comments nest only their start is a pattern; `mask.ts` counts the rest. */
export const BLOCK_START = String.raw`\/\*`;
