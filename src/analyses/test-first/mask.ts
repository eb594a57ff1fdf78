import type { Language } from './languages/language.js';

/** Lines longer than this are data or machine-made; past it nothing is read. */
const LINE_LIMIT = 10_000;

const QUOTE = 34;
const SPACE = 32;
const NEWLINE = 10;

const scanners = new Map<Language, RegExp>();

/** One pattern a language: group 1 a comment, group 2 a string, group 3 what needs counting or a word of its own. */
function scannerOf(language: Language): RegExp {
  const known = scanners.get(language);
  if (known !== undefined) return known;
  const special = [
    ...(language.templates ? ['`'] : []),
    ...(language.delimited === undefined ? [] : [DELIMITED[language.delimited].opens]),
  ];
  const groups = [language.comments, language.strings, special];
  const pattern = groups.map((sources) => `(${sources.length > 0 ? sources.join('|') : '(?!)'})`);
  // What needs a word of its own is tried before plain strings: `R"(` begins with one.
  const scanner = new RegExp(`${pattern[0]}|${pattern[2]}|${pattern[1]}`, 'g');
  scanners.set(language, scanner);
  return scanner;
}

/** How a delimited string opens, and what closes it. */
const DELIMITED = {
  ruby: {
    opens: String.raw`<<[~-]?["'\x60]?[A-Z_]\w{0,60}["'\x60]?`,
    closing: (open: string) => hereDocument(open),
  },
  php: {
    opens: String.raw`<<<[ \t]{0,4}["']?[A-Za-z_]\w{0,60}["']?`,
    closing: (open: string) => hereDocument(open),
  },
  rust: {
    opens: String.raw`\bb?r#{0,20}"`,
    closing: (open: string) => ({ text: `"${open.replace(/[^#]/g, '')}` }),
  },
  cpp: {
    opens: String.raw`\b(?:u8|[uUL])?R"[^()\\\s]{0,16}\(`,
    closing: (open: string) => ({ text: `)${open.slice(open.indexOf('"') + 1, -1)}"` }),
  },
} as const;

const hereDocument = (open: string): { line: RegExp } => ({
  line: new RegExp(`\\n[ \\t]*${/\w+/.exec(open)?.[0] ?? ''}\\b`, 'g'),
});

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
 * The text with comments blanked and every string filled with `"`, each character in its place, white space kept.
 * What is left can be searched for syntax: a brace in it is a brace.
 *
 * @param text one character a byte (Latin-1)
 */
export function mask(text: string, language: Language): string {
  const scanner = scannerOf(language);
  const out = Buffer.from(text, 'latin1');
  scanner.lastIndex = 0;
  for (let match = scanner.exec(text); match !== null; match = scanner.exec(text)) {
    const [whole, comment, special] = match;
    const start = match.index;
    let end = start + whole.length;
    if (comment !== undefined) {
      if (language.nestedComments && whole === '/*') end = commentEnd(text, end);
      fill(out, start, end, SPACE);
    } else if (special !== undefined) {
      if (special === '`') end = templateEnd(text, end);
      else if (language.delimited !== undefined) {
        const closing = DELIMITED[language.delimited].closing(special);
        end = 'line' in closing ? hereEnd(text, end, closing.line) : textEnd(text, end, closing.text);
      }
      fillString(out, start, end);
    } else {
      const documentation =
        language.docstrings &&
        (whole.startsWith('"""') || whole.startsWith("'''")) &&
        standsAlone(out, start);
      if (documentation) fill(out, start, end, SPACE);
      else fillString(out, start, end);
    }
    scanner.lastIndex = Math.max(end, start + 1);
  }
  cutLongLines(out);
  return out.toString('latin1');
}

function textEnd(text: string, from: number, closing: string): number {
  const at = text.indexOf(closing, from);
  return at === -1 ? text.length : at + closing.length;
}

function hereEnd(text: string, from: number, closing: RegExp): number {
  closing.lastIndex = Math.max(0, text.indexOf('\n', from));
  const found = closing.exec(text);
  return found === null ? text.length : found.index + found[0].length;
}

function fill(out: Buffer, start: number, end: number, by: number): void {
  for (let at = start; at < end; at += 1) if (out[at] !== NEWLINE) out[at] = by;
}

/** A here document's opening line goes on after its word; filling it too does no harm to what is asked of a line. */
function fillString(out: Buffer, start: number, end: number): void {
  for (let at = start; at < end; at += 1) {
    const char = out[at] ?? 0;
    if (char > SPACE) out[at] = QUOTE;
  }
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
