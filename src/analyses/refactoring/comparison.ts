import { endOfWord, kindOf, NOTHING } from './characters.js';
import type { CodeNode, CodeTree } from './code-tree.js';

export interface SourceFile {
  /** Repository path, with forward slashes. */
  readonly path: string;
  readonly tree: CodeTree;
  /** Of a version after: what both versions of the file have, and neither tree. */
  readonly leftOut?: LeftOut;
}

/** Things that are the same in two versions of a file, and were not parsed. */
export interface LeftOut {
  /** Where they stand in the version after: rows from 0, each run up to the one behind its last. */
  readonly rows: readonly (readonly [first: number, last: number])[];
  /** The code of each that is long enough to be a function or a type, without comments. */
  readonly code: () => readonly string[];
}

/** A node of one version, in the middle of being compared. `match` is its counterpart in the other version. */
export interface Entity {
  readonly file: FileEntities;
  readonly node: CodeNode;
  parent: Entity | undefined;
  readonly children: Entity[];
  /** What stands in it in the text: not its methods that are written outside of it, but those of others. */
  readonly inside: Entity[];
  match: Entity | undefined;
  /** 0 to 1; 1 where they were matched by identity. */
  similarity: number;
  /** Caches of what `Words` computes. */
  bag?: Bag;
  own?: Piece;
  taken?: Bag;
  whole?: Bag;
}

export interface FileEntities {
  readonly path: string;
  readonly tree: CodeTree;
  readonly leftOut: LeftOut | undefined;
  readonly root: Entity;
  /** All entities in order of their starts; the file itself first. */
  readonly all: readonly Entity[];
  /** The file's tokens as ids of the comparison's vocabulary. */
  readonly tokens: Int32Array;
}

/** A multiset of words: sorted ids, and what they weigh together. */
export interface Bag {
  readonly ids: Int32Array;
  readonly weight: number;
}

/** The tokens of a body without those of the named functions and types in it; what they make is told when it is asked. */
export class Piece {
  #bag: Bag | undefined;
  #lines: readonly Bag[] | undefined;

  /** @param at positions in the file's tokens */
  constructor(
    private readonly comparison: Comparison,
    private readonly file: FileEntities,
    readonly at: Int32Array,
  ) {}

  get bag(): Bag {
    this.#bag ??= this.comparison.bagOf(this.at.map((position) => this.file.tokens[position] as number));
    return this.#bag;
  }

  /** The words of each line. */
  get lines(): readonly Bag[] {
    this.#lines ??= this.#byLine();
    return this.#lines;
  }

  #byLine(): Bag[] {
    const { at, file } = this;
    const bags: Bag[] = [];
    for (let from = 0; from < at.length; ) {
      const line = file.tree.lines[at[from] as number];
      let to = from + 1;
      while (to < at.length && file.tree.lines[at[to] as number] === line) to++;
      const ids = at.slice(from, to).map((position) => file.tokens[position] as number);
      bags.push(this.comparison.bagOf(ids));
      from = to;
    }
    return bags;
  }
}

/** So few numbers are sorted faster here than handed to the engine: most bags are those of a line. */
const FEW = 24;

function sort(numbers: Int32Array): void {
  if (numbers.length > FEW) numbers.sort();
  else
    for (let at = 1; at < numbers.length; at++) {
      const number = numbers[at] as number;
      let to = at;
      for (; to > 0 && (numbers[to - 1] as number) > number; to--) numbers[to] = numbers[to - 1] as number;
      numbers[to] = number;
    }
}

/** Lines with words. */
function linesOf({ file, node }: Entity): number {
  let lines = 0;
  for (let at = node.bodyFirst; at < node.bodyLast; at++)
    if (at === node.bodyFirst || file.tree.lines[at] !== file.tree.lines[at - 1]) lines += 1;
  return lines;
}

/** Of how many lines of a declaration it is known that they are the same, and no more. */
function linesLeftOut(before: Entity, { file, node }: Entity): number {
  if (file.leftOut === undefined || before.file.root.match !== file.root) return 0;
  let lines = 0;
  for (const [first, last] of file.leftOut.rows)
    if (first >= node.startLine && last <= node.endLine) lines += last - first;
  return lines;
}

/** Pairs of lines of two bodies that are compared. */
const MOST_LINES = 250_000;

/** Four numbers that stand for many (FNV-1a, twice, by length and by content). */
function hashed(tokens: Int32Array): readonly number[] {
  let [one, other] = [0x811c9dc5, 0x01000193];
  for (const token of tokens) {
    one = Math.imul(one ^ token, 0x01000193);
    other = Math.imul(other ^ (token + 0x9e37), 0x85ebca6b);
  }
  return [one & 0xffff, one >>> 16, other & 0xffff, other >>> 16];
}

/** The two versions of a set of files, with one vocabulary and the weight of each of its words. */
export class Comparison {
  private readonly ids = new Map<string, number>();
  private readonly words: string[] = [];
  readonly before: readonly FileEntities[];
  readonly after: readonly FileEntities[];
  #weights: Float64Array | undefined;
  private readonly counts: readonly [Int32Array, Int32Array];

  constructor(before: readonly SourceFile[], after: readonly SourceFile[]) {
    this.before = before.map((file) => this.entities(file));
    this.after = after.map((file) => this.entities(file));
    this.counts = [this.count(this.before), this.count(this.after)];
  }

  /** Whether one name took the place of another everywhere: the old one is gone, the new one is as often used. */
  replaced(before: string, after: string): boolean {
    const [old, now] = [this.id(before), this.id(after)];
    const [earlier, later] = this.counts;
    const was = earlier[old] ?? 0;
    const is = later[now] ?? 0;
    return (
      (later[old] ?? 0) === 0 &&
      (earlier[now] ?? 0) === 0 &&
      was > 1 &&
      is > 1 &&
      Math.abs(was - is) <= Math.max(was, is) / 2
    );
  }

  private count(files: readonly FileEntities[]): Int32Array {
    const counts = new Int32Array(this.ids.size);
    for (const file of files) for (const id of file.tokens) counts[id] = (counts[id] ?? 0) + 1;
    return counts;
  }

  id(word: string): number {
    let id = this.ids.get(word);
    if (id === undefined) {
      id = this.ids.size;
      this.ids.set(word, id);
      this.words.push(word);
    }
    return id;
  }

  word(id: number): string {
    return this.words[id] ?? '';
  }

  /** The words of a declaration's body: what runs, the members, the value. */
  body(entity: Entity): Bag {
    entity.bag ??= this.bagOf(entity.file.tokens.slice(entity.node.bodyFirst, entity.node.bodyLast));
    return entity.bag;
  }

  /** The words of the whole declaration. */
  whole(entity: Entity): Bag {
    entity.whole ??= this.bagOf(entity.file.tokens.slice(entity.node.first, entity.node.last));
    return entity.whole;
  }

  /** Whether two declarations have the same words in the same order. */
  unchanged(one: Entity, other: Entity): boolean {
    const length = one.node.last - one.node.first;
    if (length !== other.node.last - other.node.first) return false;
    for (let at = 0; at < length; at++) {
      if (one.file.tokens[one.node.first + at] !== other.file.tokens[other.node.first + at]) return false;
    }
    return true;
  }

  own(entity: Entity): Piece {
    entity.own ??= this.ownOf(entity);
    return entity.own;
  }

  /** The tokens of a body without those of the functions and types in it that live on by themselves. */
  unmatched(entity: Entity): Piece {
    return this.ownOf(entity, (child) => child.match !== undefined);
  }

  private ownOf(entity: Entity, left: (child: Entity) => boolean = () => true): Piece {
    const { node, file } = entity;
    const at: number[] = [];
    let next = node.bodyFirst;
    for (const child of entity.inside) {
      if (child.node.kind === 'variable' || !left(child)) continue;
      for (; next < child.node.first; next++) at.push(next);
      next = Math.max(next, child.node.last);
    }
    for (; next < node.bodyLast; next++) at.push(next);
    return new Piece(this, file, Int32Array.from(at));
  }

  parameters(entity: Entity): Bag {
    entity.taken ??= this.bagOf(
      entity.file.tokens.slice(entity.node.parametersFirst, entity.node.parametersLast),
    );
    return entity.taken;
  }

  /** The words of a declaration in their order, as one value: the same for the same text. */
  text({ file, node }: Entity): string {
    return String.fromCharCode(...hashed(file.tokens.subarray(node.first, node.last)));
  }

  bagOf(ids: Int32Array): Bag {
    sort(ids);
    const { weights } = this;
    let weight = 0;
    for (const id of ids) weight += weights[id] ?? 0;
    return { ids, weight };
  }

  /** What both hold, by weight. */
  shared(one: Bag, other: Bag): number {
    const a = one.ids;
    const b = other.ids;
    const { weights } = this;
    let i = 0;
    let j = 0;
    let sum = 0;
    while (i < a.length && j < b.length) {
      const x = a[i] as number;
      const y = b[j] as number;
      if (x === y) {
        sum += weights[x] ?? 0;
        i++;
        j++;
      } else if (x < y) i++;
      else j++;
    }
    return sum;
  }

  /**
   * Weighted Jaccard of two bags, 0 to 1 (RefDiff 2.0, section 3): what both hold over what either holds. Two empty
   * bags are equal.
   */
  likeness(one: Bag, other: Bag): number {
    const low = Math.min(one.weight, other.weight);
    const high = Math.max(one.weight, other.weight);
    if (high === 0) return 1;
    if (low === 0) return 0;
    const shared = this.shared(one, other);
    return shared / (one.weight + other.weight - shared);
  }

  /** How much of a body stayed under its name, 0 to 1: lines that were left out of both weigh as much as those that weren't. */
  stayed(before: Entity, after: Entity): number {
    const [one, other] = [this.body(before), this.body(after)];
    const lines = linesLeftOut(before, after);
    const read = linesOf(before) + linesOf(after);
    if (lines === 0 || read === 0) return this.likeness(one, other);
    const same = (lines * (one.weight + other.weight)) / read;
    const shared = this.shared(one, other) + same;
    return shared / (one.weight + other.weight + 2 * same - shared);
  }

  /** How well the lines of two bodies find each other, by weight, 0 to 1: it knows order where bags don't. */
  lineLikeness(one: Entity, other: Entity): number {
    const a = this.own(one).lines;
    const b = this.own(other).lines;
    // Very long ones are told by their words.
    if (a.length * b.length > MOST_LINES) return this.likeness(this.body(one), this.body(other));
    let all = 0;
    let found = 0;
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      for (const line of from) {
        let best = 0;
        for (const candidate of to) best = Math.max(best, this.likeness(line, candidate));
        all += line.weight;
        found += best * line.weight;
      }
    }
    return all === 0 ? 1 : found / all;
  }

  /** What the first bag holds and the second does not, with counts. */
  minus(one: Bag, other: Bag): Bag {
    const left: number[] = [];
    let j = 0;
    for (const id of one.ids) {
      while (j < other.ids.length && (other.ids[j] as number) < id) j++;
      if (j < other.ids.length && other.ids[j] === id) j++;
      else left.push(id);
    }
    return this.bagOf(Int32Array.from(left));
  }

  private entities(file: SourceFile): FileEntities {
    const global = file.tree.words.map((word) => this.id(word));
    const tokens = file.tree.tokens.map((token) => global[token] ?? 0);
    const all: Entity[] = [];
    const { path, tree, leftOut } = file;
    const made = { path, tree, leftOut, all, tokens, root: undefined as unknown as Entity };
    for (const node of file.tree.nodes) {
      all.push({
        file: made,
        node,
        parent: undefined,
        children: [],
        inside: [],
        match: undefined,
        similarity: 0,
      });
    }
    for (const entity of all) {
      entity.parent = all[entity.node.parent];
      entity.parent?.children.push(entity);
      all[entity.node.within]?.inside.push(entity);
    }
    made.root = all[0] as Entity;
    return made;
  }

  /** What each word says: made when it is asked for, because many comparisons have nothing that they must tell apart. */
  private get weights(): Float64Array {
    this.#weights ??= this.inverseFrequencies();
    return this.#weights;
  }

  /**
   * idf(word) = log(1 + n / n_word) over the functions and types of both versions (RefDiff 2.0), also those that are
   * left out of the trees because both versions have them.
   */
  private inverseFrequencies(): Float64Array {
    const found = new Float64Array(this.ids.size);
    const seen = new Int32Array(this.ids.size).fill(-1);
    let n = 0;
    for (const file of [...this.before, ...this.after]) {
      for (const { node } of file.all) {
        if (node.kind === 'variable') continue;
        if (node.kind === 'type' && node.bodyLast - node.bodyFirst > 4000) continue;
        n++;
        for (let at = node.first; at < node.last; at++) {
          const id = file.tokens[at] as number;
          if (seen[id] !== n) {
            seen[id] = n;
            found[id] = (found[id] ?? 0) + 1;
          }
        }
      }
    }
    for (const { leftOut } of this.after) {
      for (const code of leftOut?.code() ?? []) {
        n += 2;
        for (let at = 0; at < code.length; ) {
          const kind = kindOf(code.charCodeAt(at));
          const end = kind === NOTHING ? at + 1 : endOfWord(code, at, kind);
          const id = kind === NOTHING ? undefined : this.ids.get(code.slice(at, end));
          if (id !== undefined && seen[id] !== n) {
            seen[id] = n;
            found[id] = (found[id] ?? 0) + 2;
          }
          at = end;
        }
      }
    }
    return found.map((count) => Math.log(1 + n / Math.max(1, count)));
  }
}
