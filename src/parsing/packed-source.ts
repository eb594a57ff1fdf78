import type { Declaration, DeclarationKind, ParsedSource, Range } from '../model/parsed-source.js';

const KINDS: readonly DeclarationKind[] = ['function', 'type', 'variable'];
const FORMS = 'class enum interface trait struct record object module union annotation delegate type'.split(
  ' ',
);
const MARKS = ['comments', 'imports', 'parameters', 'supertypes', 'called', 'unnamed'] as const;
/** A name that is nowhere in the text: a computed one. */
const COMPUTED = '[computed]';
/** Before all others: how many declarations, and how many of each mark. */
export const HEAD = 1 + MARKS.length;
/** Numbers of one declaration, and which of them say what; of the places one that is -1 is none. */
export const EACH = 14;
export const [START, END, START_ROW, END_ROW] = [3, 4, 5, 6] as const;
export const PLACES: readonly number[] = [1, START, END, 7, 8, 9, 10, 11];

/** A source of which nothing is said yet. */
export type Growing = {
  readonly [K in (typeof MARKS)[number]]: Range[];
} & { readonly declarations: Declaration[]; readonly implemented: []; readonly hasErrors: false };

export const growing = (): Growing => ({
  declarations: [],
  comments: [],
  imports: [],
  parameters: [],
  supertypes: [],
  implemented: [],
  called: [],
  unnamed: [],
  hasErrors: false,
});

/** In order of their starts, as parsing gives them; what contains others comes before them. */
export function inOrder(source: Growing): Growing {
  source.declarations.sort((a, b) => a.start - b.start || b.end - a.end);
  for (const mark of MARKS) source[mark].sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return source;
}

/** What is said of a text as numbers, with its names as places in the text; null where numbers cannot say it. */
export function packed(source: ParsedSource, text: string): Int32Array | null {
  if (source.implemented.length > 0 || source.hasErrors) return null;
  const numbers: number[] = [source.declarations.length, ...MARKS.map((mark) => source[mark].length)];
  for (const it of source.declarations) {
    // Wherever it stands, it is the same; it is mostly near.
    const name = placeOf(it.name, text, it.start);
    const receiver = it.receiver === undefined ? 0 : placeOf(it.receiver, text, it.start);
    const form = it.form === undefined ? -1 : FORMS.indexOf(it.form);
    if ((name === -1 && it.name !== COMPUTED) || receiver === -1 || (it.form !== undefined && form === -1))
      return null;
    numbers.push(
      KINDS.indexOf(it.kind),
      name,
      it.name.length,
      it.start,
      it.end,
      it.startLine,
      it.endLine,
      ...(it.body ?? NONE),
      ...(it.parameters ?? NONE),
      it.receiver === undefined ? -1 : receiver,
      it.receiver?.length ?? 0,
      form,
    );
  }
  for (const mark of MARKS) for (const [from, to] of source[mark]) numbers.push(from, to);
  return new Int32Array(numbers);
}

const NONE = [-1, -1] as const;

function placeOf(word: string, text: string, near: number): number {
  const place = text.indexOf(word, near);
  return place === -1 ? text.indexOf(word) : place;
}

/**
 * What was said of a text, after something was put into it at some places, first to last. What ends where it was put, or
 * before, stays.
 *
 * @param added what was put in, by where it begins now
 */
export function moved(
  numbers: Int32Array,
  added: readonly { readonly start: number; readonly length: number; readonly rows: number }[],
): Int32Array {
  const result = numbers.slice();
  const move = (index: number, by: 'length' | 'rows', place: number): void => {
    let [length, sum] = [0, 0];
    for (const it of added) {
      if (it.start - length >= place) break;
      length += it.length;
      sum += it[by];
    }
    result[index] = (result[index] as number) + sum;
  };
  const afterDeclarations = HEAD + (numbers[0] as number) * EACH;
  for (let at: number = HEAD; at < afterDeclarations; at += EACH) {
    move(at + START_ROW, 'rows', numbers[at + START] as number);
    move(at + END_ROW, 'rows', numbers[at + END] as number);
    for (const offset of PLACES) move(at + offset, 'length', numbers[at + offset] as number);
  }
  for (let at = afterDeclarations; at < numbers.length; at++) move(at, 'length', numbers[at] as number);
  return result;
}

/** Adds what is said of a part to what is said of the whole, in which it begins at a character and a row. */
export function unpack(
  numbers: Int32Array,
  text: string,
  { start, row }: { readonly start: number; readonly row: number },
  into: Growing,
): void {
  let at: number = HEAD;
  const number = (offset: number): number => numbers[at + offset] as number;
  const range = (offset: number): Range => [number(offset) + start, number(offset + 1) + start];
  for (let left = numbers[0] as number; left > 0; left--, at += EACH) {
    const [name, receiver, form] = [number(1), number(11), number(13)];
    const declaration: { -readonly [K in keyof Declaration]: Declaration[K] } = {
      kind: KINDS[number(0)] as DeclarationKind,
      name: name === -1 ? COMPUTED : text.slice(name, name + number(2)),
      start: number(3) + start,
      end: number(4) + start,
      startLine: number(5) + row,
      endLine: number(6) + row,
    };
    if (number(7) !== -1) declaration.body = range(7);
    if (number(9) !== -1) declaration.parameters = range(9);
    if (receiver !== -1) declaration.receiver = text.slice(receiver, receiver + number(12));
    if (form !== -1) declaration.form = FORMS[form] as string;
    into.declarations.push(declaration);
  }
  for (const [mark, name] of MARKS.entries()) {
    const ranges = into[name];
    for (let left = numbers[1 + mark] as number; left > 0; left--, at += 2) ranges.push(range(0));
  }
}
