import type { ChangePoint, ChangePointOptions } from './change-points.js';
import { joined, type Sample, sampleOf } from './sample.js';
import { tTest } from './student.js';
import { Tournament } from './tournament.js';

/**
 * Takes the weakest change away, and joins what it kept apart, until all that are left are significant and large
 * enough. The weakest is the least significant one, or when all are significant the smallest.
 *
 * @param indexes where changes may be, ascending
 */
export function weedOut(
  values: readonly number[],
  indexes: readonly number[],
  { maxP, minMagnitude }: ChangePointOptions,
): ChangePoint[] {
  const ends = [0, ...indexes, values.length];
  const stretches = ends.slice(1).map((end, at) => sampleOf(values, ends[at] ?? 0, end));
  let changes = indexes.map(
    (index, at): Change => changeAt(index, stretches[at] as Sample, stretches[at + 1] as Sample),
  );
  const doubts = new Tournament(changes.map(({ p }) => p));
  const smallness = new Tournament(changes.map(({ magnitude }) => -magnitude));
  const neighbours = new Neighbours(changes.length);
  const put = (at: number | null, change: (old: Change) => Change): void => {
    const old = at === null ? undefined : changes[at];
    if (at === null || old === undefined) return;
    const fresh = change(old);
    changes[at] = fresh;
    doubts.set(at, fresh.p);
    smallness.set(at, -fresh.magnitude);
  };
  for (;;) {
    if (doubts.greatest === -Infinity) return [];
    const doubtful = doubts.greatest >= maxP;
    if (!doubtful && -smallness.greatest > minMagnitude) break;
    const weakest = (doubtful ? doubts : smallness).at;
    const { before, after } = changes[weakest] as Change;
    const whole = joined(before, after);
    doubts.set(weakest, -Infinity);
    smallness.set(weakest, -Infinity);
    const { previous, next } = neighbours.leave(weakest);
    put(previous, (old) => changeAt(old.index, old.before, whole));
    put(next, (old) => changeAt(old.index, whole, old.after));
  }
  changes = changes.filter((_, at) => neighbours.has(at));
  return changes.map(({ index, p, before, after }) => ({ index, p, before: before.mean, after: after.mean }));
}

interface Change {
  readonly index: number;
  readonly before: Sample;
  readonly after: Sample;
  readonly p: number;
  readonly magnitude: number;
}

const changeAt = (index: number, before: Sample, after: Sample): Change => ({
  index,
  before,
  after,
  p: tTest(before, after),
  magnitude: Math.max(relative(before.mean, after.mean), relative(after.mean, before.mean)),
});

/** A change from nothing has no ratio; its way back has. */
const relative = (from: number, to: number): number => (from === 0 ? 0 : Math.abs(to / from - 1));

/** Who stands next to whom while some leave: a list linked both ways. */
class Neighbours {
  readonly #previous: Int32Array;
  readonly #next: Int32Array;
  readonly #gone: Uint8Array;

  constructor(length: number) {
    this.#previous = Int32Array.from({ length }, (_, at) => at - 1);
    this.#next = Int32Array.from({ length }, (_, at) => (at + 1 < length ? at + 1 : -1));
    this.#gone = new Uint8Array(length);
  }

  has(at: number): boolean {
    return this.#gone[at] === 0;
  }

  /** @returns those who are next to each other now; null where there is nobody */
  leave(at: number): { readonly previous: number | null; readonly next: number | null } {
    const [previous = -1, next = -1] = [this.#previous[at], this.#next[at]];
    this.#gone[at] = 1;
    if (previous >= 0) this.#next[previous] = next;
    if (next >= 0) this.#previous[next] = previous;
    return { previous: previous >= 0 ? previous : null, next: next >= 0 ? next : null };
  }
}
