/** Searching masked text for where statements and blocks end. Every function reads each character at most once. */

const isOpening = (char: number): boolean => char === 40 || char === 91 || char === 123;
const isClosing = (char: number): boolean => char === 41 || char === 93 || char === 125;
const NEWLINE = 10;

/** The place of the bracket that closes the one at `open`; the text's end when none does. */
export function closingOf(masked: string, open: number): number {
  let depth = 0;
  for (let at = open; at < masked.length; at += 1) {
    const char = masked.charCodeAt(at);
    if (isOpening(char)) depth += 1;
    else if (isClosing(char)) {
      depth -= 1;
      if (depth <= 0) return at;
    }
  }
  return masked.length;
}

/** Where the statement around `from` ends: a semicolon or a line's end outside brackets where it can't go on. */
export function statementEnd(masked: string, from: number): number {
  let depth = 0;
  let last = 0;
  for (let at = from; at < masked.length; at += 1) {
    const char = masked.charCodeAt(at);
    if (isOpening(char)) depth += 1;
    else if (isClosing(char)) {
      if (depth === 0) return at;
      depth -= 1;
    } else if (char === 59 && depth === 0) return at;
    else if (char === NEWLINE && depth === 0 && !goesOn(masked, at, last)) return at;
    if (char > 32) last = char;
  }
  return masked.length;
}

/** A statement goes on when its line ends in an operator, or the next line begins with one. */
function goesOn(masked: string, newline: number, last: number): boolean {
  if ('=|&,<:?\\('.includes(String.fromCharCode(last))) return true;
  let at = newline + 1;
  while (at < masked.length && masked.charCodeAt(at) <= 32) at += 1;
  return '|&?:=>'.includes(masked.charAt(at)) && at < masked.length;
}

/** The first `{` from here that is in no other bracket, or -1 when a statement ends before it. */
export function blockStart(masked: string, from: number): number {
  for (let at = from; at < masked.length; at += 1) {
    const char = masked.charCodeAt(at);
    if (char === 123) return at;
    if (char === 40 || char === 91) at = closingOf(masked, at);
    else if (char === 59) return -1;
  }
  return -1;
}
