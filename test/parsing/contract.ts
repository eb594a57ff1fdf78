import type { SourceFile } from '../../src/analyses/refactoring/index.js';
import { codeTree, refactoringsBetween } from '../../src/analyses/refactoring/index.js';
import type { CodeLocation, Refactoring } from '../../src/model/refactoring.js';
import { counts } from '../../src/model/refactoring-kinds.js';
import { grammarFor } from '../../src/parsing/grammars/index.js';
import { parserFor } from '../../src/parsing/parser.js';

/** What every language shows, in its own idiom. A language says why where it has no such thing. */
export const cases = [
  'rename a function',
  'rename a method',
  'move a function to another file',
  'move a function to another file and change its signature',
  'move a method to another type',
  'extract a function',
  'inline a function',
  'change a signature',
  'edit without a refactoring',
  'edit a function without a name',
  'rename a nested function',
  'edit one of several functions of a name',
  'rename one of several functions of a name',
  'rename a type',
  'move a type to another file',
  'rename beside a part that is broken',
  'edit comments and documentation',
] as const;

export type Case = (typeof cases)[number];

/** Paths to texts. */
export type Texts = Readonly<Record<string, string>>;

/** Two versions and the counting refactorings between them, all of them, as `told` writes them. */
export interface Fixture {
  readonly before: Texts;
  readonly after: Texts;
  readonly expected: readonly string[];
}

/** What the parser says of one text; ranges by the first line of what they hold. */
export interface Reading {
  readonly path: string;
  readonly text: string;
  /** `function total`, `method Cart.total` for one with a receiver, `class Cart` for types, `variable rate`. */
  readonly declarations: readonly string[];
  readonly parameters: readonly string[];
  readonly supertypes: readonly string[];
  readonly imports: readonly string[];
  readonly comments: readonly string[];
}

export interface LanguageFixtures {
  readonly language: string;
  readonly reads: Reading;
  readonly cases: Readonly<Record<Case, Fixture | NotHere>>;
  /** What only this language has, by what it shows. */
  readonly own?: Readonly<Record<string, Fixture>>;
}

/** Why a language has no such case. */
export interface NotHere {
  readonly why: string;
}

export const notHere = (why: string): NotHere => ({ why });

/** Texts for old texts of one file; a new file is written in place of nothing. */
export type Edits = Readonly<Record<string, readonly (readonly [from: string, to: string])[]>>;

/** The fixture of some texts and what is edited in them: each edit takes all places of a text that has to be there. */
export function edited(before: Texts, edits: Edits, ...expected: string[]): Fixture {
  const after: Record<string, string> = { ...before };
  for (const [path, list] of Object.entries(edits)) {
    for (const [from, to] of list) {
      const text = after[path];
      if (from !== '' && text?.includes(from) !== true) throw new Error(`${path} does not have “${from}”`);
      after[path] = from === '' ? (text ?? '') + to : (text ?? '').replaceAll(from, () => to);
    }
  }
  return { before, after, expected };
}

/** The same in the other direction. */
export const reversed = ({ before, after }: Fixture, ...expected: string[]): Fixture => ({
  before: after,
  after: before,
  expected,
});

/** The same with a broken piece at the end of the files of both versions. */
export const broken = ({ before, after, expected }: Fixture, piece: string): Fixture => ({
  before: appended(before, piece),
  after: appended(after, piece),
  expected,
});

const appended = (texts: Texts, piece: string): Texts =>
  Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, text + piece]));

export async function sources(texts: Texts): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  for (const [path, text] of Object.entries(texts)) {
    files.push({ path, tree: codeTree(text, await read(path, text)) });
  }
  return files;
}

export async function read(path: string, text: string) {
  const grammar = grammarFor(path);
  if (grammar === undefined) throw new Error(`No grammar reads ${path}`);
  return (await parserFor(grammar))(text);
}

/** The refactorings that count between two versions. */
export async function counting(before: Texts, after: Texts): Promise<Refactoring[]> {
  const { refactorings } = refactoringsBetween(await sources(before), await sources(after));
  return refactorings.filter(({ type }) => counts(type));
}

/** `rename-function cart.ts Cart.total → cart.ts Cart.sum`, with what each stands in. */
export function told({ type, name, before, after }: Refactoring): string {
  const end = (at: CodeLocation, own: string): string =>
    `${at.file} ${at.container === null ? '' : `${at.container}.`}${own}`;
  return `${type} ${end(before, name.before)} → ${end(after, name.after)}`;
}

/** What the parser says of a text, in the words of a `Reading`. */
export async function reading(path: string, text: string): Promise<Reading> {
  const parsed = await read(path, text);
  const words = (ranges: readonly (readonly [number, number])[]): string[] =>
    ranges.map(([start, end]) => text.slice(start, end).trim().split('\n')[0] ?? '');
  return {
    path,
    text,
    declarations: parsed.declarations.map(({ kind, name, form, receiver }) =>
      kind === 'function' && receiver !== undefined
        ? `method ${receiver}.${name}`
        : `${form ?? kind} ${name}`,
    ),
    parameters: words(parsed.parameters),
    supertypes: words(parsed.supertypes),
    imports: words(parsed.imports),
    comments: words(parsed.comments),
  };
}
