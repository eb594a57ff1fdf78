import { BLOCK, DOUBLE, type Language, SINGLE, SLASHES } from './languages/language.js';

/** Lines longer than this are data or machine-made; past it nothing is read. */
const LINE_LIMIT = 10_000;

const QUOTE = 34;
const BACKTICK = 96;
const BACKSLASH = 92;
const SPACE = 32;
const NEWLINE = 10;

interface Scanner {
  /** Sticky. Group 1 is a comment, group 2 a string with an end of its own, group 3 a plain string. */
  readonly pattern: RegExp;
  /** What to do at every character that one of them may begin with. */
  readonly triggers: Uint8Array;
}

/** At a character: nothing; try the pattern; or, where the common case is found by hand, several times as fast. */
const PASS = 0;
const TRY = 1;
const C_COMMENT = 2;
const ONLY_C_COMMENT = 3;
const STRING = 4;

const scanners = new Map<Language, Scanner>();

function scannerOf(language: Language): Scanner {
  const known = scanners.get(language);
  if (known !== undefined) return known;
  const own = [
    ...(language.templates ? ['`'] : []),
    ...(language.delimited === undefined ? [] : [DELIMITED[language.delimited].opens]),
  ];
  const groups = [language.comments, own, language.strings].map(
    (sources) => `(${sources.length > 0 ? sources.join('|') : '(?!)'})`,
  );
  const triggers = new Uint8Array(256);
  for (const char of language.triggers) triggers[char.charCodeAt(0)] = wayOf(char, language);
  const scanner = { pattern: new RegExp(groups.join('|'), 'y'), triggers };
  scanners.set(language, scanner);
  return scanner;
}

function wayOf(char: string, { comments, strings, nestedComments, delimited }: Language): number {
  if (
    char === '/' &&
    comments.includes(SLASHES) &&
    comments.includes(BLOCK) &&
    nestedComments === undefined
  ) {
    return strings.some((pattern) => pattern.includes('\\/')) ? C_COMMENT : ONLY_C_COMMENT;
  }
  if (delimited === undefined && strings.includes(char === '"' ? DOUBLE : char === "'" ? SINGLE : '-'))
    return STRING;
  return TRY;
}

/** Where a comment in the manner of C ends that begins here; -1 when none does. */
function cCommentEnd(text: string, start: number): number {
  const next = text.charCodeAt(start + 1);
  if (next !== 47 && next !== 42) return -1;
  const end = next === 47 ? text.indexOf('\n', start) : text.indexOf('*/', start + 2);
  if (end === -1) return text.length;
  return next === 47 ? end : end + 2;
}

/** Where a string on one line ends that begins here; -1 when it begins with more than one quote, or goes on. */
function stringEnd(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (char === quote) return at === start + 1 && text.charCodeAt(at + 1) === quote ? -1 : at + 1;
    if (char === NEWLINE || char === BACKSLASH) return -1;
  }
  return -1;
}

/** How a delimited string opens, and what closes the one that opens at `start`. */
const DELIMITED: Record<
  NonNullable<Language['delimited']>,
  { readonly opens: string; readonly end: (text: string, start: number, open: string) => number }
> = {
  ruby: { opens: String.raw`<<[~-]?["'\x60]?[A-Z_]\w{0,60}["'\x60]?`, end: hereDocumentEnd },
  php: { opens: String.raw`<<<[ \t]{0,4}["']?[A-Za-z_]\w{0,60}["']?`, end: hereDocumentEnd },
  rust: {
    opens: String.raw`(?<=\bb?r#{0,20})"`,
    end: (text, start) =>
      textEnd(text, start + 1, `"${/#*$/.exec(text.slice(Math.max(0, start - 20), start))?.[0]}`),
  },
  cpp: {
    opens: String.raw`(?<=\b(?:u8|[uUL])?R)"[^()\\\s]{0,16}\(`,
    end: (text, start, open) => textEnd(text, start + open.length, `)${open.slice(1, -1)}"`),
  },
};

function textEnd(text: string, from: number, closing: string): number {
  const at = text.indexOf(closing, from);
  return at === -1 ? text.length : at + closing.length;
}

/** A here document ends at its word alone; where that never comes, the rest of the text is in it. */
function hereDocumentEnd(text: string, start: number, open: string): number {
  const closing = new RegExp(`\\n[ \\t]*${/\w+/.exec(open)?.[0] ?? ''}\\b`, 'g');
  closing.lastIndex = Math.max(start, text.indexOf('\n', start));
  const found = closing.exec(text);
  return found === null ? text.length : found.index + found[0].length;
}

/** Where a template that opens before `from` ends: behind its closing backtick. Code in `${…}` may hold templates. */
function templateEnd(text: string, from: number): number {
  // A number is the depth of braces inside a `${…}`; -1 is the text of a template.
  const open: number[] = [-1];
  for (let at = from; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    const depth = open.at(-1) ?? -1;
    if (char === 92) at += 1;
    else if (char === 96) {
      if (depth === -1) {
        open.pop();
        if (open.length === 0) return at + 1;
      } else open.push(-1);
    } else if (depth === -1) {
      if (char === 36 && text.charCodeAt(at + 1) === 123) {
        open.push(0);
        at += 1;
      }
    } else if (char === 123) open[open.length - 1] = depth + 1;
    else if (char === 125) {
      if (depth === 0) open.pop();
      else open[open.length - 1] = depth - 1;
    }
  }
  return text.length;
}

/** Where nested comments that open before `from` are all closed. */
function commentEnd(text: string, from: number): number {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = from;
  let depth = 1;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  return text.length;
}

/** True when a string that starts here is a statement of its own: nothing before it that it could belong to. */
function standsAlone(masked: Uint8Array, start: number): boolean {
  let at = start - 1;
  let ownLine = false;
  for (; at >= 0; at -= 1) {
    const char = masked[at] ?? 0;
    if (char === NEWLINE) ownLine = true;
    else if (char !== SPACE && char !== 9 && char !== 13) break;
  }
  if (at < 0) return true;
  return ownLine && !'(,=[{+\\%|&'.includes(String.fromCharCode(masked[at] ?? 0));
}

/**
 * The text with comments blanked and every string filled with `"` (a template with backticks), each character in its
 * place, white space kept.
 * What is left can be searched for syntax: a brace in it is a brace.
 *
 * @param text one character a byte (Latin-1)
 */
export function mask(text: string, language: Language): string {
  const { pattern, triggers } = scannerOf(language);
  const out = Buffer.from(text, 'latin1');
  for (let at = 0; at < out.length; at += 1) {
    const way = triggers[out[at] ?? 0] ?? PASS;
    if (way === PASS) continue;
    const found = way === TRY ? -1 : way === STRING ? stringEnd(text, at) : cCommentEnd(text, at);
    if (found !== -1) {
      fill(out, at, found, way === STRING ? QUOTE : SPACE);
      at = found - 1;
      continue;
    }
    if (way === ONLY_C_COMMENT) continue;
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) continue;
    const [whole, comment, own] = match;
    let end = at + whole.length;
    let by = QUOTE;
    if (comment !== undefined) {
      if (language.nestedComments && whole === '/*') end = commentEnd(text, end);
      by = SPACE;
    } else if (own === '`') {
      end = templateEnd(text, end);
      by = BACKTICK;
    } else if (own !== undefined && language.delimited !== undefined) {
      end = DELIMITED[language.delimited].end(text, at, own);
    } else if (language.docstrings && /^["']{3}/.test(whole) && standsAlone(out, at)) {
      by = SPACE;
    }
    fill(out, at, end, by);
    at = Math.max(at, end - 1);
  }
  if (out.length > LINE_LIMIT) cutLongLines(out);
  return out.toString('latin1');
}

function fill(out: Buffer, start: number, end: number, by: number): void {
  for (let at = start; at < end; at += 1) if ((out[at] ?? 0) > SPACE) out[at] = by;
}

function cutLongLines(out: Buffer): void {
  let start = 0;
  while (start < out.length) {
    let end = out.indexOf(NEWLINE, start);
    if (end === -1) end = out.length;
    if (end - start > LINE_LIMIT) out.fill(QUOTE, start + LINE_LIMIT, end);
    start = end + 1;
  }
}
