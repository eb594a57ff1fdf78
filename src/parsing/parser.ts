import { createRequire } from 'node:module';
import { Language, Parser, Query } from 'web-tree-sitter';
import type { Declaration, DeclarationKind, ParsedSource, Range } from '../model/parsed-source.js';
import type { Grammar } from './grammars/grammar.js';

const { resolve } = createRequire(import.meta.url);

interface Loaded {
  readonly parser: Parser;
  readonly query: Query;
}

/** Reads one source. Throws `ParsingStopped` when the time is over. */
export type Parse = (text: string, deadline?: () => boolean) => ParsedSource;

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
  return (text, deadline) => parse(parser, query, text, deadline);
}

function parse(parser: Parser, query: Query, text: string, deadline?: () => boolean): ParsedSource {
  const progressCallback = deadline && (() => deadline());
  const tree = parser.parse(text, null, progressCallback ? { progressCallback } : undefined);
  if (tree === null) {
    parser.reset();
    throw new ParsingStopped('The text took too long to parse.');
  }
  try {
    const found = new Found();
    for (const match of query.matches(tree.rootNode, progressCallback ? { progressCallback } : undefined)) {
      found.add(match.captures);
    }
    return { ...found.sorted(), hasErrors: tree.rootNode.hasError };
  } finally {
    tree.delete();
  }
}

type Capture = ReturnType<Query['captures']>[number];
const marks = { comment: 0, import: 1, parameter: 2, supertype: 3, unnamed: 4 } as const;

class Found {
  private readonly declarations = new Map<string, Declaration>();
  private readonly marks: Range[][] = [[], [], [], [], []];

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
    const named = parts['name'];
    if (kind === undefined || whole === undefined || named === undefined) return;
    // Where a name is missing, the parser may put an empty one.
    if (named.startIndex === named.endIndex) return;
    const range = (part?: Capture['node']): Range | undefined => part && [part.startIndex, part.endIndex];
    const body = range(parts['body']);
    const parameters = range(parts['parameters']);
    const receiver = parts['receiver']?.text;
    const form = kind === 'type' ? formOf((parts['form'] ?? whole).type) : undefined;
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
    const [comments = [], imports = [], parameters = [], supertypes = [], unnamed = []] = this.marks.map(
      (ranges) =>
        ranges
          .sort((a, b) => a[0] - b[0] || b[1] - a[1])
          .filter((range, i, all) => !equal(range, all[i - 1])),
    );
    const declarations = [...this.declarations.values()].sort((a, b) => a.start - b.start || b.end - a.end);
    return { declarations, comments, imports, parameters, supertypes, unnamed };
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

const plainName = (text: string): string => text.replace(/^(['"`])(.*)\1$/s, '$2');
