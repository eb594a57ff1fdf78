import type { Repository } from '../git/repository.js';
import type { Change } from '../model/change.js';
import type { ReworkedLines } from '../model/delivery.js';
import type { CommitEdits, FileEdit } from '../model/file-edit.js';
import { LineAges, YOUNG } from '../trends/line-ages.js';

/** What of an edit moves lines. */
export type MovedLines = Pick<FileEdit, 'path' | 'before' | 'entry' | 'binary' | 'removedAt' | 'added'>;

/**
 * Rework is shown beside the practices of now. Asking for what every merge of a long history did in all took a seventh
 * of the time of an analysis whose refactorings are known already; for two years it is lost in the noise.
 */
const SINCE = 104 * 7 * 24 * 60 * 60;

/**
 * Tells of changes, in first-parent order, how many lines of code went and how many of those were young. What a change
 * did in all is asked of git only where it is not what its only commit did: one more process, for merges and for
 * squashes whose commits are known.
 */
export class ReworkedLinesReader {
  readonly #ages = new LineAges();
  readonly #net: AsyncIterator<CommitEdits>;
  readonly #leavesOut: (path: string) => string | null;
  readonly #followed: ReadonlySet<Change>;
  readonly #isKnown: (change: Change) => boolean;

  /** @param changes all that will be asked for, oldest first */
  constructor(
    repository: Repository,
    changes: readonly Change[],
    leavesOut: (path: string) => string | null,
  ) {
    this.#leavesOut = leavesOut;
    const followed = followedOf(changes);
    this.#followed = new Set(followed);
    this.#isKnown = linesKnown(changes);
    this.#net = repository.net(netPairs(followed))[Symbol.asyncIterator]();
  }

  /**
   * @param own what each of its commits did
   * @returns null where the ages of lines are not known
   */
  async of(change: Change, own: readonly (readonly MovedLines[])[]): Promise<ReworkedLines | null> {
    if (!this.#followed.has(change)) return null;
    const files = isNet(change) ? (own[0] ?? []) : (await this.#read(change)).edits;
    const code = files.filter(({ entry, path }) => entry === 'file' && this.#leavesOut(path) === null);
    const lines = this.#ages.change(code, change.mergedAt);
    return this.#isKnown(change) ? lines : null;
  }

  async #read({ id }: Change): Promise<CommitEdits> {
    const { done, value } = await this.#net.next();
    if (done || value.sha !== id)
      throw new Error(`expected what ${id} changed, got ${done ? 'none' : value.sha}`);
    return value;
  }

  async close(): Promise<void> {
    await this.#net.return?.();
  }
}

/** What is told is told of changes from then on, in seconds since 1970. */
const wantedFrom = (changes: readonly Change[]): number => (changes.at(-1)?.mergedAt ?? 0) - SINCE;

function followedOf(changes: readonly Change[]): Change[] {
  const wanted = wantedFrom(changes);
  return changes.slice(changes.findIndex(({ mergedAt }) => mergedAt >= wanted - YOUNG)).filter(isFollowed);
}

/**
 * Of which changes the ages of lines are known, by all that are asked for, oldest first. Where those are not the whole
 * history, it is not known what was young before the first of them.
 */
export function linesKnown(changes: readonly Change[]): (change: Change) => boolean {
  const [first] = changes;
  const isWhole = first === undefined || (first.base === null && !first.cutOff);
  const wanted = wantedFrom(changes);
  const from = isWhole ? wanted : Math.max(wanted, first.mergedAt + YOUNG);
  const followed = new Set(followedOf(changes));
  return (change) => followed.has(change) && change.mergedAt >= from;
}

/** A range that is not merged has no place among the others, and where a shallow clone ends nothing is known. */
const isFollowed = ({ origin, cutOff }: Change): boolean => origin !== 'range' && !cutOff;

/** Whether its only commit stands on what the change stands on. */
const isNet = ({ commits, base }: Change): boolean =>
  commits.length === 1 && (commits[0]?.parents[0] ?? null) === base;

function* netPairs(changes: readonly Change[]): Generator<string> {
  for (const change of changes) {
    if (isNet(change)) continue;
    yield change.base === null ? change.id : `${change.id} ${change.base}`;
  }
}
