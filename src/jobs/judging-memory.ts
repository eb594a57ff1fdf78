import type { EarlierPull, Step } from '../analyses/test-first/index.js';
import type { Change } from '../model/change.js';
import type { TestFirstFinding } from '../model/finding.js';
import { YOUNG } from '../trends/line-ages.js';
import type { JudgedCode } from './kept-judgements.js';
import { Generated } from './read-steps.js';

/** For a push: how many commits of its author, how long before it, may hold its test (3-test-first, A5). */
const WINDOW_COMMITS = 5;
const WINDOW_SECONDS = 24 * 60 * 60;

/** For a pull request: how long before it its author's earlier one may have brought its test (3-test-first, A4.11). */
const STACKED_SECONDS = 7 * 24 * 60 * 60;

/** So many seconds a judgement looks back; what it takes from before that is in `JudgingMemory`. */
const LOOKS_BACK = Math.max(WINDOW_SECONDS, STACKED_SECONDS, YOUNG);

/** What a judgement needs of the changes before it; it is filled as changes are judged. */
export class JudgingMemory {
  /** Which test covers which file, as far as changes have shown. */
  readonly covered = new Map<string, string>();
  readonly recent = new RecentSteps();
  readonly pulls = new RecentPulls();
  /** Which files machines made. */
  readonly generated = new Generated();
  /** Commits since the last change that was made test first; null before the first. */
  #sinceTestFirst: number | null = null;

  /** Told what was said of each change, in their order. */
  tell(change: Change, { findings, paths, byHand, byMachine }: JudgedCode): void {
    for (const at of byHand) this.generated.tell(paths[at] ?? '', false);
    for (const at of byMachine) this.generated.tell(paths[at] ?? '', true);
    for (const finding of findings) {
      if (finding.practice !== 'test-first') continue;
      for (const { file, test, linkedBy } of finding.units)
        if (test !== null && linkedBy !== 'package') this.covered.set(file, test);
      this.#sinceTestFirst = this.sinceTestFirst(change, finding);
    }
  }

  /** How many commits after one that was made test first a change is; 0: it is one itself, null: none was before it. */
  sinceTestFirst({ commits }: Change, finding: TestFirstFinding): number | null {
    if (finding.class === 'first') return 0;
    return this.#sinceTestFirst === null ? null : this.#sinceTestFirst + Math.max(1, commits.length);
  }
}

/**
 * Where judging has to begin so that what is said of changes from a place on is what is said where all are judged: a
 * memory that was told of those before has the rest.
 *
 * @param from the place of the first change of which something is to be said
 */
export function beginFor(changes: readonly Change[], from: number): number {
  const earliest = changes.slice(from).reduce((least, { mergedAt }) => Math.min(least, mergedAt), Infinity);
  const isBefore = ({ mergedAt, commits }: Change): boolean =>
    [mergedAt, ...commits.map(({ committedAt }) => committedAt)].every((at) => at <= earliest - LOOKS_BACK);
  const first = changes.findIndex((change, place) => place >= from || !isBefore(change));
  // One more: a history that begins somewhere knows the ages of lines when it has looked back once.
  return Math.max(0, first - 1);
}

/** So many changes are added before those who have not committed for long are let go. */
const SWEEP = 64;

/**
 * When the last changes came. When people are let go depends on where judging began, so it is done late and by the
 * earliest of some dates: neither one that is far ahead nor a clock that goes back a little changes what is said.
 */
class Lately {
  #dates: number[] = [];

  /** The earliest of the last dates, now and then; otherwise null. */
  add(date: number): number | null {
    this.#dates.push(date);
    if (this.#dates.length < SWEEP) return null;
    const earliest = this.#dates.reduce((least, at) => Math.min(least, at));
    this.#dates = [];
    return earliest;
  }
}

interface Recent {
  readonly at: number;
  readonly step: Step;
}

/** What each author committed lately, as far back as a push may look. */
class RecentSteps {
  readonly #byAuthor = new Map<string, Recent[]>();
  readonly #lately = new Lately();

  before({ author, mergedAt }: Change): Step[] {
    const own = this.#byAuthor.get(author) ?? [];
    return own.filter(({ at }) => Math.abs(mergedAt - at) <= WINDOW_SECONDS).map(({ step }) => step);
  }

  add({ commits, mergedAt }: Change, steps: readonly Step[]): void {
    for (const [place, { author, committedAt }] of commits.entries()) {
      const step = steps[place];
      if (step === undefined) continue;
      const own = [...(this.#byAuthor.get(author) ?? []), { at: committedAt, step }];
      this.#byAuthor.set(author, own.slice(-WINDOW_COMMITS));
    }
    const earliest = this.#lately.add(mergedAt);
    if (earliest === null) return;
    for (const [author, own] of this.#byAuthor)
      if (earliest - (own.at(-1)?.at ?? 0) > LOOKS_BACK) this.#byAuthor.delete(author);
  }
}

interface MergedPull extends EarlierPull {
  readonly at: number;
}

/** The pull requests that each author had merged in the last week: what they did to tests and code. */
class RecentPulls {
  readonly #byAuthor = new Map<string, readonly MergedPull[]>();
  readonly #lately = new Lately();

  /** Newest first. */
  before({ kind, author, mergedAt }: Change): readonly EarlierPull[] {
    return kind === 'push' ? [] : this.#of(author, mergedAt);
  }

  add({ kind, author, mergedAt, number, id }: Change, steps: readonly Step[]): void {
    if (kind === 'push') return;
    const touches = steps.flatMap((step) =>
      step.touches.filter(({ tests, executable }) => tests || executable),
    );
    if (touches.length === 0) return;
    const name = number === null ? id.slice(0, 8) : `#${number}`;
    this.#byAuthor.set(author, [{ name, touches, at: mergedAt }, ...this.#of(author, mergedAt)]);
    const earliest = this.#lately.add(mergedAt);
    if (earliest === null) return;
    for (const [known, [newest]] of this.#byAuthor)
      if (earliest - (newest?.at ?? 0) > LOOKS_BACK) this.#byAuthor.delete(known);
  }

  #of(author: string, now: number): readonly MergedPull[] {
    return (this.#byAuthor.get(author) ?? []).filter(({ at }) => Math.abs(now - at) <= STACKED_SECONDS);
  }
}
