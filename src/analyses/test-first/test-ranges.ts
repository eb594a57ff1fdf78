import { blockStart, closingOf, statementEnd } from './brackets.js';
import { type Language, type LinePattern, searchLines, type TestForm } from './languages/index.js';

/** Where a test is, in lines from 1, and whether it runs. */
export interface TestRange {
  readonly first: number;
  readonly last: number;
  readonly runs: boolean;
}

/** How many characters of white space a match begins with. */
export const leading = (match: string): number => match.length - match.trimStart().length;

/** The tests of a masked text. */
export function testRanges(
  masked: string,
  language: Language,
  lineAt: (offset: number) => number,
): TestRange[] {
  const { tests, skipped, skippedSuites } = language;
  return [
    ...tests.flatMap((form) => rangesOf(masked, form, true, skipped, lineAt)),
    ...(skippedSuites === undefined ? [] : rangesOf(masked, skippedSuites, false, null, lineAt)),
  ];
}

/** The places of one form of tests. */
export function rangesOf(
  masked: string,
  { opens, body }: TestForm,
  runs: boolean,
  skipped: RegExp | null,
  lineAt: (offset: number) => number,
): TestRange[] {
  if (body === 'indent') return indentedTests(masked, opens, skipped, lineAt);
  const ranges: TestRange[] = [];
  const search = searchLines(masked, opens);
  for (let from = 0, match = search(from); match !== null; match = search(from)) {
    const first = match.index + leading(match[0]);
    from = match.index + match[0].length;
    const end = bodyEnd(masked, first, from, body);
    if (end === null) continue;
    // Annotations that switch a test off may stand on the line above it.
    const head = masked.slice(
      Math.max(0, masked.lastIndexOf('\n', first - 2)),
      Math.min(end.body, first + 2000),
    );
    ranges.push({ first: lineAt(first), last: lineAt(end.last), runs: runs && skipped?.test(head) !== true });
    from = Math.max(from, end.last);
  }
  return ranges;
}

/** Where a test's body begins and its last character is; null when there is no body. */
function bodyEnd(
  masked: string,
  first: number,
  opened: number,
  shape: 'call' | 'braces' | 'end',
): { body: number; last: number } | null {
  if (shape === 'call') {
    let open = masked.indexOf('(', Math.max(first, opened - 1));
    if (open === -1) return null;
    let last = closingOf(masked, open);
    // `it.each(table)('title', …)`: what is called is called again.
    for (let next = last + 1; masked.charAt(next) === '('; next = last + 1) {
      open = next;
      last = closingOf(masked, open);
    }
    return { body: open, last: Math.min(last, masked.length - 1) };
  }
  if (shape === 'braces') {
    const open = blockStart(masked, first);
    if (open === -1) {
      const semicolon = masked.indexOf(';', first);
      return semicolon === -1 ? null : { body: semicolon, last: semicolon };
    }
    return { body: open, last: Math.min(closingOf(masked, open), masked.length - 1) };
  }
  return rubyBody(masked, first);
}

/** `… do` or `def` to the `end` of the same indentation; `{ … }` to its brace. */
function rubyBody(masked: string, first: number): { body: number; last: number } | null {
  const lineStart = masked.lastIndexOf('\n', first - 1) + 1;
  const indent = first - lineStart;
  let lineEnd = masked.indexOf('\n', first);
  if (lineEnd === -1) lineEnd = masked.length;
  const line = masked.slice(first, lineEnd);
  const brace = line.indexOf('{');
  if (!/\bdo\b|^def\b/.test(line)) {
    if (brace === -1) return null;
    return { body: first + brace, last: Math.min(closingOf(masked, first + brace), masked.length - 1) };
  }
  for (let at = lineEnd + 1; at < masked.length; ) {
    let end = masked.indexOf('\n', at);
    if (end === -1) end = masked.length;
    let text = at;
    while (text < end && masked.charCodeAt(text) <= 32) text += 1;
    const inString = masked.charAt(text) === '"';
    if (text < end && !inString && text - at <= indent) return { body: lineEnd, last: end - 1 };
    at = end + 1;
  }
  return { body: lineEnd, last: masked.length - 1 };
}

/** Python: functions called `test…` with their decorators, to where the indentation falls back. */
function indentedTests(
  masked: string,
  opens: LinePattern,
  skipped: RegExp | null,
  lineAt: (offset: number) => number,
): TestRange[] {
  const ranges: TestRange[] = [];
  let decorators: number | null = null;
  const search = searchLines(masked, opens);
  for (let from = 0, match = search(from); match !== null; match = search(from)) {
    const indent = leading(match[0]);
    const first = match.index + indent;
    from = match.index + match[0].length;
    const head = match[0].trimStart();
    if (head.startsWith('@')) {
      decorators ??= first;
      from = Math.max(from, statementEnd(masked, first));
      continue;
    }
    const start = decorators ?? first;
    decorators = null;
    if (!/^(?:async\s+)?def\s+test/.test(head)) continue;
    const open = masked.indexOf('(', first);
    let last = open === -1 ? first : Math.min(closingOf(masked, open), masked.length - 1);
    const signature = last;
    for (let at = nextLine(masked, last); at < masked.length; at = nextLine(masked, at)) {
      let text = at;
      while (text < masked.length && (masked.charCodeAt(text) === 32 || masked.charCodeAt(text) === 9))
        text += 1;
      const char = masked.charCodeAt(text);
      const empty = text >= masked.length || char === 10 || char === 13;
      if (!empty && text - at <= indent && char !== 34 && !isClosingBracket(char)) break;
      if (!empty) last = Math.max(last, text);
    }
    ranges.push({
      first: lineAt(start),
      last: lineAt(last),
      runs: skipped?.test(masked.slice(start, signature)) !== true,
    });
    from = Math.max(from, last);
  }
  return ranges;
}

const isClosingBracket = (char: number): boolean => char === 41 || char === 93 || char === 125;

function nextLine(masked: string, at: number): number {
  const end = masked.indexOf('\n', at);
  return end === -1 ? masked.length : end + 1;
}
