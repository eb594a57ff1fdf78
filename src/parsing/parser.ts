import { createRequire } from 'node:module';
import { Language, Parser, Query, type Tree } from 'web-tree-sitter';
import type { ParsedSource } from '../model/parsed-source.js';
import { Captured } from './captured.js';
import type { Grammar, Inside } from './grammars/grammar.js';
import { KnownParts } from './known-parts.js';
import type { Brackets } from './opened-parts.js';
import { editedTree, RecentTrees } from './recent-trees.js';
import { topParts } from './top-parts.js';

const { resolve } = createRequire(import.meta.url);

interface Loaded {
  readonly parser: Parser;
  readonly query: Query;
  readonly known: KnownParts;
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

const recent = new RecentTrees();
const loaded = new Map<Grammar, Promise<Loaded>>();
let engine: Promise<void> | undefined;

async function load(grammar: Grammar): Promise<Loaded> {
  engine ??= Parser.init();
  await engine;
  const language = await Language.load(resolve(grammar.wasm));
  const parser = new Parser();
  parser.setLanguage(language);
  const known = new KnownParts(grammar);
  return { parser, query: new Query(language, grammar.query), known };
}

/** A parser for a grammar, loaded once in each thread. */
export async function parserFor(grammar: Grammar): Promise<Parse> {
  let ready = loaded.get(grammar);
  if (ready === undefined) {
    ready = load(grammar);
    loaded.set(grammar, ready);
  }
  const { parser, query, known } = await ready;
  const parsed = <T>(
    text: string,
    options: ParseOptions,
    say: (source: ParsedSource, tree: Tree) => T,
  ): T => {
    const tree = treeOf(parser, grammar.language, text, options);
    let said: T | undefined;
    try {
      said = say(read(query, tree, options), tree);
      return said;
    } finally {
      if (said === undefined || options.id === undefined) tree.delete();
      else recent.keep(`${grammar.language} ${options.id}`, text, tree);
    }
  };
  const whole: Parse = (text, options = {}) => parsed(text, options, (source) => source);
  const { begins, texts, insides = [] } = grammar;
  if (begins === undefined) return whole;
  return (text, options = {}) => {
    const { deadline, id } = options;
    const source = known.read(topParts(text, begins, texts), (part, brackets) => {
      // What is nearly all of a text is read by its lines that differ, where it is known what it came from, and where
      // nothing in it can be known again.
      const isCut = brackets.some(({ things }) => things.length > 0);
      if (id !== undefined && part.length > text.length / 2 && !isCut) return null;
      if (deadline?.()) throw new ParsingStopped('The text took too long to parse.');
      const isKept = part.length >= WORTH_EDITING;
      // A piece of a text holds on to all of it.
      const own = isKept ? Buffer.from(part).toString() : part;
      // A part is known again by its first line: what stands there changes least.
      const head = part.slice(0, part.indexOf('\n'));
      const ids = { ...(isKept && { id: head, from: head }), ...(deadline && { deadline }) };
      return parsed(own, ids, (said, tree) => ({ source: said, wrong: wrongOf(brackets, tree, insides) }));
    });
    return source ?? whole(text, options);
  };
}

/** Smaller parts are read as fast as their lines that differ are found. */
const WORTH_EDITING = 1_000;

/** The brackets that the parser does not know as such, or in which it knows other things. */
const wrongOf = (all: readonly Brackets[], { rootNode }: Tree, insides: readonly Inside[]): number[] =>
  [...all.keys()].filter((at) => {
    const { inside, opens, closes, things } = all[at] as Brackets;
    const node = rootNode.descendantForIndex(opens, closes + 1);
    if (node?.type !== insides[inside]?.node || node?.startIndex !== opens || node.endIndex !== closes + 1)
      return true;
    if (things.length === 0) return node.namedChildCount > 0;
    const starts = new Set(node.children.map((child) => child?.startIndex));
    return !things.every((thing) => starts.has(thing));
  });

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
  const found = new Captured();
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
