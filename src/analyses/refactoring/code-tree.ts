import type { Declaration, ParsedSource, Range } from '../../model/parsed-source.js';
import { endOfWord, kindOf, LINE_END, NOTHING } from './characters.js';

/** A file, or a named thing in it. Tokens are half-open ranges into the tree's `tokens`; lines count from 1. */
export interface CodeNode {
  readonly kind: 'file' | 'type' | 'function' | 'variable';
  /** Empty for the file. */
  readonly name: string;
  /** Index of the container in `nodes`; -1 for the file. */
  readonly parent: number;
  /** Index of what stands around it in the text: the container, but for a method written outside of its type. */
  readonly within: number;
  readonly startLine: number;
  readonly endLine: number;
  readonly first: number;
  readonly last: number;
  readonly bodyFirst: number;
  readonly bodyLast: number;
  readonly parametersFirst: number;
  readonly parametersLast: number;
  readonly parameters: readonly string[];
  readonly supertypes: readonly string[];
  /** The type that a method is written outside of, wherever that stands; empty for everything else. */
  readonly receiver: string;
  readonly form: string;
  readonly hasBody: boolean;
}

/** The coarse tree of one source: what has a name, and the words in it. A plain value, small enough to keep. */
export interface CodeTree {
  /** The distinct words; `tokens` are indexes into it. */
  readonly words: readonly string[];
  /** Code without comments, imports, white space and the brackets and separators that carry no meaning of their own. */
  readonly tokens: Int32Array;
  /** The line of each token. */
  readonly lines: Int32Array;
  /** 2 where a token is called, 1 where it stands by itself and is not the name of a member, else 0. */
  readonly uses: Uint8Array;
  /** In order of their starts; the file itself is the first. */
  readonly nodes: readonly CodeNode[];
  /** The first words of its comments, each once: they say something only where code does not. */
  readonly remarks: readonly string[];
  readonly hasErrors: boolean;
}

/** A name with one more character to it: `#secret` of JavaScript, `empty?` and `save!` of Ruby. */
const MARKED = /^(?:#[\w$]+|\w+[?!])$/;
const MARK_BEFORE = /#[\w$]+/y;

/** The token that starts with a word: with its mark where that is a name of this file, so that its uses are found. */
function marked(text: string, start: number, word: string, names: ReadonlySet<string>): string {
  if (names.size === 0) return word;
  MARK_BEFORE.lastIndex = start;
  const whole = word === '#' ? MARK_BEFORE.exec(text)?.[0] : word + (text[start + word.length] ?? '');
  return whole !== undefined && names.has(whole) ? whole : word;
}

/** The coarse tree of a text from what its grammar found there. */
export function codeTree(text: string, parsed: ParsedSource): CodeTree {
  const { words, tokens, lines, uses, starts } = tokenise(
    text,
    mergeRanges(parsed.comments, parsed.imports),
    new Set(parsed.declarations.map(({ name }) => name).filter((name) => MARKED.test(name))),
    parsed.called,
  );
  const at = (offset: number): number => firstAtOrAfter(starts, offset);
  const span = (range: Range | undefined, otherwise: number): [number, number] =>
    range === undefined ? [otherwise, otherwise] : [at(range[0]), at(range[1])];

  const file: CodeNode = {
    kind: 'file',
    name: '',
    parent: -1,
    within: -1,
    startLine: 1,
    endLine: Math.max(1, count(text, '\n') + (text.endsWith('\n') ? 0 : 1)),
    first: 0,
    last: tokens.length,
    bodyFirst: 0,
    bodyLast: tokens.length,
    parametersFirst: 0,
    parametersLast: 0,
    parameters: [],
    supertypes: [],
    receiver: '',
    form: '',
    hasBody: true,
  };
  const nodes: CodeNode[] = [file];
  const open: { readonly node: number; readonly end: number; readonly body: Range }[] = [
    { node: 0, end: text.length + 1, body: [0, text.length + 1] },
  ];
  const ownedParameters = owned(parsed.declarations, parsed.parameters, 'function');
  const ownedSupertypes = owned(parsed.declarations, parsed.supertypes, 'type');
  const outside: { readonly node: number; readonly receiver: string }[] = [];
  const fields = new Set<string>();
  const implemented = new Map<string, string[]>();
  for (const { type, supertype } of parsed.implemented)
    implemented.set(type, [...(implemented.get(type) ?? []), detached(supertype)]);
  const nameAt = (range: Range): string => detached(text.slice(range[0], range[1]));

  parsed.declarations.forEach((declaration, index) => {
    while ((open.at(-1)?.end ?? 0) <= declaration.start) open.pop();
    if (
      parsed.unnamed.length > 0 &&
      parsed.unnamed.some((range) => inside(declaration, range) && isInnermost(range, open, declaration))
    )
      return;
    const within = open.at(-1)?.node ?? 0;
    let parent = within;
    if (declaration.kind === 'variable' && declaration.receiver !== undefined) {
      // A field that a method writes first belongs to the type, once.
      while (parent > 0 && nodes[parent]?.kind !== 'type') parent = nodes[parent]?.parent ?? 0;
      const key = `${parent} ${declaration.name}`;
      if (fields.has(key)) return;
      fields.add(key);
    }
    const [first, last] = span([declaration.start, declaration.end], 0);
    const [bodyFirst, bodyLast] = span(declaration.body, last);
    const [parametersFirst, parametersLast] = span(declaration.parameters, bodyFirst);
    nodes.push({
      kind: declaration.kind,
      name: detached(declaration.name),
      parent,
      within,
      startLine: declaration.startLine,
      endLine: declaration.endLine,
      first,
      last,
      bodyFirst,
      bodyLast,
      parametersFirst,
      parametersLast,
      parameters: (ownedParameters.get(index) ?? []).map(nameAt),
      supertypes: [
        ...(ownedSupertypes.get(index) ?? []).map(nameAt),
        ...((declaration.kind === 'type' && implemented.get(declaration.name)) || []),
      ],
      receiver: declaration.kind === 'function' ? detached(declaration.receiver ?? '') : '',
      form: declaration.form ?? '',
      hasBody: declaration.body !== undefined,
    });
    if (
      declaration.kind === 'function' &&
      declaration.receiver !== undefined &&
      nodes[within]?.kind !== 'type'
    ) {
      outside.push({ node: nodes.length - 1, receiver: declaration.receiver });
    }
    if (declaration.kind !== 'variable') {
      open.push({
        node: nodes.length - 1,
        end: declaration.end,
        body: declaration.body ?? [declaration.start, declaration.end],
      });
    }
  });
  for (const { node: index, receiver } of outside) {
    const node = nodes[index] as CodeNode;
    nodes[index] = { ...node, parent: typeNamed(nodes, receiver, node.within) };
  }
  return {
    words,
    tokens,
    lines,
    uses,
    nodes,
    remarks: remarksOf(text, parsed.comments),
    hasErrors: parsed.hasErrors,
  };
}

/** The type that a method is written outside of, best in the same scope; where the file has none, that scope. */
function typeNamed(nodes: readonly CodeNode[], name: string, within: number): number {
  const is = ({ kind, name: own }: CodeNode): boolean => kind === 'type' && own === name;
  const near = nodes.findIndex((node) => is(node) && node.within === within);
  const type = near === -1 ? nodes.findIndex(is) : near;
  return type === -1 ? within : type;
}

const inside = (declaration: Declaration, range: Range): boolean =>
  declaration.start >= range[0] && declaration.end <= range[1];

/** Whether nothing that has a name stands between the unnamed body and the declaration in it. */
function isInnermost(
  range: Range,
  open: readonly { readonly body: Range }[],
  declaration: Declaration,
): boolean {
  const container = open.at(-1)?.body;
  return container === undefined || declaration.kind === 'variable'
    ? false
    : container[0] < range[0] || (container[0] === range[0] && container[1] > range[1]);
}

/** Each range to the innermost declaration of the kind that contains it, by index of the declaration. */
function owned(
  declarations: readonly Declaration[],
  ranges: readonly Range[],
  kind: Declaration['kind'],
): Map<number, Range[]> {
  const owners = new Map<number, Range[]>();
  const open: number[] = [];
  let next = 0;
  for (const range of ranges) {
    for (; next < declarations.length && (declarations[next]?.start ?? 0) <= range[0]; next++) {
      if (declarations[next]?.kind === kind) open.push(next);
    }
    while (open.length > 0 && (declarations[open.at(-1) ?? 0]?.end ?? 0) < range[1]) open.pop();
    const owner = open.at(-1);
    const declaration = owner === undefined ? undefined : declarations[owner];
    if (owner === undefined || declaration === undefined) continue;
    // Parameters of a function without a name stand in the body of the one that has it. Types may say in their bodies
    // what they are derived from (embedded structs, mixins, traits).
    const inBody = declaration.body !== undefined && range[0] >= declaration.body[0];
    if (kind === 'function' && inBody) continue;
    const list = owners.get(owner);
    if (list) list.push(range);
    else owners.set(owner, [range]);
  }
  return owners;
}

/**
 * The same text by itself. What is cut out of a long text holds on to it: a tree that is kept would keep its source.
 */
const detached = (word: string): string => (word.length < 13 ? word : word.split('').join(''));

function tokenise(
  text: string,
  skipped: readonly Range[],
  names: ReadonlySet<string>,
  called: readonly Range[],
): { words: string[]; tokens: Int32Array; lines: Int32Array; uses: Uint8Array; starts: Int32Array } {
  const ids = new Map<string, number>();
  const words: string[] = [];
  const tokens: number[] = [];
  const lines: number[] = [];
  const starts: number[] = [];
  const uses: number[] = [];
  let line = 1;
  let skip = 0;
  let skipFrom = skipped[0]?.[0] ?? Number.POSITIVE_INFINITY;
  let call = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === LINE_END) line += 1;
    const kind = kindOf(code);
    if (kind === NOTHING) {
      at += 1;
      continue;
    }
    if (skipFrom <= at) {
      const end = skipped[skip]?.[1] ?? 0;
      skip += 1;
      skipFrom = skipped[skip]?.[0] ?? Number.POSITIVE_INFINITY;
      for (; at < end; at++) if (text.charCodeAt(at) === LINE_END) line += 1;
      continue;
    }
    const start = at;
    const word = marked(text, start, text.slice(start, endOfWord(text, start, kind)), names);
    at += word.length;
    let id = ids.get(word);
    if (id === undefined) {
      id = words.length;
      const own = detached(word);
      ids.set(own, id);
      words.push(own);
    }
    tokens.push(id);
    lines.push(line);
    starts.push(start);
    while ((called[call]?.[0] ?? Number.POSITIVE_INFINITY) < start) call++;
    uses.push(called[call]?.[0] === start ? 2 : use(text, start, at));
  }
  return {
    words,
    tokens: new Int32Array(tokens),
    lines: new Int32Array(lines),
    uses: new Uint8Array(uses),
    starts: new Int32Array(starts),
  };
}

function use(text: string, start: number, end: number): 0 | 1 | 2 {
  const next = text[end];
  if (next === '(') return 2;
  const before = text[start - 1];
  if (before === '.' && text[start - 2] !== '.') return 0;
  return next === ':' && text[end + 1] !== ':' ? 0 : 1;
}

/** So many words of comments are kept. */
const REMARKS = 200;

function remarksOf(text: string, comments: readonly Range[]): string[] {
  const words = new Set<string>();
  for (const [start, end] of comments) {
    for (const [word] of text.slice(start, end).matchAll(/[A-Za-z]{3,}/g)) words.add(detached(word));
    if (words.size > REMARKS) break;
  }
  return [...words].slice(0, REMARKS);
}

/** Two sorted lists of ranges as one, sorted, nested ones swallowed. */
function mergeRanges(one: readonly Range[], other: readonly Range[]): Range[] {
  const merged: [number, number][] = [];
  for (const [start, end] of [...one, ...other].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

function firstAtOrAfter(sorted: Int32Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function count(text: string, character: string): number {
  let found = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) found++;
  return found;
}
