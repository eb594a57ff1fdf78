import type { Repository } from '../git/repository.js';
import type { Judgement } from '../model/judgement.js';
import type { Settings } from '../model/settings.js';
import { judgeChanges, withReview } from './judge-changes.js';
import { beginFor, JudgingMemory } from './judging-memory.js';
import { KeptJudgements } from './kept-judgements.js';
import { KeptResults } from './kept-results.js';
import { loadSettings } from './load-settings.js';
import type { ReviewFile } from './review-file.js';
import { ReviewSnapshots } from './review-snapshots.js';

export interface AnalysisOptions {
  /** A branch's name; null for the default branch. */
  readonly branch: string | null;
  /** Only changes merged on this day or later, `YYYY-MM-DD`; null for all. */
  readonly since: string | null;
  /** Told after every change. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Told what is wrong in the configuration, a line each. */
  readonly onProblem?: (problem: string) => void;
  /** Told once what the repository says of itself. */
  readonly onSettings?: (settings: Settings) => void;
  /** A folder in which what was found is kept for the next run; null or left out: nothing is kept. */
  readonly keepIn?: string | null;
  /** What people said of pull requests; null or left out: nothing is known of it. */
  readonly reviews?: Pick<ReviewFile, 'of'> | null;
  /** Seconds since 1970, UTC, for which the report is made; the clock's where it is left out. */
  readonly now?: number;
}

/** Judges every change of a branch, oldest first. */
export async function* judgeRepository(
  repository: Repository,
  { branch, since, onProgress, onProblem, onSettings, keepIn = null, reviews = null }: AnalysisOptions,
): AsyncGenerator<Judgement> {
  const head =
    branch === null ? (await repository.defaultBranch()).head : await repository.resolveBranch(branch);
  const { settings, problems } = await loadSettings(repository, head);
  for (const problem of problems) onProblem?.(problem);
  onSettings?.(settings);
  const isBot = (name: string): boolean => settings.bots.some((pattern) => pattern.matches(name));
  const { changes } = await repository.history({ branch, isBot });
  const from = since === null ? Number.NEGATIVE_INFINITY : Date.parse(`${since}T00:00:00Z`) / 1000;
  const wanted = changes.filter(({ mergedAt }) => mergedAt >= from);
  const snapshots = reviews && new ReviewSnapshots(repository, (number) => reviews.of(number));
  let done = 0;
  const told = (judgement: Judgement): Judgement => {
    done += 1;
    onProgress?.(done, wanted.length);
    return judgement;
  };
  // In a clone that may lack files more may be found the next time.
  const judgements =
    keepIn === null || repository.partial
      ? null
      : new KeptJudgements(keepIn, repository.path, wanted, settings);
  const kept = keepIn === null ? null : new KeptResults(keepIn, repository.path);
  try {
    const known = judgements?.known ?? 0;
    const begin = beginFor(wanted, known);
    const memory = new JudgingMemory();
    for (const [place, change] of wanted.slice(0, known).entries()) {
      const judged = judgements?.get(change) ?? null;
      if (judged === null) throw new Error(`nothing is known of ${change.id} any more`);
      if (place < begin) memory.tell(change, judged);
      yield told(withReview(change, judged, (await snapshots?.of(change)) ?? null));
    }
    if (known === wanted.length) return;
    const options = { kept, judgements, memory, reviews: snapshots };
    for await (const judgement of judgeChanges(repository, wanted.slice(begin), settings, options))
      yield told(judgement);
  } finally {
    judgements?.close();
    kept?.close();
  }
}
