import type { Comparison, Entity } from './comparison.js';
import type { Relation } from './relation.js';

/** So much of a name's surroundings must be those of the other name. */
const USED_ALIKE = 0.5;
/** A value of fewer words than this is found in many places by chance. */
const SHORTEST_VALUE = 2;
/** So many names of one function are looked at: nobody writes one with more. */
const MOST_NAMES = 150;

/** What happened to variables and parameters inside of functions that live on, and to what functions take. */
export function locals(comparison: Comparison): Relation[] {
  const found: Relation[] = [];
  for (const file of comparison.before) {
    for (const before of file.all) {
      const after = before.match;
      if (before.node.kind !== 'function' || !after || comparison.unchanged(before, after)) continue;
      const renamed = renames(comparison, before, after);
      found.push(...renamed.relations);
      if (!sameParameters(before, after, renamed.names))
        found.push({ type: 'change-signature', before, after, similarity: before.similarity });
      if (!before.node.hasBody || !after.node.hasBody) continue;
      found.push(...extractedVariables(comparison, before, after, renamed.names));
    }
  }
  return found;
}

/** A name of a function's own: a parameter or a local variable. */
interface Name {
  readonly name: string;
  /** The declaration of a local variable; null for a parameter. */
  readonly variable: Entity | null;
}

interface Renames {
  readonly relations: readonly Relation[];
  /** Names before to names after. */
  readonly names: ReadonlyMap<string, string>;
}

/** Pairs names that are gone with new ones by what stands around them, the best pairs first. */
function renames(comparison: Comparison, before: Entity, after: Entity): Renames {
  const old = namesOf(before);
  const fresh = namesOf(after);
  const gone = without(old, fresh);
  const made = without(fresh, old);
  if (gone.length === 0 || made.length === 0) return { relations: [], names: new Map() };
  const was = surroundings(comparison, before, gone);
  const is = surroundings(comparison, after, made);
  const candidates = gone.flatMap((from) =>
    made.flatMap((to) => {
      if ((from.variable === null) !== (to.variable === null)) return [];
      const alike = usedAlike(was.get(from.name) ?? UNUSED, is.get(to.name) ?? UNUSED);
      return alike >= USED_ALIKE ? [{ from, to, alike }] : [];
    }),
  );
  candidates.sort((a, b) => b.alike - a.alike);
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const relations: Relation[] = [];
  for (const { from, to, alike } of candidates) {
    if (names.has(from.name) || taken.has(to.name)) continue;
    names.set(from.name, to.name);
    taken.add(to.name);
    relations.push(
      from.variable !== null && to.variable !== null
        ? { type: 'rename-variable', before: from.variable, after: to.variable, similarity: alike }
        : {
            type: 'rename-parameter',
            before,
            after,
            similarity: alike,
            names: { before: from.name, after: to.name },
          },
    );
  }
  return { relations, names };
}

function namesOf(entity: Entity): Name[] {
  const variables = new Map<string, Entity>();
  for (const child of entity.children) {
    if (child.node.kind === 'variable' && !variables.has(child.node.name))
      variables.set(child.node.name, child);
  }
  return [
    ...entity.node.parameters.map((name) => ({ name, variable: null })),
    ...[...variables].map(([name, variable]) => ({ name, variable })),
  ].slice(0, MOST_NAMES);
}

function without(names: readonly Name[], others: readonly Name[]): Name[] {
  const known = new Set(others.map(({ name }) => name));
  return names.filter(({ name }) => !known.has(name));
}

interface Surroundings {
  /** The words before (negative) and behind each use, by how often they come. */
  readonly around: Map<number, number>;
  uses: number;
}

const UNUSED: Surroundings = { around: new Map(), uses: 0 };

/** What stands before and behind every use of some names, in one pass. */
function surroundings(
  comparison: Comparison,
  entity: Entity,
  names: readonly Name[],
): Map<string, Surroundings> {
  const { tokens } = entity.file;
  const found = new Map<string, Surroundings>();
  const byId = new Map<number, Surroundings>();
  for (const { name } of names) {
    const own = { around: new Map(), uses: 0 };
    found.set(name, own);
    byId.set(comparison.id(name), own);
  }
  for (let at = entity.node.first; at < entity.node.last; at++) {
    const own = byId.get(tokens[at] as number);
    if (own === undefined) continue;
    const before = at > entity.node.first ? -(tokens[at - 1] as number) - 1 : EDGE_BEFORE;
    const after = at + 1 < entity.node.last ? (tokens[at + 1] as number) + 1 : EDGE_BEHIND;
    own.around.set(before, (own.around.get(before) ?? 0) + 1);
    own.around.set(after, (own.around.get(after) ?? 0) + 1);
    own.uses += 1;
  }
  return found;
}

const EDGE_BEHIND = Number.MAX_SAFE_INTEGER;
const EDGE_BEFORE = -EDGE_BEHIND;

/** The share of surroundings that two names have in common, 0 to 1. */
function usedAlike(one: Surroundings, other: Surroundings): number {
  let both = 0;
  for (const [key, count] of one.around) both += Math.min(count, other.around.get(key) ?? 0);
  const all = 2 * (one.uses + other.uses) - both;
  return all === 0 ? 0 : both / all;
}

function sameParameters(before: Entity, after: Entity, renamed: ReadonlyMap<string, string>): boolean {
  const words = ({ file, node }: Entity): string[] =>
    Array.from(
      file.tree.tokens.subarray(node.parametersFirst, node.parametersLast),
      (token) => file.tree.words[token] ?? '',
    );
  const now = words(after);
  const was = words(before).map((word) => renamed.get(word) ?? word);
  return was.length === now.length && was.every((word, at) => word === now[at]);
}

/** Values that got a name, and the mirror image: names whose value stands where they were used. */
function extractedVariables(
  comparison: Comparison,
  before: Entity,
  after: Entity,
  renamed: ReadonlyMap<string, string>,
): Relation[] {
  const back = new Map([...renamed].map(([from, to]) => [to, from]));
  return [
    ...named(comparison, before, after, new Set(back.keys()), renamed).map(
      (variable): Relation => ({ type: 'extract-variable', before, after: variable, similarity: 1 }),
    ),
    ...named(comparison, after, before, new Set(renamed.keys()), back).map(
      (variable): Relation => ({ type: 'inline-variable', before: variable, after, similarity: 1 }),
    ),
  ];
}

/** The variables of `to` whose value stood written out in `from`, which has no such variable. */
function named(
  comparison: Comparison,
  from: Entity,
  to: Entity,
  paired: ReadonlySet<string>,
  names: ReadonlyMap<string, string>,
): Entity[] {
  const translate = new Map([...names].map(([a, b]) => [comparison.id(a), comparison.id(b)]));
  const text = from.file.tokens
    .slice(from.node.bodyFirst, from.node.bodyLast)
    .map((id) => translate.get(id) ?? id);
  const own = to.file.tokens.subarray(to.node.bodyFirst, to.node.bodyLast);
  const known = new Set(from.children.map(({ node }) => node.name));
  return to.children.slice(0, MOST_NAMES).filter((variable) => {
    const { node } = variable;
    if (node.kind !== 'variable' || known.has(node.name) || paired.has(node.name)) return false;
    const value = to.file.tokens.subarray(node.bodyFirst, node.bodyLast);
    if (value.length < SHORTEST_VALUE) return false;
    const isUsed = occurrences(own, Int32Array.of(comparison.id(node.name))) > 1;
    // The declaration itself holds the value once.
    return isUsed && occurrences(text, value) > occurrences(own, value) - 1;
  });
}

function occurrences(text: Int32Array, part: Int32Array): number {
  let found = 0;
  for (let at = 0; at + part.length <= text.length; at++) {
    let same = 0;
    while (same < part.length && text[at + same] === part[same]) same++;
    if (same === part.length) {
      found++;
      at += same - 1;
    }
  }
  return found;
}
