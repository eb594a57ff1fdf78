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
import { linesOnly } from '../parsing/lines-only.js';
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
export const MOST_BYTES = 1024 * 1024;
export const tooLarge = (bytes: number): string =>
  `larger than 1 MiB (${(bytes / 1024 / 1024).toFixed(1)} MiB)`;
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

/** Bytes that code trees may take in one thread: those of some hundred files; with more, hardly anything is faster. */
const ROOM = 8 * 1024 * 1024;

/** So many versions are remembered by what limits said of them. */
const MOST_VERDICTS = 10_000;

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
  for (const pair of pairs) {
    files += 1;
    bytes += (pair.before?.text.length ?? 0) + (pair.after?.text.length ?? 0);
    const why = files > MOST_FILES || bytes > MOST_TOGETHER ? 'more at once than is compared' : null;
    const parts = why === null ? await differingParts(pair) : null;
    const old = parts?.before ?? (pair.before && (why ?? (await sourceOf(pair.before))));
    const now = parts?.after ?? (pair.after && (why ?? (await sourceOf(pair.after, pair.before?.id))));
    if (typeof old === 'string') notAnalysed.set(pair.before?.path ?? '', old);
    if (typeof now === 'string') notAnalysed.set(pair.after?.path ?? '', now);
    if (typeof old === 'string' || typeof now === 'string') continue;
    if (old) before.push(old);
    if (now) after.push(now);
  }
  const detection = refactoringsBetween(before, after);
  return { ...detection, notAnalysed: [...notAnalysed].map(([file, why]) => ({ file, why })) };
}

/**
 * A file that lived on, by what differs of it: that is all that can have been refactored, and most of it is the same.
 * Null where the whole must be read. It is of one pair of versions, and kept for that one: a merged change is compared
 * commit by commit and as a whole, and most of its files were touched by one of its commits only.
 */
async function differingParts({ before, after }: VersionPair): Promise<Differing | null> {
  if (!before || !after || before.isPart || after.isPart || before.path !== after.path) return null;
  const size = before.text.length + after.text.length;
  if (size < WORTH_IT) return null;
  const key = `${before.path} ${before.id} ${after.id}`;
  const known = differing.get(key);
  if (known !== undefined) return known;
  if (overLimit(before) !== null || overLimit(after) !== null) return null;
  const parts = changedParts(before.text, after.text, grammarFor(before.path));
  if (parts.before.length + parts.after.length > SAVES * size) return null;
  const [old, now] = [await parsedTree(before.path, parts.before), await parsedTree(after.path, parts.after)];
  // A cut through a string or a comment: then all of it is read.
  if (typeof old === 'string' || typeof now === 'string' || old.hasErrors || now.hasErrors) return null;
  const { rows, code } = parts.leftOut;
  const leftOut = { rows, code: () => code().map(decoded) };
  const pair = {
    before: { path: before.path, tree: old },
    after: { path: after.path, tree: now, leftOut },
  };
  differing.set(key, pair, bytesOf(old) + bytesOf(now) + OUTLINED * size);
  return pair;
}

interface Differing {
  readonly before: SourceFile;
  readonly after: SourceFile;
}

/** Bytes for what differs, in one thread: a change that is larger by itself finds nothing of it again. */
const ROOM_FOR_PARTS = 4 * 1024 * 1024;

const differing = new BoundedCache<Differing>(ROOM_FOR_PARTS);

/** Bytes for each character of both versions while it can still be asked what was left out. */
const OUTLINED = 2;

/** Smaller files are read as fast as they are cut. */
const WORTH_IT = 4_000;
/** Where more of it than this is left, the whole is better: it is known when the next version comes. */
const SAVES = 0.75;

async function sourceOf(version: Version, from?: string): Promise<SourceFile | string> {
  if (version.isPart) {
    const text = decoded(version.text);
    return { path: version.path, tree: codeTree(text, linesOnly(text)) };
  }
  const tree = await treeOf(version, from);
  return typeof tree === 'string' ? tree : { path: version.path, tree };
}

/** A file's code tree, or why there is none; the one that is still known, where there is one. */
async function treeOf(version: Version, from: string | undefined): Promise<SourceFile['tree'] | string> {
  const { path, id, text } = version;
  const key = `${grammarFor(path)?.language} ${id}`;
  const known = trees.get(key);
  if (known !== undefined) return known;
  const tree =
    overLimit(version) ?? (await parsedTree(path, text, { id, ...(from !== undefined && { from }) }));
  if (typeof tree !== 'string') trees.set(key, tree, bytesOf(tree));
  return tree;
}

const bytesOf = ({ tokens, nodes, words }: SourceFile['tree']): number =>
  tokens.length * 9 + nodes.length * 400 + words.length * 50;

async function parsedTree(
  path: string,
  text: string,
  versions: { readonly id?: string; readonly from?: string } = {},
): Promise<SourceFile['tree'] | string> {
  const grammar = grammarFor(path);
  if (grammar === undefined) return 'no grammar reads it';
  const parse = await parserFor(grammar);
  const source = decoded(text);
  const end = performance.now() + PARSING_TIME;
  let parsed: ParsedSource;
  try {
    parsed = parse(source, { ...versions, deadline: () => performance.now() > end });
  } catch (error) {
    if (error instanceof ParsingStopped) return `it takes more than ${PARSING_TIME / 1000} seconds to parse`;
    throw error;
  }
  if (parsed.declarations.length > MOST_DECLARATIONS)
    return `${parsed.declarations.length} declarations: more than ${MOST_DECLARATIONS}`;
  const tree = codeTree(source, parsed);
  const deepest = depthOf(tree);
  return deepest > DEEPEST_NAMES ? `declarations nested ${deepest} deep: more than ${DEEPEST_NAMES}` : tree;
}

/** How many declarations stand in each other at most. Every one holds the words of all inside of it. */
function depthOf({ nodes }: SourceFile['tree']): number {
  const depths: number[] = [];
  for (const { within } of nodes) depths.push(within < 0 ? 0 : (depths[within] ?? 0) + 1);
  return depths.reduce((most, depth) => Math.max(most, depth), 0);
}

/** What limits said of the versions that were looked at last: most are looked at again, before what comes next. */
const limits = new BoundedCache<string | null>(MOST_VERDICTS);

/** What can be told without a parser. */
function overLimit({ id, text }: Version): string | null {
  const known = limits.get(id);
  if (known !== undefined) return known;
  const why = whyOverLimit(text);
  limits.set(id, why, 1);
  return why;
}

function whyOverLimit(text: string): string | null {
  if (text.length > MOST_BYTES) return tooLarge(text.length);
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
  /[^\x00-\x7f]/.test(text) ? Buffer.from(text, 'latin1').toString('utf8') : text;
