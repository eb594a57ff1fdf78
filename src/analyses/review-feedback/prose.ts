import { CODE, LINK } from './comment-parts.js';

/** A word of prose, or what stands in the place of one. */
export interface Word {
  /** In lower case, without marks around it; `CODE`, `LINK`, `@` for a mention, an emoji as it is written. */
  readonly text: string;
  readonly kind: 'word' | 'identifier' | 'code' | 'link' | 'mention' | 'emoji';
  /** The marks that follow it, such as `?`, `...` or `),`. */
  readonly marks: string;
}

/** Up to a mark that ends it, or to the end of its line. */
export interface Sentence {
  readonly words: readonly Word[];
  readonly asks: boolean;
}

/** Longer words are no words. */
const LONGEST_WORD = 200;

/** Words of each sentence, in order. */
export function sentencesOf(prose: string): Sentence[] {
  const sentences: Sentence[] = [];
  for (const line of prose.split('\n')) {
    let words: Word[] = [];
    for (const piece of line.split(' ')) {
      if (piece === '') continue;
      const word = wordOf(piece);
      if (word === null) {
        // A mark that stands alone belongs to the word before it.
        const last = words.pop();
        if (last === undefined) continue;
        words.push({ ...last, marks: last.marks + piece.slice(0, LONGEST_WORD) });
      } else words.push(word);
      const { marks = '' } = words.at(-1) ?? {};
      if (/[.?!;:…]/.test(marks)) {
        sentences.push({ words, asks: marks.includes('?') });
        words = [];
      }
    }
    if (words.length > 0) sentences.push({ words, asks: false });
  }
  return sentences;
}

function wordOf(piece: string): Word | null {
  // Most are: small letters of English, and at most one mark.
  const plain = /^([A-Z]?[a-z]+)([.,?!:;]?)$/.exec(piece);
  if (plain !== null && plain[1] !== undefined && piece.length < LONGEST_WORD)
    return { text: plain[1].toLowerCase(), kind: 'word', marks: plain[2] ?? '' };
  if (piece.includes(CODE)) return { text: CODE, kind: 'code', marks: '' };
  if (piece.includes(LINK)) return { text: LINK, kind: 'link', marks: marksAfter(piece) };
  if (/^:[a-z0-9_+-]{2,40}:[.!?]?$/.test(piece)) return { text: piece, kind: 'emoji', marks: '' };
  if (/^(?:[:;]-?[)D(]+|<3|\+1|-1)[.!?]?$/.test(piece)) return { text: piece, kind: 'emoji', marks: '' };
  const from = piece.search(/[\p{L}\p{N}\p{Extended_Pictographic}_]/u);
  if (from === -1) return null;
  const bare = withoutEnd(piece.slice(from, from + LONGEST_WORD));
  const marks = marksAfter(piece);
  if (/^\p{Extended_Pictographic}/u.test(bare) && !/^[\d©®™]/.test(bare))
    return { text: bare, kind: 'emoji', marks };
  const text = bare.toLowerCase().replaceAll('’', "'");
  if (piece[from - 1] === '@') return { text: '@', kind: 'mention', marks };
  return { text, kind: isIdentifier(bare) ? 'identifier' : 'word', marks };
}

const isMark = (character: string | undefined): boolean =>
  character !== undefined && /[^\p{L}\p{N}\p{Extended_Pictographic}_\p{M}\u200D]/u.test(character);

/** Low halves of pairs are no marks. */
const isLow = (character: string | undefined): boolean =>
  character !== undefined && character >= '\uDC00' && character <= '\uDFFF';

function endOfWord(piece: string): number {
  let end = piece.length;
  while (end > 0 && isMark(piece[end - 1]) && !isLow(piece[end - 1])) end -= 1;
  return end;
}

const withoutEnd = (piece: string): string => piece.slice(0, endOfWord(piece));

const marksAfter = (piece: string): string => {
  const marks = piece.slice(endOfWord(piece), LONGEST_WORD);
  return piece.endsWith('()') ? '' : marks;
};

/** A name of code, by its looks: a call, a path, marks or capitals or digits within. */
const isIdentifier = (bare: string): boolean =>
  /[a-z\d][A-Z]|[\p{L}\d][_.:/$#\\][\p{L}\d]|^_|^[A-Z\d]*_[A-Z\d_]+$|\w\(/u.test(bare) &&
  !/^(?:e\.g|i\.e|w\.r\.t|a\.k\.a|and\/or|n\/a|w\/o|s\.t)$/i.test(bare);
