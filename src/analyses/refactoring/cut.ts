import type { Bag, Comparison, Entity, Piece } from './comparison.js';
import { contains, type Relation } from './relation.js';

/** So much of a piece must stand in what its source lost, when both have the same container. */
const CUT = 0.27;
/** Enough when the source lost hardly anything else. */
const CUT_ALONE = 0.2;
/** Between containers of a file, words in common are more often chance, and whole lines must speak for it too. */
const CUT_NEAR = 0.28;
/** Between files, or through another piece, still more often. */
const CUT_ELSEWHERE = 0.5;
const SOME_LINES = 0.2;
/** Below this share of its words a piece is not looked at further. */
const SOME_WORDS = 0.12;
/** Fewer words than this are found anywhere: then they must be most of what the source lost. */
const TINY = 4;
/** Fewer than this need more of them, or the same. */
const SMALL = 8;

/** A new (or gone) function and an existing one that uses (or used) it. */
interface Candidate {
  readonly piece: Entity;
  /** The version of the existing function that held the piece's code. */
  readonly whole: Entity;
  /** Its other version, which uses the piece. */
  readonly user: Entity;
  /** How much of the piece's words the whole lost, by weight, 0 to 1. */
  readonly share: number;
  /** The same by lines. */
  readonly lines: number;
  /** How much of what the whole lost is in the piece, by weight, 0 to 1. */
  readonly ofLost: number;
  /** Words of the piece. */
  readonly size: number;
  /** Whether the user names the piece itself, and not through another piece. */
  readonly direct: boolean;
  readonly place: 'same container' | 'same file' | 'elsewhere';
}

/** New functions whose body was taken out of functions that live on and now use them. */
export function extracted(comparison: Comparison): Relation[] {
  return cut(comparison, false);
}

/** Functions that are gone and whose body now stands where they were used: the mirror image. */
export function inlined(comparison: Comparison): Relation[] {
  return cut(comparison, true);
}

function cut(comparison: Comparison, inline: boolean): Relation[] {
  const found: Relation[] = [];
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
  const namedIn = namer(comparison, pieces);
  const candidates: Candidate[] = [];
  for (const file of others) {
    for (const whole of file.all) {
      const user = whole.match;
      if ((whole.node.kind !== 'function' && whole.node.kind !== 'file') || !user) continue;
      if (!whole.node.hasBody || !user.node.hasBody || comparison.unchanged(whole, user)) continue;
      const reached = reach(user, namedIn);
      if (reached.size === 0) continue;
      const names = new Set([...reached.keys()].map((piece) => comparison.id(piece.node.name)));
      const kept = comparison.bagOf(comparison.own(user).bag.ids.filter((id) => !names.has(id)));
      const lost = comparison.minus(comparison.own(whole).bag, kept);
      if (lost.weight === 0) continue;
      let lostLines: readonly Bag[] | undefined;
      for (const [piece, direct] of reached) {
        const own = comparison.unmatched(piece);
        const share = shareOf(comparison, piece, own.bag, lost);
        if (share < SOME_WORDS) continue;
        const words = own.bag;
        lostLines ??= linesGone(comparison.own(whole), comparison.own(user));
        candidates.push({
          piece,
          whole,
          user,
          share,
          lines: linesFound(comparison, own, lostLines),
          ofLost: comparison.shared(words, lost) / lost.weight,
          size: words.ids.length,
          direct,
          place: placeOf(user, piece),
        });
      }
    }
  }
  const settled = new Set<Entity>();
  const take = (candidate: Candidate): void => {
    const { piece, whole, user } = candidate;
    settled.add(piece);
    // For an inlined piece `whole` is the later version of the function that used it.
    if (inline)
      found.push({ type: 'inline-function', before: piece, after: whole, similarity: evidence(candidate) });
    else {
      const type = homeOf(user) === homeOf(piece) ? 'extract-function' : 'extract-and-move-function';
      found.push({ type, before: whole, after: piece, similarity: evidence(candidate) });
    }
  };
  for (const candidate of candidates) {
    if (candidate.direct && cutOut(candidate) && !settled.has(candidate.piece.parent as Entity))
      take(candidate);
  }
  for (const candidate of candidates) {
    if (!candidate.direct && !settled.has(candidate.piece) && cutOutOfReach(candidate)) take(candidate);
  }
  return found;
}

const evidence = (candidate: Candidate): number => (candidate.share + candidate.lines) / 2;

function cutOut(candidate: Candidate): boolean {
  const found = evidence(candidate);
  const alone = candidate.ofLost >= 0.5;
  if (candidate.size < TINY && !alone) return false;
  if (candidate.size < SMALL && !alone && found < CUT_ELSEWHERE) return false;
  if (candidate.place === 'same container') return found >= CUT || (alone && found >= CUT_ALONE);
  return (
    found >= (candidate.place === 'same file' ? CUT_NEAR : CUT_ELSEWHERE) && candidate.lines >= SOME_LINES
  );
}

/** Through another piece nothing but the code itself says that it was cut out. */
const cutOutOfReach = (candidate: Candidate): boolean =>
  candidate.size >= TINY && candidate.lines >= SOME_LINES && evidence(candidate) >= CUT_ELSEWHERE;

/** The type or the file that a function belongs to, whatever functions stand around it. */
function homeOf({ node, parent, file }: Entity): Entity {
  if (node.kind === 'file') return file.root;
  let at = parent;
  while (at !== undefined && at.node.kind === 'function') at = at.parent;
  return at ?? file.root;
}

function placeOf(user: Entity, piece: Entity): Candidate['place'] {
  if (user.node.kind === 'file') return 'elsewhere';
  if (user.parent === piece.parent) return 'same container';
  return user.file === piece.file ? 'same file' : 'elsewhere';
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

const isVariable = ({ node }: Entity): boolean => node.kind === 'variable';

/** So many pieces of one function are looked at: what it uses itself first, then what those use. */
const MOST_REACHED = 60;

/** The pieces that a function uses by name, also through other pieces; true for those that it uses itself. */
function reach(user: Entity, namedIn: (entity: Entity) => readonly Entity[]): Map<Entity, boolean> {
  const reached = new Map<Entity, boolean>();
  const queue = [user];
  for (let next = 0; next < queue.length && reached.size < MOST_REACHED; next++) {
    const at = queue[next] as Entity;
    for (const piece of namedIn(at)) {
      if (reached.has(piece) || contains(piece, user)) continue;
      reached.set(piece, at === user);
      queue.push(piece);
    }
  }
  return reached;
}

/** The pieces that a function names, each once; remembered, because many functions reach the same pieces. */
function namer(
  comparison: Comparison,
  pieces: ReadonlyMap<number, readonly Entity[]>,
): (entity: Entity) => readonly Entity[] {
  const known = new Map<Entity, readonly Entity[]>();
  // Nearly every word names no piece: that is asked of each word of each function.
  const isNamed = new Uint8Array(Math.max(...pieces.keys()) + 1);
  for (const id of pieces.keys()) isNamed[id] = 1;
  return (entity) => {
    let named = known.get(entity);
    if (named === undefined) {
      named = [...namedPieces(comparison, entity, pieces, isNamed)];
      known.set(entity, named);
    }
    return named;
  };
}

function namedPieces(
  comparison: Comparison,
  entity: Entity,
  pieces: ReadonlyMap<number, readonly Entity[]>,
  isNamed: Uint8Array,
): Set<Entity> {
  const { tokens, tree } = entity.file;
  const own = new Set(
    [...entity.node.parameters, ...entity.children.filter(isVariable).map(({ node }) => node.name)].map(
      (name) => comparison.id(name),
    ),
  );
  const named = new Set<Entity>();
  for (const token of comparison.own(entity).at) {
    const id = tokens[token] as number;
    if (isNamed[id] !== 1) continue;
    const use = tree.uses[token] ?? 0;
    // A name that the function gave to something of its own is that, unless it is called.
    if (use === 0 || (use === 1 && own.has(id))) continue;
    for (const piece of pieces.get(id) ?? []) named.add(piece);
  }
  return named;
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
