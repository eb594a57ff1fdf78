import {
  codeTree,
  type Detection,
  refactoringsBetween,
  type SourceFile,
} from '../analyses/refactoring/index.js';
import type { ParsedSource } from '../model/parsed-source.js';
import type { NotAnalysed } from '../model/refactoring.js';
import { changedParts } from '../parsing/changed-parts.js';
import { grammarFor } from '../parsing/grammars/index.js';
import { ParsingStopped, parserFor } from '../parsing/parser.js';
import { BoundedCache } from './bounded-cache.js';

/** A file in one version. */
export interface Version {
  readonly path: string;
  /** What tells its content from any other: an object name, or any text that no other content has. */
  readonly id: string;
  /** One character a byte, as git's edge gives it. */
  readonly text: string;
  /** Whether the text is only the lines that differ: words are all that it tells. */
  readonly isPart?: boolean;
}

/** A file in both versions, or in one where it came or went. */
export interface VersionPair {
  readonly before: Version | null;
  readonly after: Version | null;
}

export interface Compared extends Detection {
  readonly notAnalysed: readonly NotAnalysed[];
}

/** Larger files are made by machines, or are data. */
const MOST_BYTES = 1024 * 1024;
/** Nobody writes such a line; minifiers and generators do. */
const LONGEST_LINE = 20_000;
/** Code that people write is nested some tens deep. */
const DEEPEST = 500;
/** Functions in functions and types in types: people stop at five or six. */
const DEEPEST_NAMES = 60;
/** A file with more declarations than this would be compared for seconds. */
const MOST_DECLARATIONS = 20_000;
/** Milliseconds for one file; the slowest file of a thousand takes a tenth of it. */
const PARSING_TIME = 2_000;
/** What one comparison may read: more would be compared for minutes. */
const MOST_FILES = 600;
export const MOST_TOGETHER = 12 * 1024 * 1024;

/** Bytes that code trees may take in one thread: those of some thousand files. */
const ROOM = 32 * 1024 * 1024;

const trees = new BoundedCache<SourceFile['tree']>(ROOM);

/**
 * Compares two versions of some files. Every file that is over a limit is named, and the others are compared. Of a file
 * that cannot be read in one version the other one is left out, too: it would seem to come from nowhere, or to be gone.
 */
export async function compareVersions(pairs: readonly VersionPair[]): Promise<Compared> {
  const notAnalysed = new Map<string, string>();
  const before: SourceFile[] = [];
  const after: SourceFile[] = [];
  let files = 0;
  let bytes = 0;
  for (const whole of pairs) {
    const pair = await narrowed(whole);
    files += 1;
    bytes += (pair.before?.text.length ?? 0) + (pair.after?.text.length ?? 0);
    const old = pair.before && (tooMuch(files, bytes) ?? (await sourceOf(pair.before, undefined)));
    const now = pair.after && (tooMuch(files, bytes) ?? (await sourceOf(pair.after, pair.before?.id)));
    if (typeof old === 'string') notAnalysed.set(pair.before?.path ?? '', old);
    if (typeof now === 'string') notAnalysed.set(pair.after?.path ?? '', now);
    if (typeof old === 'string' || typeof now === 'string') continue;
    if (old) before.push(old);
    if (now) after.push(now);
  }
  const detection = refactoringsBetween(before, after);
  return { ...detection, notAnalysed: [...notAnalysed].map(([file, why]) => ({ file, why })) };
}

/** A file that lived on, by what differs of it: that is all that can have been refactored, and most of it is the same. */
async function narrowed(pair: VersionPair): Promise<VersionPair> {
  const { before, after } = pair;
  if (!before || !after || before.isPart || after.isPart || before.path !== after.path) return pair;
  if (before.text.length + after.text.length < WORTH_IT) return pair;
  if (overLimit(before.text) !== null || overLimit(after.text) !== null) return pair;
  const parts = changedParts(before.text, after.text);
  if (parts.before.length + parts.after.length > SAVES * (before.text.length + after.text.length))
    return pair;
  const id = `${before.id} to ${after.id}`;
  const small: VersionPair = {
    before: { ...before, text: parts.before, id: `${id}, before` },
    after: { ...after, text: parts.after, id: `${id}, after` },
  };
  for (const it of [small.before, small.after]) {
    const source = it && (await sourceOf(it, undefined));
    // A cut through a string or a comment: then all of it is read.
    if (!source || typeof source === 'string' || source.tree.hasErrors) return pair;
  }
  return small;
}

/** Smaller files are read as fast as they are cut. */
const WORTH_IT = 4_000;
/** Where more of it than this is left, the whole is better: versions before and after it are read the faster. */
const SAVES = 0.5;

const tooMuch = (files: number, bytes: number): string | null =>
  files > MOST_FILES || bytes > MOST_TOGETHER ? 'more at once than is compared' : null;

async function sourceOf(version: Version, from: string | undefined): Promise<SourceFile | string> {
  if (version.isPart) return { path: version.path, tree: codeTree(decoded(version.text), NOTHING_DECLARED) };
  const tree = await treeOf(version, from);
  return typeof tree === 'string' ? tree : { path: version.path, tree };
}

const NOTHING_DECLARED: ParsedSource = {
  declarations: [],
  comments: [],
  imports: [],
  parameters: [],
  supertypes: [],
  unnamed: [],
  hasErrors: false,
};

/** A file's code tree, or why there is none. */
async function treeOf(
  { path, id, text }: Version,
  from: string | undefined,
): Promise<SourceFile['tree'] | string> {
  const grammar = grammarFor(path);
  if (grammar === undefined) return 'no grammar reads it';
  const key = `${grammar.language} ${id}`;
  const known = trees.get(key);
  if (known !== undefined) return known;
  const why = overLimit(text);
  if (why !== null) return why;
  const parse = await parserFor(grammar);
  const source = decoded(text);
  const end = performance.now() + PARSING_TIME;
  let parsed: ParsedSource;
  try {
    const deadline = (): boolean => performance.now() > end;
    parsed = parse(source, { deadline, id, ...(from !== undefined && { from }) });
  } catch (error) {
    if (error instanceof ParsingStopped) return `it takes more than ${PARSING_TIME / 1000} seconds to parse`;
    throw error;
  }
  if (parsed.declarations.length > MOST_DECLARATIONS)
    return `${parsed.declarations.length} declarations: more than ${MOST_DECLARATIONS}`;
  const tree = codeTree(source, parsed);
  const deepest = depthOf(tree);
  if (deepest > DEEPEST_NAMES) return `declarations nested ${deepest} deep: more than ${DEEPEST_NAMES}`;
  trees.set(key, tree, tree.tokens.length * 9 + tree.nodes.length * 400 + tree.words.length * 50);
  return tree;
}

/** How many declarations stand in each other at most. Every one holds the words of all inside of it. */
function depthOf({ nodes }: SourceFile['tree']): number {
  const depths: number[] = [];
  for (const { within } of nodes) depths.push(within < 0 ? 0 : (depths[within] ?? 0) + 1);
  return depths.reduce((most, depth) => Math.max(most, depth), 0);
}

/** What can be told without a parser. */
function overLimit(text: string): string | null {
  if (text.length > MOST_BYTES) return `larger than 1 MiB (${(text.length / 1024 / 1024).toFixed(1)} MiB)`;
  if (text.slice(0, 8000).includes('\0')) return 'binary';
  let start = 0;
  for (let end = text.indexOf('\n'); start < text.length; end = text.indexOf('\n', start)) {
    const length = (end === -1 ? text.length : end) - start;
    if (length > LONGEST_LINE) return `a line of ${length} characters: minified or generated`;
    if (end === -1) break;
    start = end + 1;
  }
  const depth = nesting(text);
  return depth > DEEPEST ? `nested ${depth} deep: more than ${DEEPEST}` : null;
}

/** How deep brackets are nested at most; those in strings and comments count too, which is little. */
function nesting(text: string): number {
  let depth = 0;
  let most = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 40 || code === 91 || code === 123) {
      depth += 1;
      if (depth > most) most = depth;
    } else if ((code === 41 || code === 93 || code === 125) && depth > 0) depth -= 1;
  }
  return most;
}

/** UTF-8, from one character a byte. */
const decoded = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: everything beyond ASCII is meant
  /[^\x00-\x7f]/.test(text) ? Buffer.from(text, 'latin1').toString('utf8') : text;
