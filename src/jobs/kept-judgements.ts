import { createHash } from 'node:crypto';
import type { Change } from '../model/change.js';
import type { RefactoringFinding, TestFirstFinding } from '../model/finding.js';
import type { Judgement } from '../model/judgement.js';
import type { Settings } from '../model/settings.js';
import { KeptLines, versionOf } from './kept-lines.js';
import { GRAMMARS, PASSING } from './kept-results.js';
import { linesKnown } from './reworked-lines.js';

/** All that decides what is said of a change: our own folders and files. */
const DECIDING = ['analyses', 'git', 'jobs', 'model', 'parsing', 'settings', 'trends'];

/** What is said of a change without its reviews, which may come later. */
export interface JudgedCode extends Pick<Judgement, 'findings' | 'paths' | 'lines'> {
  /** Lines that came and went, without those that machines write. */
  readonly linesByHand: number;
  /** Which of its paths people wrote and which machines, by their places; nothing of those of which nobody asked. */
  readonly byHand: readonly number[];
  readonly byMachine: readonly number[];
}

/**
 * What was said of the changes of a branch, kept on disk between runs: neither source text nor anybody's name. What is
 * said of a change depends on those before it and on the configuration, so each is kept under a chain of all of these:
 * another beginning, another order, another configuration is another chain.
 */
export class KeptJudgements {
  readonly #lines: KeptLines;
  readonly #keys: readonly string[];
  readonly #places: ReadonlyMap<Change, number>;
  readonly #isLinesKnown: (change: Change) => boolean;
  #isLasting = true;
  /** Of so many of the first changes all is known. */
  readonly known: number;

  /**
   * @param folder where judgements are kept
   * @param repository what tells the repository from others, as its path
   * @param changes all that are to be judged, oldest first
   */
  constructor(folder: string, repository: string, changes: readonly Change[], settings: Settings) {
    const version = versionOf(DECIDING, GRAMMARS);
    this.#lines = new KeptLines({ folder, repository, kind: 'changes', version });
    this.#keys = chain(changes, settings);
    this.#places = new Map(changes.map((change, place) => [change, place]));
    this.#isLinesKnown = linesKnown(changes);
    this.known = this.#knownOf(changes);
  }

  /** Told of changes in their order. What is known already is not kept once more. */
  set(change: Change, judged: JudgedCode): void {
    const key = this.#keyOf(change);
    if (key === undefined || this.#isKnown(change)) return;
    // What comes after one that may be otherwise the next time may be so, too.
    this.#isLasting &&= lasts(judged);
    if (this.#isLasting) this.#lines.set(key, judged);
  }

  close(): void {
    this.#lines.close();
  }

  /** What is known of a change; null from the first one on of which something has to be found. */
  get(change: Change): JudgedCode | null {
    // It is read anew, because all together would take much memory.
    const kept = this.#isKnown(change) ? this.#read(change) : null;
    return kept === null || this.#isLinesKnown(change) ? kept : { ...kept, lines: null };
  }

  #isKnown(change: Change): boolean {
    return (this.#places.get(change) ?? this.known) < this.known;
  }

  #read(change: Change): JudgedCode | null {
    const key = this.#keyOf(change);
    const kept = key === undefined ? null : this.#lines.get(key);
    return isJudgedCode(kept) ? kept : null;
  }

  #keyOf(change: Change): string | undefined {
    const place = this.#places.get(change);
    return place === undefined ? undefined : this.#keys[place];
  }

  #knownOf(changes: readonly Change[]): number {
    const first = changes.findIndex((change) => {
      const kept = this.#read(change);
      // How old lines are is told for two years up to the head: of an older head they are others.
      return kept === null || (kept.lines === null && this.#isLinesKnown(change));
    });
    return first === -1 ? changes.length : first;
  }
}

function isJudgedCode(kept: unknown): kept is JudgedCode {
  if (typeof kept !== 'object' || kept === null) return false;
  const { findings, paths, lines, linesByHand, byHand, byMachine } = kept as Partial<JudgedCode>;
  return (
    Array.isArray(findings) &&
    findings.every(isFinding) &&
    [paths, byHand, byMachine].every(Array.isArray) &&
    typeof lines === 'object' &&
    typeof linesByHand === 'number'
  );
}

function isFinding(kept: unknown): boolean {
  if (typeof kept !== 'object' || kept === null) return false;
  const { reasons, units, refactorings, notAnalysed } = kept as Partial<
    Omit<TestFirstFinding, 'practice' | 'class'> & Omit<RefactoringFinding, 'practice' | 'class'>
  >;
  const { practice, class: said } = kept as { practice?: unknown; class?: unknown };
  const lists = practice === 'test-first' ? [units] : [refactorings, notAnalysed];
  return typeof said === 'string' && [reasons, ...lists].every(Array.isArray);
}

/** What took too long may be faster the next time, and what is missing may be fetched. */
const lasts = ({ findings }: JudgedCode): boolean =>
  !findings.some(
    (finding) =>
      finding.reasons.some((reason) => PASSING.test(reason)) ||
      ('notAnalysed' in finding && finding.notAnalysed.some(({ why }) => PASSING.test(why))),
  );

/** A key for each change, made of what was before it. Authors are told by their commits. */
function chain(changes: readonly Change[], settings: Settings): string[] {
  let last = JSON.stringify(settings);
  return changes.map(({ author: _, commits, ...own }) => {
    const hash = createHash('sha256').update(last).update(JSON.stringify(own));
    for (const { sha, bot } of commits) hash.update(`${sha}${bot ? ' by a bot' : ''}`);
    last = hash.digest('base64url');
    return last.slice(0, 22);
  });
}
