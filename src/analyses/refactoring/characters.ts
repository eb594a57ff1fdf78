/** What a character is to a token that it begins. */
export type CharacterKind = 0 | 1 | 2 | 3;

/** White space, and the brackets and separators that carry no meaning of their own. */
export const NOTHING = 0;
const LETTER = 1;
const DIGIT = 2;
const SIGN = 3;

export const LINE_END = 10;
const DOT = 46;

/** Of ASCII; all other characters are letters. */
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[A-Za-z_$]/.test(character)) return LETTER;
  if (/\d/.test(character)) return DIGIT;
  return /[\s(){}[\];,]/.test(character) ? NOTHING : SIGN;
});

export const kindOf = (code: number): CharacterKind => (code < 128 ? (KINDS[code] as CharacterKind) : LETTER);

/** Where the name, the number or the sign that begins here ends. A loop, because a regular expression takes thrice as long. */
export function endOfWord(text: string, start: number, kind: CharacterKind): number {
  let end = start + 1;
  if (kind === SIGN) return end;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    const is = kindOf(code);
    if (is === LETTER) {
      // A number ends before what is no letter of ASCII.
      if (kind === DIGIT && (code > 127 || code === DOLLAR)) break;
    } else if (is !== DIGIT && !(kind === DIGIT && code === DOT)) break;
  }
  return end;
}

const DOLLAR = 36;
