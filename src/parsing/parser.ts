import { createRequire } from 'node:module';
import { Edit, Language, Parser, Query, type Tree } from 'web-tree-sitter';
import type { Declaration, DeclarationKind, ParsedSource, Range } from '../model/parsed-source.js';
import type { Grammar } from './grammars/grammar.js';
import { lineEdits } from './line-edits.js';

const { resolve } = createRequire(import.meta.url);

interface Loaded {
  readonly parser: Parser;
  readonly query: Query;
}

export interface ParseOptions {
  /** Asked now and then; the parser stops when it says true. */
  readonly deadline?: () => boolean;
  /** What tells this text from any other, so that a later version of it is read the faster. */
  readonly id?: string;
  /** The `id` of a text that this one came from: only the lines that differ are read anew. */
  readonly from?: string;
}

/** Reads one source. Throws `ParsingStopped` when the time is over. */
export type Parse = (text: string, options?: ParseOptions) => ParsedSource;

/** The text took longer to parse than it was given. */
export class ParsingStopped extends Error {
  override name = 'ParsingStopped';
}

const loaded = new Map<Grammar, Promise<Loaded>>();
let engine: Promise<void> | undefined;

async function load(grammar: Grammar): Promise<Loaded> {
  engine ??= Parser.init();
  await engine;
  const language = await Language.load(resolve(grammar.wasm));
  const parser = new Parser();
  parser.setLanguage(language);
  return { parser, query: new Query(language, grammar.query) };
}

/** A parser for a grammar, loaded once in each thread. */
export async function parserFor(grammar: Grammar): Promise<Parse> {
  let ready = loaded.get(grammar);
  if (ready === undefined) {
    ready = load(grammar);
    loaded.set(grammar, ready);
  }
  const { parser, query } = await ready;
  return (text, options = {}) => {
    const tree = treeOf(parser, grammar.language, text, options);
    let source: ParsedSource | undefined;
    try {
      source = read(query, tree, options);
      return source;
    } finally {
      if (source === undefined || options.id === undefined) tree.delete();
      else recent.keep(`${grammar.language} ${options.id}`, text, tree);
    }
  };
}

function treeOf(parser: Parser, language: string, text: string, { deadline, from }: ParseOptions): Tree {
  const options = deadline && { progressCallback: () => deadline() };
  const earlier = from === undefined ? undefined : recent.get(`${language} ${from}`);
  const edited = earlier && editedTree(earlier, text);
  const tree = parser.parse(text, edited ?? null, options);
  edited?.delete();
  if (tree === null) {
    parser.reset();
    throw new ParsingStopped('The text took too long to parse.');
  }
  if (edited === undefined || !tree.rootNode.hasError) return tree;
  // How broken code is mended depends on where the parser came from: what is found must not.
  tree.delete();
  return treeOf(parser, language, text, options === undefined ? {} : { deadline: options.progressCallback });
}

function read(query: Query, tree: Tree, { deadline }: ParseOptions): ParsedSource {
  const found = new Found();
  // A query that is stopped says nothing of it: it gives what it has.
  let stopped = false;
  const options = deadline && {
    progressCallback: () => {
      stopped ||= deadline();
      return stopped;
    },
  };
  for (const match of query.matches(tree.rootNode, options)) found.add(match.captures);
  if (stopped) throw new ParsingStopped('The text took too long to read.');
  return { ...found.sorted(), hasErrors: tree.rootNode.hasError };
}

interface Recent {
  readonly text: string;
  readonly tree: Tree;
}

/** Characters whose trees are kept: a tree takes some fifteen bytes for each. */
const ROOM = 1_500_000;

/** The trees of the texts that were read last: versions of a file come one after the other. */
class RecentTrees {
  readonly #trees = new Map<string, Recent>();
  #size = 0;

  get(key: string): Recent | undefined {
    return this.#trees.get(key);
  }

  keep(key: string, text: string, tree: Tree): void {
    this.#drop(key);
    this.#trees.set(key, { text, tree });
    this.#size += text.length;
    for (const oldest of this.#trees.keys()) {
      if (this.#size <= ROOM) break;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    const known = this.#trees.get(key);
    if (known === undefined) return;
    this.#trees.delete(key);
    this.#size -= known.text.length;
    known.tree.delete();
  }
}

const recent = new RecentTrees();

/** A copy of a tree that knows which of its lines others took the place of; undefined where that cannot be told. */
function editedTree({ text, tree }: Recent, now: string): Tree | undefined {
  // The place where a last line without an end ends is no beginning of a line.
  if (!text.endsWith('\n') || !now.endsWith('\n')) return undefined;
  const edited = tree.copy();
  for (const { start, oldEnd, newEnd, startRow, oldEndRow, newEndRow } of lineEdits(text, now).reverse()) {
    edited.edit(
      new Edit({
        startIndex: start,
        oldEndIndex: oldEnd,
        newEndIndex: newEnd,
        startPosition: { row: startRow, column: 0 },
        oldEndPosition: { row: oldEndRow, column: 0 },
        newEndPosition: { row: newEndRow, column: 0 },
      }),
    );
  }
  return edited;
}

type Capture = ReturnType<Query['captures']>[number];
const marks = { comment: 0, import: 1, parameter: 2, supertype: 3, unnamed: 4, called: 5 } as const;

class Found {
  private readonly declarations = new Map<string, Declaration>();
  private readonly implemented: { readonly type: string; readonly supertype: string }[] = [];
  private readonly marks: Range[][] = [[], [], [], [], [], []];

  add(captures: readonly Capture[]): void {
    let kind: DeclarationKind | undefined;
    let whole: Capture['node'] | undefined;
    const parts: Record<string, Capture['node']> = {};
    for (const { name, node } of captures) {
      if (name === 'function' || name === 'type' || name === 'variable') {
        kind = name;
        whole = node;
      } else if (name in marks) {
        this.marks[marks[name as keyof typeof marks]]?.push([node.startIndex, node.endIndex]);
      } else parts[name] = node;
    }
    if (parts.implemented !== undefined && parts.receiver !== undefined)
      this.implemented.push({ type: parts.receiver.text, supertype: parts.implemented.text });
    const named = parts.name;
    if (kind === undefined || whole === undefined || named === undefined) return;
    // Where a name is missing, the parser may put an empty one.
    if (named.startIndex === named.endIndex) return;
    const range = (part?: Capture['node']): Range | undefined => part && [part.startIndex, part.endIndex];
    const body = range(parts.body);
    const parameters = range(parts.parameters);
    const receiver = parts.receiver?.text;
    const form = kind === 'type' ? formOf((parts.form ?? whole).type) : undefined;
    // Two patterns may see the same thing (a variable that holds a function): the first in the query says what it is.
    const key = `${named.startIndex}`;
    const known = this.declarations.get(key);
    const declaration: Declaration = {
      kind,
      name: plainName(named.text),
      start: whole.startIndex,
      end: whole.endIndex,
      startLine: whole.startPosition.row + 1,
      endLine: whole.endPosition.row + 1,
      ...(body && { body }),
      ...(parameters && { parameters }),
      ...(receiver !== undefined && { receiver }),
      ...(form && { form }),
    };
    if (known === undefined || rank(declaration) > rank(known)) this.declarations.set(key, declaration);
  }

  sorted(): Omit<ParsedSource, 'hasErrors'> {
    const marks = this.marks.map((ranges) =>
      ranges.sort((a, b) => a[0] - b[0] || b[1] - a[1]).filter((range, i, all) => !equal(range, all[i - 1])),
    );
    const [comments = [], imports = [], parameters = [], supertypes = [], unnamed = [], called = []] = marks;
    const declarations = [...this.declarations.values()].sort((a, b) => a.start - b.start || b.end - a.end);
    const { implemented } = this;
    return { declarations, comments, imports, parameters, supertypes, implemented, called, unnamed };
  }
}

const equal = (one: Range, other: Range | undefined): boolean => one[0] === other?.[0] && one[1] === other[1];

/** A function or type is more than the variable that holds it; with a body or a receiver is more than without. */
const rank = (declaration: Declaration): number =>
  (declaration.kind === 'variable' ? 0 : 4) +
  (declaration.body ? 2 : 0) +
  (declaration.receiver === undefined ? 0 : 1);

/** `class_declaration` → class, `type_alias_declaration` → type. */
const formOf = (nodeType: string): string =>
  /enum|interface|trait|struct|record|object|class|module|union|annotation|delegate/.exec(nodeType)?.[0] ??
  'type';

/** Names are told to people, and sources are not: a computed name is code, and a long one is data. */
function plainName(text: string): string {
  const plain = text.replace(/^(['"`])(.*)\1$/s, '$2');
  if (/^\[[\w$.]{1,80}\]$/.test(plain)) return plain;
  return plain.length > LONGEST_NAME || /[\n\r]/.test(plain) || plain.startsWith('[') ? '[computed]' : plain;
}

const LONGEST_NAME = 120;
