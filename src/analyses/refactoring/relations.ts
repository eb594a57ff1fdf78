import type { Bag, Comparison, Entity, Piece } from './comparison.js';
import { derives, isConstructor } from './match.js';

export interface Refactoring {
  readonly type: string;
  readonly before: Entity;
  readonly after: Entity;
  readonly similarity: number;
}

export function relations(comparison: Comparison): Refactoring[] {
  const found: Refactoring[] = [];
  const add = (type: string, before: Entity, after: Entity, similarity: number): void => {
    found.push({ type, before, after, similarity });
  };
  for (const file of comparison.before) {
    for (const before of file.all) {
      const after = before.match;
      if (after === undefined) continue;
      if (before.node.kind === 'variable' && before.parent?.node.kind === 'function') continue;
      const change = changed(before, after);
      if (change !== undefined) add(change, before, after, before.similarity);
      else if (
        before.node.kind === 'type' &&
        before.parent === file.root &&
        packageOf(file.path) !== packageOf(after.file.path)
      )
        add('move-type', before, after, before.similarity);
    }
  }
  found.push(...extractedTypes(comparison));
  found.push(...extracted(comparison));
  found.push(...inlined(comparison));
  return found;
}

/** The folder below the source root of a build that has one for each kind of source (Maven, Gradle). */
const packageOf = (path: string): string => folder(path).replace(/^.*?\bsrc\/[^/]+\/(?:java|kotlin|groovy|scala)\//, '');
const folder = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

function changed(before: Entity, after: Entity): string | undefined {
  const kind = before.node.kind;
  if (kind === 'file') {
    const moved = folder(before.file.path) !== folder(after.file.path);
    const renamed =
      before.file.path.slice(folder(before.file.path).length) !== after.file.path.slice(folder(after.file.path).length);
    return verb(moved, renamed, kind);
  }
  const moved = before.parent?.match !== after.parent;
  let renamed = before.node.name !== after.node.name;
  if (kind === 'function' && isConstructor(before) && isConstructor(after)) renamed = false;
  if (moved && !renamed && kind !== 'type' && before.parent && after.parent) {
    const old = before.parent.match ?? before.parent;
    if (derives(old, after.parent)) return `pull-up-${kind}`;
    if (derives(after.parent, old)) return `push-down-${kind}`;
  }
  return verb(moved, renamed, kind);
}

function verb(moved: boolean, renamed: boolean, kind: string): string | undefined {
  if (moved && renamed) return `move-and-rename-${kind}`;
  if (moved) return `move-${kind}`;
  if (renamed) return `rename-${kind}`;
  return undefined;
}

/** New types that hold what existing types lost: superclasses, interfaces, helpers. */
function extractedTypes(comparison: Comparison): Refactoring[] {
  const found: Refactoring[] = [];
  for (const file of comparison.after) {
    for (const type of file.all) {
      if (type.node.kind !== 'type' || type.match) continue;
      const sources = new Map<Entity, number>();
      for (const member of type.children) {
        const from = member.match?.parent;
        if (from?.node.kind === 'type' && from.match) sources.set(from, (sources.get(from) ?? 0) + (member.node.kind === 'function' ? 2 : 1));
      }
      for (const [source, weight] of sources) {
        if (weight >= 2) found.push({ type: 'extract-type', before: source, after: type, similarity: 1 });
      }
      if (sources.size > 0) continue;
      found.push(...namedLiteral(comparison, type));
      found.push(...newBase(comparison, type));
    }
  }
  return found;
}

/**
 * Existing types that newly derive from a new one: it was cut out of them when they had all of its functions already,
 * or when there are several, so that it holds what they have in common.
 */
function newBase(comparison: Comparison, type: Entity): Refactoring[] {
  const functions = type.children.filter(({ node }) => node.kind === 'function').map(({ node }) => node.name);
  const users: Entity[] = [];
  let had = functions.length > 0;
  for (const file of comparison.after) {
    for (const user of file.all) {
      const before = user.match;
      if (user.node.kind !== 'type' || !before || !derives(user, type)) continue;
      if (before.node.supertypes.includes(type.node.name)) continue;
      users.push(before);
      const members = new Set(before.children.map(({ node }) => node.name));
      had &&= functions.every((name) => members.has(name));
    }
  }
  if (users.length < 2 && !(had && users.length === 1)) return [];
  return users.map((before) => ({ type: 'extract-type', before, after: type, similarity: 1 }));
}

/** Where a type was written out that has a name now. */
function namedLiteral(comparison: Comparison, type: Entity): Refactoring[] {
  const found: Refactoring[] = [];
  const body = comparison.body(type);
  if (body.ids.length < TINY) return found;
  const id = comparison.id(type.node.name);
  for (const file of comparison.after) {
    for (const user of file.all) {
      const before = user.match;
      if (!before || user.node.kind === 'file' || contains(user, type)) continue;
      if (!comparison.whole(user).ids.includes(id) || comparison.whole(before).ids.includes(id)) continue;
      const lost = comparison.minus(comparison.whole(before), comparison.whole(user));
      const share = comparison.shared(body, lost) / body.weight;
      if (share < CUT_ELSEWHERE) continue;
      if (found.some((other) => contains(other.before, before))) found.splice(0);
      found.push({ type: 'extract-type', before, after: type, similarity: share });
    }
  }
  return found;
}

/** New functions whose body was taken out of functions that live on and now use them. */
function extracted(comparison: Comparison): Refactoring[] {
  return cut(comparison, false);
}

/** Functions that are gone and whose body now stands where they were used: the mirror image. */
function inlined(comparison: Comparison): Refactoring[] {
  return cut(comparison, true);
}

function cut(comparison: Comparison, inline: boolean): Refactoring[] {
  const found: Refactoring[] = [];
  const files = inline ? comparison.before : comparison.after;
  const others = inline ? comparison.after : comparison.before;
  const pieces = new Map<number, Entity[]>();
  for (const file of files) {
    for (const entity of file.all) {
      const { node } = entity;
      if (node.kind !== 'function' || entity.match || node.bodyLast === node.bodyFirst) continue;
      const id = comparison.id(node.name);
      const list = pieces.get(id);
      if (list) list.push(entity);
      else pieces.set(id, [entity]);
    }
  }
  if (pieces.size === 0) return found;
  const candidates: Candidate[] = [];
  for (const file of others) {
    for (const whole of file.all) {
      const user = whole.match;
      if ((whole.node.kind !== 'function' && whole.node.kind !== 'file') || !user) continue;
      if (!whole.node.hasBody || !user.node.hasBody) continue;
      const reached = reach(comparison, user, pieces);
      if (reached.size === 0) continue;
      const names = new Set([...reached.keys()].map((piece) => comparison.id(piece.node.name)));
      const kept = comparison.bagOf(comparison.own(user).bag.ids.filter((id) => !names.has(id)));
      const lost = comparison.minus(comparison.own(whole).bag, kept);
      if (lost.weight === 0) continue;
      const lostLines = linesGone(comparison.own(whole), comparison.own(user));
      for (const [piece, direct] of reached) {
        const own = comparison.unmatched(piece);
        const share = shareOf(comparison, piece, own.bag, lost);
        if (share < 0.2) continue;
        const words = own.bag;
        candidates.push({
          piece,
          whole,
          user,
          share,
          lines: linesFound(comparison, own, lostLines),
          ofLost: comparison.shared(words, lost) / lost.weight,
          size: words.ids.length,
          direct,
          place: user.node.kind === 'file' ? 0 : user.parent === piece.parent ? 2 : user.file === piece.file ? 1 : 0,
        });
      }
    }
  }
  const settled = new Set<Entity>();
  const take = (candidate: Candidate): void => {
    const { piece, whole, user } = candidate;
    settled.add(piece);
    // For an inlined piece `whole` is the later version of the function that used it.
    if (inline) found.push({ type: 'inline-function', before: piece, after: whole, similarity: evidence(candidate) });
    else {
      const type = user.parent === piece.parent || user === piece.parent ? 'extract-function' : 'extract-and-move-function';
      found.push({ type, before: whole, after: piece, similarity: evidence(candidate) });
    }
  };
  for (const candidate of candidates) {
    const { piece, whole } = candidate;
    features.set(`${inline ? 'inline' : 'extract'} function ${inline ? piece.node.name : whole.node.name} ${inline ? whole.node.name : piece.node.name}`, candidate);
    if (candidate.direct && cutOut(candidate) && !settled.has(piece.parent as Entity)) take(candidate);
  }
  for (const candidate of candidates) {
    if (!candidate.direct && !settled.has(candidate.piece) && evidence(candidate) >= CUT_ELSEWHERE) take(candidate);
  }
  return found;
}

/** So much of a piece must stand in what its source lost, when both have the same container. */
const CUT = 0.3;
/** Enough when the source lost hardly anything else. */
const CUT_ALONE = 0.22;
/** Between containers of a file, words in common are more often chance, and whole lines must speak for it too. */
const CUT_NEAR = 0.35;
/** Between files, or through another piece, still more often. */
const CUT_ELSEWHERE = 0.55;
const SOME_LINES = 0.2;
/** Fewer words than this are found anywhere: then they must be most of what the source lost. */
const TINY = 4;

const evidence = (candidate: Candidate): number => (candidate.share + candidate.lines) / 2;

function cutOut(candidate: Candidate): boolean {
  const found = evidence(candidate);
  const alone = candidate.ofLost >= 0.5;
  if (candidate.size < TINY && !alone) return false;
  if (candidate.place < 2)
    return found >= (candidate.place === 1 ? CUT_NEAR : CUT_ELSEWHERE) && candidate.lines >= SOME_LINES;
  return found >= CUT || (alone && found >= CUT_ALONE);
}

export const features = new Map<string, Candidate>();

interface Candidate {
  readonly piece: Entity;
  readonly whole: Entity;
  readonly user: Entity;
  readonly share: number;
  readonly lines: number;
  readonly ofLost: number;
  readonly size: number;
  readonly direct: boolean;
  readonly place: number;
}

const lineKey = (bag: Bag): string => bag.ids.join(' ');

/** The lines of a body that its other version does not have. */
function linesGone(from: Piece, to: Piece): Bag[] {
  const kept = new Map<string, number>();
  for (const line of to.lines) kept.set(lineKey(line), (kept.get(lineKey(line)) ?? 0) + 1);
  return from.lines.filter((line) => {
    const left = kept.get(lineKey(line)) ?? 0;
    if (left > 0) kept.set(lineKey(line), left - 1);
    return left === 0;
  });
}

/** How much of a piece's lines stand among the lost ones, by weight, 0 to 1. */
function linesFound(comparison: Comparison, piece: Piece, lost: readonly Bag[]): number {
  let all = 0;
  let found = 0;
  for (const line of piece.lines) {
    let best = 0;
    for (const other of lost) best = Math.max(best, comparison.likeness(line, other));
    all += line.weight;
    found += best * line.weight;
  }
  return all === 0 ? 0 : found / all;
}

/** The pieces that a function uses by name, also through other pieces; true for those that it uses itself. */
function reach(comparison: Comparison, user: Entity, pieces: ReadonlyMap<number, readonly Entity[]>): Map<Entity, boolean> {
  const reached = new Map<Entity, boolean>();
  const queue = [user];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    const { tokens, tree } = at.file;
    for (const token of comparison.own(at).at) {
      if (tree.uses[token] === 0) continue;
      for (const piece of pieces.get(tokens[token] as number) ?? []) {
        if (reached.has(piece) || contains(piece, user)) continue;
        reached.set(piece, at === user);
        queue.push(piece);
      }
    }
  }
  return reached;
}

/**
 * How much of a piece stands in what its source lost, by weight, leaving out what comes with cutting it out: `return`,
 * and the names of parameters where they are new.
 */
function shareOf(comparison: Comparison, piece: Entity, { ids }: Bag, lost: Bag): number {
  const without = (dropped: ReadonlySet<number>): number => {
    const words = comparison.bagOf(ids.filter((id) => !dropped.has(id)));
    return words.weight === 0 ? 0 : comparison.shared(words, lost) / words.weight;
  };
  const mechanical = comparison.id('return');
  const parameters = piece.node.parameters.map((name) => comparison.id(name));
  return Math.max(without(new Set([mechanical])), without(new Set([mechanical, ...parameters])));
}

function contains(outer: Entity, inner: Entity): boolean {
  for (let at: Entity | undefined = inner; at !== undefined; at = at.parent) if (at === outer) return true;
  return false;
}
