import type { Comparison, Entity, FileEntities } from './comparison.js';
import { contains, type Relation } from './relation.js';

/**
 * Words that come and go by themselves when code is cut out or put elsewhere: how it is declared, who may see it, what
 * hands on a result.
 */
const MECHANICAL =
  /^(?:export|default|public|private|protected|internal|static|pub|crate|const|final|function|def|fun|func|fn|async|return|self|this|cls)$/;

/** How many words of a file differ between two versions, and how many of these no refactoring explains. */
export interface FileResidue {
  readonly path: string;
  /** As a line by line comparison would see it: what was moved counts twice, as gone and as new. */
  readonly changed: number;
  readonly left: number;
}

export interface Residue {
  /** Of every file of either version, by the paths in both. */
  readonly files: readonly FileResidue[];
  /** Whether nothing else happened to what a relation is about. */
  readonly isPure: (relation: Relation) => boolean;
}

/** Counts of words by id. */
type Count = Map<number, number>;

/** What one unit lost and gained. */
interface Difference {
  readonly removed: Count;
  readonly added: Count;
}

/** Explains the differences of two versions by the relations found between them. */
export function residueOf(comparison: Comparison, relations: readonly Relation[]): Residue {
  const units = new Units(comparison, relations);
  const changed = units.seenByPlace();
  for (const relation of relations) units.explain(relation);
  const left = units.left();
  const files = [...new Set([...changed.keys(), ...left.keys()])].map((path) => ({
    path,
    changed: changed.get(path) ?? 0,
    left: left.get(path) ?? 0,
  }));
  return { files, isPure: (relation) => units.isPure(relation) };
}

/** A unit is all that has a name, except what is local to a function: its words are those of no unit inside of it. */
class Units {
  readonly #words = new Map<Entity, Count>();
  readonly #differences = new Map<Entity, Difference>();
  readonly #renamed: ReadonlyMap<number, number>;
  readonly #local = new Map<Entity, Map<number, number>>();
  readonly #mechanical = new Map<number, boolean>();
  /** Units of the earlier version that have the same words in the later one. */
  readonly #same = new Set<Entity>();
  /** Those of the later version that are the same and stand where they stood. */
  readonly #untouched = new Set<Entity>();

  constructor(
    private readonly comparison: Comparison,
    relations: readonly Relation[],
  ) {
    const renamed = new Map<number, number>();
    for (const { type, before, after, names } of relations) {
      const from = comparison.id(names?.before ?? before.node.name);
      const to = comparison.id(names?.after ?? after.node.name);
      if (from === to || !/rename/.test(type) || type.endsWith('-file')) continue;
      const owner = names ? before : before.node.kind === 'variable' ? functionAround(before) : undefined;
      if (owner === undefined) renamed.set(from, to);
      else this.#local.set(owner, (this.#local.get(owner) ?? new Map()).set(from, to));
    }
    this.#renamed = renamed;
    for (const file of comparison.before) {
      for (const unit of unitsOf(file)) {
        const { match, parent } = unit;
        // Most of a file is as it was: its words need not be counted.
        if (match && ((parent && this.#same.has(parent)) || comparison.unchanged(unit, match))) {
          this.#same.add(unit);
          if (staysInPlace(unit)) this.#untouched.add(match);
          continue;
        }
        const removed = this.#translated(unit);
        const added = unit.match ? this.#of(unit.match) : new Map();
        this.#differences.set(unit, difference(removed, added));
      }
    }
    for (const file of comparison.after) {
      for (const unit of unitsOf(file)) {
        if (!unit.match) this.#differences.set(unit, { removed: new Map(), added: new Map(this.#of(unit)) });
      }
    }
  }

  /** The words that differ where a unit is looked up by its file, container and name alone. */
  seenByPlace(): Map<string, number> {
    const places = new Map<string, { file: string; words: Count }[]>();
    for (const file of this.comparison.after) {
      for (const unit of unitsOf(file)) {
        if (this.#untouched.has(unit)) continue;
        const own = places.get(placeOf(unit));
        const words = { file: file.path, words: this.#of(unit) };
        if (own) own.push(words);
        else places.set(placeOf(unit), [words]);
      }
    }
    const changed = new Map<string, number>();
    for (const file of this.comparison.before) {
      for (const unit of unitsOf(file)) {
        if (unit.match && this.#untouched.has(unit.match)) continue;
        const now = places.get(placeOf(unit))?.shift()?.words ?? new Map();
        addTo(changed, file.path, distance(this.#of(unit), now));
      }
    }
    for (const rest of places.values()) for (const { file, words } of rest) addTo(changed, file, size(words));
    return changed;
  }

  /** Takes off what a piece brought to its place, or took from it. */
  explain({ type, before, after }: Relation): void {
    switch (type) {
      case 'extract-function':
      case 'extract-and-move-function':
        this.#cut(after, before, 'added', 'removed');
        return;
      case 'inline-function':
        this.#cut(before, after.match as Entity, 'removed', 'added');
        return;
      case 'extract-type': {
        const [made, source] = [this.#differences.get(after), this.#differences.get(before)];
        if (made && source) cancel(made.added, source.removed);
        if (made) this.#drop(made.added, wordsIn(after, after.node.first, after.node.bodyFirst));
        if (source) this.#drop(source.added, new Map([[this.comparison.id(after.node.name), 3]]));
        return;
      }
      default:
    }
  }

  /** What is left, by the path of the later version where there is one. */
  left(): Map<string, number> {
    const left = new Map<string, number>();
    for (const [unit, { removed, added }] of this.#differences) {
      addTo(left, (unit.match ?? unit).file.path, size(removed) + size(added));
    }
    return left;
  }

  isPure({ type, before, after }: Relation): boolean {
    switch (type) {
      case 'extract-function':
      case 'extract-and-move-function':
      case 'extract-type':
        return this.#isEmpty(after);
      case 'inline-function':
        return this.#isEmpty(before);
      case 'change-signature': {
        const own = this.#differences.get(before);
        if (own === undefined) return false;
        const taken = (entity: Entity): Count =>
          wordsIn(entity, entity.node.parametersFirst, entity.node.parametersLast);
        return within(own.removed, taken(before)) && within(own.added, taken(after));
      }
      case 'extract-variable':
      case 'inline-variable': {
        const variable = type === 'extract-variable' ? after : before;
        const owner = functionAround(variable);
        const own =
          owner && this.#differences.get(type === 'extract-variable' ? (owner.match as Entity) : owner);
        if (own === undefined) return false;
        const id = this.comparison.id(variable.node.name);
        const words = [...own.removed, ...own.added].filter(([word]) => word !== id);
        // What is left is the way of declaring it.
        return words.every(([word]) => /^\W$/.test(this.comparison.word(word)));
      }
      default: {
        const local = before.node.kind === 'variable' ? functionAround(before) : undefined;
        return this.#isEmpty(local ?? before);
      }
    }
  }

  /** Whether nothing is left of a unit, nor of what stands inside of it. */
  #isEmpty(entity: Entity): boolean {
    const side = entity.file;
    return side.all.every((unit) => {
      const own = this.#differences.get(unit);
      return own === undefined || !contains(entity, unit) || size(own.removed) + size(own.added) === 0;
    });
  }

  /** A piece and what the whole lost for it explain each other; so do its head and the line that uses it. */
  #cut(piece: Entity, whole: Entity, made: keyof Difference, lost: keyof Difference): void {
    const own = this.#differences.get(piece)?.[made];
    const source = this.#differences.get(whole);
    if (own === undefined || source === undefined) return;
    cancel(own, source[lost]);
    const { node } = piece;
    this.#drop(own, wordsIn(piece, node.first, node.bodyFirst));
    const parameters = new Map(
      node.parameters.map((name) => [this.comparison.id(name), Number.MAX_SAFE_INTEGER]),
    );
    this.#drop(own, parameters);
    // The function that uses it now (or used it): the lines with its name.
    const user = made === 'added' ? (whole.match as Entity) : whole;
    this.#drop(source[made], linesWith(user, this.comparison.id(node.name)));
  }

  #drop(from: Count, words: Count): void {
    for (const [word, count] of words) take(from, word, count);
  }

  #of(unit: Entity): Count {
    let words = this.#words.get(unit);
    if (words === undefined) {
      words = new Map();
      const { node, file } = unit;
      let next = node.first;
      const add = (to: number): void => {
        for (; next < to; next++) this.#add(words as Count, file.tokens[next] as number);
      };
      for (const child of unit.children) {
        if (isLocal(child)) continue;
        add(child.node.first);
        next = Math.max(next, child.node.last);
      }
      add(node.last);
      this.#words.set(unit, words);
    }
    return words;
  }

  #translated(unit: Entity): Count {
    const owner = unit.node.kind === 'function' ? unit : functionAround(unit);
    const local = owner && this.#local.get(owner);
    if (local === undefined && this.#renamed.size === 0) return this.#of(unit);
    const words: Count = new Map();
    for (const [word, count] of this.#of(unit)) {
      const now = local?.get(word) ?? this.#renamed.get(word) ?? word;
      words.set(now, (words.get(now) ?? 0) + count);
    }
    return words;
  }

  #add(words: Count, word: number): void {
    let mechanical = this.#mechanical.get(word);
    if (mechanical === undefined) {
      mechanical = MECHANICAL.test(this.comparison.word(word));
      this.#mechanical.set(word, mechanical);
    }
    if (!mechanical) words.set(word, (words.get(word) ?? 0) + 1);
  }
}

const isLocal = ({ node, parent }: Entity): boolean =>
  node.kind === 'variable' && parent?.node.kind === 'function';
const unitsOf = (file: FileEntities): Entity[] => file.all.filter((entity) => !isLocal(entity));

function functionAround(entity: Entity): Entity | undefined {
  for (let at = entity.parent; at !== undefined; at = at.parent) if (at.node.kind === 'function') return at;
  return undefined;
}

/** Whether a unit is found again by its file, container and name alone. */
function staysInPlace({ node, file, parent, match }: Entity): boolean {
  if (match === undefined) return false;
  if (parent === undefined) return file.path === match.file.path;
  return node.name === match.node.name && parent.match === match.parent && staysInPlace(parent);
}

function placeOf(unit: Entity): string {
  const names: string[] = [];
  for (let at: Entity | undefined = unit; at !== undefined; at = at.parent)
    names.push(`${at.node.kind} ${at.node.name}`);
  return `${unit.file.path}\0${names.join('\0')}`;
}

function addTo(sums: Map<string, number>, path: string, words: number): void {
  if (words > 0) sums.set(path, (sums.get(path) ?? 0) + words);
}

function difference(before: Count, after: Count): Difference {
  const removed = new Map(before);
  const added = new Map(after);
  cancel(removed, added);
  return { removed, added };
}

/** How many words either has that the other has not. */
function distance(one: Count, other: Count): number {
  let sum = 0;
  for (const [word, count] of one) sum += Math.abs(count - (other.get(word) ?? 0));
  for (const [word, count] of other) if (!one.has(word)) sum += count;
  return sum;
}

/** Takes off both what both have. */
function cancel(one: Count, other: Count): void {
  for (const [word, count] of one) {
    const both = Math.min(count, other.get(word) ?? 0);
    if (both === 0) continue;
    take(one, word, both);
    take(other, word, both);
  }
}

function take(from: Count, word: number, count: number): void {
  const have = from.get(word);
  if (have === undefined) return;
  if (have <= count) from.delete(word);
  else from.set(word, have - count);
}

function size(words: Count): number {
  let sum = 0;
  for (const count of words.values()) sum += count;
  return sum;
}

const within = (words: Count, allowed: Count): boolean =>
  [...words].every(([word, count]) => count <= (allowed.get(word) ?? 0));

function wordsIn({ file }: Entity, first: number, last: number): Count {
  const words: Count = new Map();
  for (let at = first; at < last; at++) {
    const word = file.tokens[at] as number;
    words.set(word, (words.get(word) ?? 0) + 1);
  }
  return words;
}

/** The words of all lines of a declaration that name something. */
function linesWith(entity: Entity, id: number): Count {
  const { file, node } = entity;
  const lines = new Set<number>();
  for (let at = node.first; at < node.last; at++)
    if (file.tokens[at] === id) lines.add(file.tree.lines[at] ?? 0);
  const words: Count = new Map();
  for (let at = node.first; at < node.last; at++) {
    if (!lines.has(file.tree.lines[at] ?? -1)) continue;
    const word = file.tokens[at] as number;
    words.set(word, (words.get(word) ?? 0) + 1);
  }
  return words;
}
