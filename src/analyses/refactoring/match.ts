import type { Comparison, Entity, FileEntities } from './comparison.js';
import {
  derives,
  fileLikelihood,
  functionLikelihood,
  type Likelihood,
  SAME,
  SAME_ELSEWHERE,
  SAME_WITH_HINT,
  SMALL,
  typeLikelihood,
  typeLikelihoodByMembers,
  variableLikelihood,
} from './likelihood.js';

/** Bodies from this many words on say enough to follow them away from their name. */
const LARGE = 50;
/** More unmatched pairs than this are matched only where they have a name, a place or their text in common. */
const MOST_PAIRS = 60_000;
/** So many of a group that has something in common are looked at then. */
const MOST_ALIKE = 100;
/** More pairs than this of the same name in one place are matched in their order. */
const MOST_OVERLOADS = 2_500;
/** So many rejected pairs are remembered. */
const MOST_REJECTED = 10_000;

/** A pair that was looked at and turned down, for explanation. */
export interface Rejected {
  readonly before: Entity;
  readonly after: Entity;
  readonly similarity: number;
}

/** Finds the counterpart of everything that lives on: files, then types, then functions, then variables. */
export function match(comparison: Comparison): { rejected: readonly Rejected[] } {
  const matcher = new Matcher(comparison);
  matcher.files();
  for (const file of comparison.before) if (file.root.match) matcher.members(file.root, file.root.match);
  matcher.types();
  matcher.functions();
  matcher.typesByMembers();
  matcher.variables();
  return { rejected: matcher.rejected };
}

export function pair(before: Entity, after: Entity, similarity: number): void {
  before.match = after;
  after.match = before;
  before.similarity = similarity;
  after.similarity = similarity;
}

/** Undoes the match of an entity and of its members. */
function release(before: Entity): void {
  if (before.match) before.match.match = undefined;
  before.match = undefined;
  for (const child of before.children) release(child);
}

interface Candidate {
  readonly before: Entity;
  readonly after: Entity;
  readonly score: number;
  readonly similarity: number;
}

class Matcher {
  readonly rejected: Rejected[] = [];

  constructor(private readonly comparison: Comparison) {}

  files(): void {
    const { comparison } = this;
    const { before, after } = comparison;
    const byPath = new Map(after.map((file) => [file.path, file]));
    for (const file of before) {
      const same = byPath.get(file.path);
      if (same) pair(file.root, same.root, 1);
    }
    const gone = before.filter((file) => !file.root.match && file.tokens.length > 0);
    const fresh = after.filter((file) => !file.root.match && file.tokens.length > 0);
    this.greedy(
      gone.map((file) => file.root),
      fresh.map((file) => file.root),
      (a, b) => fileLikelihood(comparison, a, b),
    );
  }

  /** Matches the members of two matched containers by kind and name; overloads by what they take and do. */
  members(before: Entity, after: Entity): void {
    const groups = new Map<string, Entity[]>();
    for (const child of after.children) {
      if (child.match) continue;
      const key = `${child.node.kind} ${child.node.name}`;
      const group = groups.get(key);
      if (group) group.push(child);
      else groups.set(key, [child]);
    }
    const same = new Map<string, Entity[]>();
    for (const child of before.children) {
      if (child.match) continue;
      const key = `${child.node.kind} ${child.node.name}`;
      if (!groups.has(key)) continue;
      const list = same.get(key);
      if (list) list.push(child);
      else same.set(key, [child]);
    }
    for (const [key, olds] of same) {
      const news = groups.get(key) ?? [];
      if (olds.length === 1 && news.length === 1) this.take(olds[0] as Entity, news[0] as Entity, 1);
      else this.overloads(olds, news);
    }
  }

  private overloads(olds: readonly Entity[], news: readonly Entity[]): void {
    const { comparison } = this;
    // Those that are as they were, in their order; then by what they take and do; very many by their order alone.
    const same = new Map<string, Entity[]>();
    for (const after of news) {
      const key = comparison.text(after);
      const list = same.get(key);
      if (list) list.push(after);
      else same.set(key, [after]);
    }
    for (const before of olds) {
      const after = same.get(comparison.text(before))?.shift();
      if (after) this.take(before, after, 1);
    }
    const restOld = olds.filter(({ match: other }) => !other);
    const restNew = news.filter(({ match: other }) => !other);
    if (restOld.length * restNew.length > MOST_OVERLOADS) {
      for (const [at, before] of restOld.entries()) {
        const after = restNew[at];
        if (after) this.take(before, after, 1);
      }
      return;
    }
    const candidates: Candidate[] = [];
    restOld.forEach((a, i) => {
      restNew.forEach((b, j) => {
        const likely = comparison.likeness(comparison.parameters(a), comparison.parameters(b));
        const taken = likely === 1 ? 2 : likely;
        const done = comparison.likeness(comparison.body(a), comparison.body(b));
        candidates.push({
          before: a,
          after: b,
          score: taken + done + (i === j ? 0.01 : 0),
          similarity: done,
        });
      });
    });
    candidates.sort((a, b) => b.score - a.score);
    for (const { before, after } of candidates)
      if (!before.match && !after.match) this.take(before, after, 1);
  }

  private take(before: Entity, after: Entity, similarity: number): void {
    pair(before, after, similarity);
    this.members(before, after);
  }

  /**
   * A name that stayed while its content went elsewhere is let go, so that the content can be followed. For a function
   * something else must have come under its name: otherwise its code was cut out of it.
   */
  private followContent(kind: 'type' | 'function'): void {
    const { comparison } = this;
    const like = (one: Entity, other: Entity): number =>
      comparison.likeness(comparison.body(one), comparison.body(other));
    const fresh = unmatched(comparison.after, kind);
    const gone = unmatched(comparison.before, kind);
    if (fresh.length === 0 || (kind === 'function' && gone.length === 0)) return;
    for (const file of comparison.before) {
      for (const before of file.all) {
        const after = before.match;
        if (before.node.kind !== kind || !after || comparison.unchanged(before, after)) continue;
        // What is of another form under the same name is rarely the same thing.
        const enough = kind === 'type' && before.node.form === after.node.form ? LARGE : SMALL;
        if (before.node.last - before.node.first < enough) continue;
        const stayed = comparison.stayed(before, after);
        if (stayed >= SAME) continue;
        const isTaken = (): boolean => gone.some((taker) => like(taker, after) >= SAME_ELSEWHERE);
        const went = fresh.find((other) => {
          const similarity = like(before, other);
          if (other.match || similarity < SAME_ELSEWHERE || similarity < stayed + SAME_WITH_HINT)
            return false;
          // A base that was cut out of a type leaves the type where it was, unless another type took its name.
          const cutOut = derives(after, other) && before.file.root.match !== other.file.root;
          return (kind === 'type' && !cutOut) || isTaken();
        });
        if (went === undefined) continue;
        release(before);
        this.take(before, went, like(before, went));
      }
    }
  }

  types(): void {
    const { comparison } = this;
    this.followContent('type');
    for (let found = true; found; ) {
      const gone = unmatched(comparison.before, 'type');
      const fresh = unmatched(comparison.after, 'type');
      found = this.greedy(gone, fresh, (a, b) => typeLikelihood(comparison, a, b));
    }
  }

  /** A type whose members went to one new type of a like name lives on as that type (RefDiff 2.0, step 5). */
  typesByMembers(): void {
    this.greedy(
      unmatched(this.comparison.before, 'type'),
      unmatched(this.comparison.after, 'type'),
      typeLikelihoodByMembers,
    );
  }

  functions(): void {
    const { comparison } = this;
    this.followContent('function');
    for (let found = true; found; ) {
      const gone = unmatched(comparison.before, 'function');
      const fresh = unmatched(comparison.after, 'function');
      found = this.greedy(gone, fresh, (a, b) => functionLikelihood(comparison, a, b));
    }
  }

  variables(): void {
    const { comparison } = this;
    const level = (entity: Entity): boolean => entity.parent?.node.kind !== 'function';
    const gone = unmatched(comparison.before, 'variable').filter(level);
    const fresh = unmatched(comparison.after, 'variable').filter(level);
    this.greedy(gone, fresh, (a, b) => variableLikelihood(comparison, a, b));
  }

  /** Takes the best pairs first. Returns whether any was taken. */
  private greedy(
    gone: readonly Entity[],
    fresh: readonly Entity[],
    judge: (before: Entity, after: Entity) => Likelihood,
  ): boolean {
    const candidates: Candidate[] = [];
    for (const [before, some] of this.pairsOf(gone, fresh)) {
      for (const after of some) {
        const { score, similarity, ok } = judge(before, after);
        if (ok) candidates.push({ before, after, score, similarity });
        else if (similarity > 0.2 && this.rejected.length < MOST_REJECTED)
          this.rejected.push({ before, after, similarity });
      }
    }
    candidates.sort((a, b) => b.score - a.score);
    // Another round finds more only where what was taken has something inside.
    let any = false;
    for (const { before, after, similarity } of candidates) {
      if (before.match || after.match) continue;
      this.take(before, after, similarity);
      any ||= before.children.some(({ node }) => node.kind !== 'variable');
    }
    return any;
  }

  /** Which pairs are looked at: all, or where these are too many those with a name, a place or a text in common. */
  private *pairsOf(
    gone: readonly Entity[],
    fresh: readonly Entity[],
  ): Generator<readonly [Entity, Iterable<Entity>]> {
    if (gone.length * fresh.length <= MOST_PAIRS) {
      for (const before of gone) yield [before, fresh];
      return;
    }
    const groups = new Map<unknown, Entity[]>();
    const keysOf = (entity: Entity, place: Entity | undefined): unknown[] => [
      `name ${entity.node.name}`,
      `text ${this.comparison.text(entity)}`,
      place,
    ];
    for (const after of fresh) {
      for (const key of keysOf(after, after.parent)) {
        const group = groups.get(key);
        if (group) group.push(after);
        else groups.set(key, [after]);
      }
    }
    for (const before of gone) {
      const some = keysOf(before, before.parent?.match).flatMap(
        (key) => groups.get(key)?.slice(0, MOST_ALIKE) ?? [],
      );
      yield [before, new Set(some)];
    }
  }
}

function unmatched(files: readonly FileEntities[], kind: Entity['node']['kind']): Entity[] {
  return files.flatMap((file) => file.all.filter((entity) => entity.node.kind === kind && !entity.match));
}
