import type { Comparison, Entity } from './comparison.js';
import { derives } from './likelihood.js';
import { contains, type Relation } from './relation.js';

/** A type that was written out in many words: fewer are found anywhere. */
const WRITTEN_OUT = 8;
/** So many new types of one change are looked at. */
const MOST_TYPES = 300;
/** So much of a type's members must have been written out before where it is named now. */
const MOST = 0.55;

/** New types that hold what existing types lost: superclasses, interfaces, helpers. */
export function extractedTypes(comparison: Comparison): Relation[] {
  const found: Relation[] = [];
  let looked = 0;
  for (const file of comparison.after) {
    for (const type of file.all) {
      if (type.node.kind !== 'type' || type.match || ++looked > MOST_TYPES) continue;
      const sources = new Map<Entity, number>();
      for (const member of type.children) {
        const from = member.match?.parent;
        if (from?.node.kind === 'type' && from.match)
          sources.set(from, (sources.get(from) ?? 0) + (member.node.kind === 'function' ? 2 : 1));
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
 * or when there are several and any of them had one, so that it holds what they have in common.
 */
function newBase(comparison: Comparison, type: Entity): Relation[] {
  const functions = type.children.filter(({ node }) => node.kind === 'function').map(({ node }) => node.name);
  const users: Entity[] = [];
  let had = functions.length > 0;
  let hadAny = functions.length === 0;
  for (const file of comparison.after) {
    for (const user of file.all) {
      const before = user.match;
      if (user.node.kind !== 'type' || !before || !derives(user, type)) continue;
      if (before.node.supertypes.includes(type.node.name)) continue;
      users.push(before);
      const members = new Set(before.children.map(({ node }) => node.name));
      had &&= functions.every((name) => members.has(name));
      hadAny ||= functions.some((name) => members.has(name));
    }
  }
  if (!(users.length > 1 ? hadAny : had)) return [];
  return users.map((before) => ({ type: 'extract-type' as const, before, after: type, similarity: 1 }));
}

/** Where a type was written out that has a name now. */
function namedLiteral(comparison: Comparison, type: Entity): Relation[] {
  const found: Relation[] = [];
  const body = comparison.body(type);
  if (body.ids.length < WRITTEN_OUT) return found;
  const id = comparison.id(type.node.name);
  for (const file of comparison.after) {
    for (const user of file.all) {
      const before = user.match;
      if (!before || user.node.kind === 'file' || contains(user, type)) continue;
      if (comparison.unchanged(before, user)) continue;
      if (!comparison.whole(user).ids.includes(id) || comparison.whole(before).ids.includes(id)) continue;
      const lost = comparison.minus(comparison.whole(before), comparison.whole(user));
      const share = comparison.shared(body, lost) / body.weight;
      if (share < MOST) continue;
      if (found.some((other) => contains(other.before, before))) found.splice(0);
      found.push({ type: 'extract-type', before, after: type, similarity: share });
    }
  }
  return found;
}
