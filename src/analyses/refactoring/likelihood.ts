import type { Comparison, Entity, FileEntities } from './comparison.js';
import { nameLikeness, nameWords } from './names.js';

/** Two bodies are the same piece of code from here on (RefDiff 2.0's threshold). */
export const SAME = 0.5;
/** With another hint that they are the same (a name in common), less of the body needs to be. */
export const SAME_WITH_HINT = 0.3;
/** Without any hint and with both name and place changed, more of it. */
export const SAME_ELSEWHERE = 0.6;
/** Bodies below this many words say too little by themselves. */
export const SMALL = 8;
/** Pairs with less of their words in common are not looked at further. */
const SOME = 0.15;

/** What speaks for a pair being the same thing in two versions. */
export interface Likelihood {
  /** By which pairs that want the same one are put in order. */
  readonly score: number;
  /** 0 to 1: how much of the one is found in the other. */
  readonly similarity: number;
  /** Whether it is enough. */
  readonly ok: boolean;
}

/** Whether a file lives on as another. */
export function fileLikelihood(comparison: Comparison, a: Entity, b: Entity): Likelihood {
  const similarity = comparison.likeness(comparison.body(a), comparison.body(b));
  const sameName = baseName(a.file) === baseName(b.file);
  const score = similarity + (sameName ? 0.2 : 0) + remarkLikeness(a.file, b.file) / 20;
  return { score, similarity, ok: similarity > (sameName ? SAME_WITH_HINT : SAME) };
}

/** Whether a type lives on as another. */
export function typeLikelihood(comparison: Comparison, a: Entity, b: Entity): Likelihood {
  const similarity = comparison.likeness(comparison.body(a), comparison.body(b));
  const sameName = a.node.name === b.node.name;
  const names = nameLikeness(a.node.name, b.node.name);
  const samePlace = a.parent?.match !== undefined && a.parent.match === b.parent;
  const members = memberLikeness(a, b);
  const score = similarity + (sameName ? 1 : names * 0.3) + (samePlace ? 0.3 : 0) + members * 0.5;
  const small = Math.min(a.node.bodyLast - a.node.bodyFirst, b.node.bodyLast - b.node.bodyFirst) < SMALL;
  const replaced = !sameName && comparison.replaced(a.node.name, b.node.name);
  const ok = sameName
    ? similarity > SAME_WITH_HINT || members >= 0.5
    : replaced && samePlace
      ? similarity > SAME_WITH_HINT || names >= 0.5
      : small
        ? samePlace && similarity > SAME && names >= 0.5
        : similarity > SAME || (members > 0.5 && similarity > SAME_WITH_HINT && (samePlace || names >= 0.5));
  return { score, similarity, ok };
}

/** Whether a type lives on as the one that its functions went to. */
export function typeLikelihoodByMembers(a: Entity, b: Entity): Likelihood {
  const functions = a.children.filter(({ node }) => node.kind === 'function');
  const went = functions.filter(({ match: other }) => other?.parent === b).length;
  const names = nameLikeness(a.node.name, b.node.name);
  const similarity = functions.length === 0 ? 0 : went / functions.length;
  return {
    score: went + names,
    similarity,
    ok: (went > 1 && (similarity >= SAME || names >= 0.5)) || (similarity === 1 && names >= 0.3),
  };
}

/** Whether a function lives on as another. */
export function functionLikelihood(comparison: Comparison, a: Entity, b: Entity): Likelihood {
  const none = { score: 0, similarity: 0, ok: false };
  if (special(a) !== special(b)) return none;
  const samePlace = a.parent?.match !== undefined && a.parent.match === b.parent;
  if (isConstructor(a) && !samePlace) return none;
  const sameName = a.node.name === b.node.name;
  const names = sameName ? 1 : nameLikeness(a.node.name, b.node.name);
  const bodies = a.node.hasBody && b.node.hasBody;
  if (!bodies && !sameName && a.node.hasBody !== b.node.hasBody) return none;
  const words = bodies
    ? comparison.likeness(comparison.body(a), comparison.body(b))
    : comparison.likeness(comparison.whole(a), comparison.whole(b));
  const small = Math.min(a.node.bodyLast - a.node.bodyFirst, b.node.bodyLast - b.node.bodyFirst) < SMALL;
  const replaced = !sameName && comparison.replaced(a.node.name, b.node.name);
  const telling = nameWords(a.node.name).length >= 3;
  const need = needed({ samePlace, sameName, names, small, telling, replaced });
  // Lines can make up for as much as half of what words lack, and take longer to compare.
  if (words < SOME || (words + 1) / 2 < need) return { ...none, similarity: words };
  const similarity = bodies ? (words + comparison.lineLikeness(a, b)) / 2 : words;
  const inFunction = a.parent?.node.kind === 'function' || b.parent?.node.kind === 'function';
  // A small function inside of another is only a part of it.
  if (small && inFunction && !samePlace) return { ...none, similarity };
  return { score: similarity + (samePlace ? 0.3 : 0) + names * 0.2, similarity, ok: similarity >= need };
}

/** Whether a variable of a file or type lives on as another. */
export function variableLikelihood(comparison: Comparison, a: Entity, b: Entity): Likelihood {
  const samePlace = a.parent?.match !== undefined && a.parent.match === b.parent;
  const sameName = a.node.name === b.node.name;
  if (!samePlace && !sameName) return { score: 0, similarity: 0, ok: false };
  const similarity = comparison.likeness(comparison.whole(a), comparison.whole(b));
  const names = sameName ? 1 : nameLikeness(a.node.name, b.node.name);
  return {
    score: similarity + names,
    similarity,
    ok: sameName ? similarity > SAME : similarity > SAME_WITH_HINT && names >= 0.5,
  };
}

/** How alike two functions must be to be the same one, by what else speaks for it. */
function needed(hints: {
  samePlace: boolean;
  sameName: boolean;
  names: number;
  small: boolean;
  telling: boolean;
  replaced: boolean;
}): number {
  const { samePlace, sameName, names, small, telling, replaced } = hints;
  if (samePlace) {
    if (replaced) return 0.3;
    if (names >= 0.5) return small ? 0.3 : 0.4;
    if (names >= 0.3) return small ? 0.3 : 0.5;
    return small ? 0.9 : 0.55;
  }
  if (sameName) return small && !telling ? 0.6 : 0.3;
  return small ? Number.POSITIVE_INFINITY : 0.65;
}

export const derives = (type: Entity, base: Entity): boolean =>
  type.node.kind === 'type' && base.node.kind === 'type' && type.node.supertypes.includes(base.node.name);

const CONSTRUCTORS = /^(constructor|__init__|__new__|__construct)$/;

/** Whether a function makes what its type describes, or takes it down: its name is the type's, or the language's. */
function special({ node, parent }: Entity): 'constructor' | 'destructor' | null {
  if (CONSTRUCTORS.test(node.name)) return 'constructor';
  const type = parent?.node.kind === 'type' ? parent.node.name : node.receiver;
  if (type === '') return null;
  return node.name === type ? 'constructor' : node.name === `~${type}` ? 'destructor' : null;
}

/** A constructor or a destructor. */
export const isConstructor = (entity: Entity): boolean => special(entity) !== null;

const baseName = (file: FileEntities): string => file.path.slice(file.path.lastIndexOf('/') + 1);

/** The share of members' names that two types have in common, 0 when either has fewer than two. */
function memberLikeness(one: Entity, other: Entity): number {
  const a = new Set(one.children.map((child) => child.node.name));
  const b = new Set(other.children.map((child) => child.node.name));
  if (a.size < 2 || b.size < 2) return 0;
  let both = 0;
  for (const name of a) if (b.has(name)) both++;
  return both / (a.size + b.size - both);
}

/** Where code says nothing more, comments tell files apart: the share of their words that both have. */
function remarkLikeness(one: FileEntities, other: FileEntities): number {
  const a = new Set(one.tree.remarks);
  const b = other.tree.remarks;
  const both = b.filter((word) => a.has(word)).length;
  const all = a.size + b.length - both;
  return all === 0 ? 0 : both / all;
}
