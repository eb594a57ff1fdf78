import { createRequire } from 'node:module';
import { Language, Parser, Query, type Tree } from 'web-tree-sitter';
import type { ParsedSource } from '../model/parsed-source.js';
import { Captured } from './captured.js';
import type { Grammar } from './grammars/grammar.js';
import { KnownParts } from './known-parts.js';
import { editedTree, RecentTrees } from './recent-trees.js';
import { areMany, topParts } from './top-parts.js';

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
  return { parser, query: new Query(language, grammar.query), known: new KnownParts(grammar.language) };
}

/** A parser for a grammar, loaded once in each thread. */
export async function parserFor(grammar: Grammar): Promise<Parse> {
  let ready = loaded.get(grammar);
  if (ready === undefined) {
    ready = load(grammar);
    loaded.set(grammar, ready);
  }
  const { parser, query, known } = await ready;
  const whole: Parse = (text, options = {}) => {
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
  const { begins } = grammar;
  if (begins === undefined) return whole;
  return (text, options = {}) => {
    const { deadline } = options;
    const parts = topParts(text, begins);
    // What is nearly all one part is read by its lines that differ, where it is known what it came from.
    const source =
      options.id === undefined || areMany(parts)
        ? known.read(parts, (part) => {
            if (deadline?.()) throw new ParsingStopped('The text took too long to parse.');
            // A part is known again by its first line: what stands there changes least.
            const head = part.slice(0, part.indexOf('\n'));
            return whole(part, { id: head, from: head, ...(deadline && { deadline }) });
          })
        : null;
    return source ?? whole(text, options);
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
