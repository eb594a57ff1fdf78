import { statementEnd } from './brackets.js';
import { type Language, type LinePattern, type Reference, searchLines } from './languages/index.js';
import { mask } from './mask.js';
import { leading, rangesOf, testRanges } from './test-ranges.js';

/** What a line is for. `nothing`: blank or comment. */
export type LineKind = 'nothing' | 'import' | 'type' | 'code';

/** A text and what its lines are for. Lines count from 1. Everything is found when first asked for. */
export interface Source {
  /** How many lines it has. */
  readonly lines: number;
  readonly kind: (line: number) => LineKind;
  /** True when the line decides something: a condition, a loop, a catch. */
  readonly branches: (line: number) => boolean;
  /** True inside the body of a test that runs, and on a line that asserts. */
  readonly inTest: (line: number) => boolean;
  /** True where a test begins: the line that carries its title. */
  readonly opensTest: (line: number) => boolean;
  readonly asserts: (line: number) => boolean;
  /** True where only tests live, in a file that holds production code too. */
  readonly inTestRegion: (line: number) => boolean;
  /** The line without comments, strings filled with `"`. */
  readonly masked: (line: number) => string;
  /** The line as it is. */
  readonly line: (line: number) => string;
  readonly declares: () => ReadonlySet<string>;
  readonly references: () => readonly Reference[];
  /** True when a name stands as a word in the code. */
  readonly mentions: (name: string) => boolean;
  readonly package: () => string | null;
}

const BRANCH =
  /\b(?:if|elif|else|unless|for|foreach|while|until|loop|switch|case|when|match|catch|except|rescue|guard)\b|&&|\|\||\?\?|\?[^.:)\]>]/;

export function readSource(text: string, language: Language): Source {
  const masked = once(() => mask(text, language));
  const starts = lineStarts(text);
  const lineAt = (offset: number): number => lineOf(starts, offset);
  const slice = (from: string, line: number): string => {
    const start = starts[line - 1];
    return start === undefined ? '' : from.slice(start, (starts[line] ?? text.length + 1) - 1);
  };

  const kinds = once(() => statementKinds(masked(), starts.length, language, lineAt));
  const ranges = once(() => testRanges(masked(), language, lineAt));
  const regions = once(() =>
    language.testRegion === undefined ? [] : rangesOf(masked(), language.testRegion, true, null, lineAt),
  );
  const inBody = once(() => {
    const inside = new Uint8Array(starts.length + 2);
    for (const { first, last, runs } of ranges()) {
      if (runs) inside.fill(1, first, last + 1);
    }
    for (const { first, last, runs } of ranges()) if (!runs) inside.fill(2, first, last + 1);
    return inside;
  });
  const openings = once(() => new Set(ranges().map(({ first }) => first)));

  return {
    lines: starts.length,
    kind: (line) =>
      isBlank(masked(), starts[line - 1] ?? masked().length)
        ? 'nothing'
        : (KINDS[kinds()[line] ?? 0] ?? 'code'),
    branches: (line) => BRANCH.test(slice(masked(), line)),
    inTest: (line) => {
      const inside = inBody()[line] ?? 0;
      return inside === 1 || (inside === 0 && language.asserts.test(slice(masked(), line)));
    },
    opensTest: (line) => openings().has(line),
    asserts: (line) => language.asserts.test(slice(masked(), line)),
    inTestRegion: (line) => regions().some(({ first, last }) => first <= line && line <= last),
    masked: (line) => slice(masked(), line),
    line: (line) => slice(text, line),
    declares: once(
      () =>
        new Set(
          [...masked().matchAll(language.declares)].flatMap((match) =>
            match[1] === undefined ? [] : [match[1]],
          ),
        ),
    ),
    references: once(() => language.references(text, masked)),
    mentions: kept((name) => standsIn(masked(), name)),
    package: once(() => language.package?.exec(masked())?.[1]?.replaceAll('\\', '.') ?? null),
  };
}

/** True when nothing but white space stands from here to the line's end. */
function isBlank(masked: string, start: number): boolean {
  for (let at = start; at < masked.length; at += 1) {
    const char = masked.charCodeAt(at);
    if (char === 10) return true;
    if (char > 32) return false;
  }
  return true;
}

/** Answers each question once, and keeps the answers. */
function kept<T>(answer: (question: string) => T): (question: string) => T {
  const answers = new Map<string, T>();
  return (question) => {
    let known = answers.get(question);
    if (known === undefined) {
      known = answer(question);
      answers.set(question, known);
    }
    return known;
  };
}

/** Makes a value when it is first asked for, and keeps it. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const isWord = (char: number): boolean =>
  (char >= 48 && char <= 57) ||
  (char >= 65 && char <= 90) ||
  (char >= 97 && char <= 122) ||
  char === 95 ||
  char === 36;

/** True when a name stands as a word in a text. */
export function standsIn(masked: string, name: string): boolean {
  for (let at = masked.indexOf(name); at !== -1; at = masked.indexOf(name, at + 1)) {
    const [before, after] = [masked.charCodeAt(at - 1), masked.charCodeAt(at + name.length)];
    if (!isWord(before) && !isWord(after)) return true;
  }
  return false;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  // What follows the last line's end is no line.
  if (starts.length > 1 && starts.at(-1) === text.length) starts.pop();
  return starts;
}

/** The line (from 1) that holds an offset. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

const KINDS: readonly LineKind[] = ['code', 'type', 'import'];

/** For every line, what statement it is in, as a place in KINDS. */
function statementKinds(
  masked: string,
  count: number,
  language: Language,
  lineAt: (offset: number) => number,
): Uint8Array {
  const kinds = new Uint8Array(count + 2);
  const mark = (first: number, last: number, kind: number): void => {
    kinds.fill(kind, lineAt(first), lineAt(last) + 1);
  };
  const { types, imports } = language;
  if (types !== null) {
    for (const [first, last] of spans(masked, types.opens, true)) {
      if (!types.flat || masked.slice(first, last).split('{').length <= 2) mark(first, last, 1);
    }
  }
  for (const [first, last] of spans(masked, imports.opens, imports.spans)) mark(first, last, 2);
  return kinds;
}

/** Where the statements are that begin with a pattern. */
function* spans(masked: string, opens: LinePattern, overLines: boolean): Generator<[number, number]> {
  const search = searchLines(masked, opens);
  for (let match = search(0); match !== null; ) {
    const last = overLines
      ? statementEnd(masked, match.index + leading(match[0]))
      : match.index + match[0].length - 1;
    // A line's end closes the line that it ends.
    yield [match.index + leading(match[0]), masked.charCodeAt(last) === 10 ? last - 1 : last];
    match = search(Math.max(last, match.index + match[0].length));
  }
}
