import * as refactoring from '../analyses/refactoring/index.js';
import * as reviewFeedback from '../analyses/review-feedback/index.js';
import { type EarlierPull, judge, roleOf, type Step } from '../analyses/test-first/index.js';
import type { Repository } from '../git/repository.js';
import type { Change } from '../model/change.js';
import type { ReworkedLines } from '../model/delivery.js';
import type { CommitEdits } from '../model/file-edit.js';
import type { Judgement } from '../model/judgement.js';
import type { ReviewSnapshot } from '../model/review.js';
import type { Settings } from '../model/settings.js';
import { ComparePool } from './compare-pool.js';
import { type Found, RefactoringFinder } from './find-refactorings.js';
import { JudgingMemory } from './judging-memory.js';
import type { JudgedCode, KeptJudgements } from './kept-judgements.js';
import type { KeptResults } from './kept-results.js';
import { isGenerated, leavesOut } from './left-out.js';
import { CloserLook, type Looked } from './look-closer.js';
import { isIndexFile } from './read-index-files.js';
import { readSteps } from './read-steps.js';
import type { ReviewSnapshots } from './review-snapshots.js';
import { type MovedLines, ReworkedLinesReader } from './reworked-lines.js';

/** How many changes are looked at closer ahead, so that git and we work at the same time. */
const AHEAD = 24;

interface Reading {
  readonly change: Change;
  /** Its steps with all that linking needs; read while earlier changes are judged. */
  readonly looked: Promise<Looked>;
  /** What each of its commits refactored, and what they did together; found while earlier changes are judged. */
  readonly compared: Promise<ComparedChange>;
  readonly net: ReadonlySet<string> | null;
  readonly earlier: readonly EarlierPull[];
  readonly lines: ReworkedLines | null;
  readonly paths: readonly string[];
  /** What people said of it; null where that is not known. */
  readonly review: Promise<ReviewSnapshot | null>;
  readonly linesByHand: number;
  /** Of its paths, whether people or machines wrote them; as far as somebody looked. */
  readonly byHand: ReadonlyMap<string, boolean>;
  readonly known: null;
}

/** A change of which all was said before: it is read for what comes after it. */
interface Known {
  readonly change: Change;
  readonly known: JudgedCode;
}

interface ComparedChange {
  readonly commits: readonly { readonly sha: string; readonly subject: string; readonly compared: Found }[];
  readonly net: Found | null;
  readonly changedLines: number;
}

/** Only where several commits make one change can something be done and undone within it. */
const needsNet = ({ commits, base, origin }: Change): boolean =>
  base !== null && commits.length > 1 && origin !== 'push';

interface JudgeOptions {
  readonly kept?: KeptResults | null;
  /** What is known of the first of them: those are read for what follows, and not judged. Told of the others. */
  readonly judgements?: KeptJudgements | null;
  /** Where a history is judged in parts, the same for all of them. */
  readonly memory?: JudgingMemory;
  /** What people said of changes; left out where no reviews are known. */
  readonly reviews?: Pick<ReviewSnapshots, 'of'> | null;
}

/** Judges changes in their order, reading their commits from one stream; those that are known are passed over. */
export async function* judgeChanges(
  repository: Repository,
  changes: readonly Change[],
  settings: Settings,
  { kept = null, judgements = null, memory = new JudgingMemory(), reviews = null }: JudgeOptions = {},
): AsyncGenerator<Judgement> {
  const pool = new ComparePool();
  const isProduction = (path: string): boolean => roleOf(path, settings).role === 'production';
  const finder = new RefactoringFinder(repository, pool, {
    leavesOut: leavesOut(settings),
    isGenerated,
    kept,
  });
  const window: (Reading | Known)[] = [];
  const finish = async (reading: Reading | Known): Promise<Judgement[]> => {
    const { change } = reading;
    const judged = reading.known ?? (await judgedCode(reading));
    memory.tell(change, judged);
    if (reading.known !== null) return [];
    judgements?.set(change, judged);
    return [withReview(change, judged, await reading.review)];
  };
  const judgedCode = async (reading: Reading): Promise<JudgedCode> => {
    const { change, net, earlier, lines, paths, looked, compared, linesByHand } = reading;
    const found = await looked;
    const comparison = await compared;
    const refactorings = new Set(
      comparison.commits
        .filter((commit) => onlyRefactors(commit.compared, isProduction))
        .map(({ sha }) => sha),
    );
    const knownTest = (path: string): string | null => memory.covered.get(path) ?? null;
    const finding = judge({ ...found, change, net, earlier, refactorings, knownTest, settings });
    const sinceTestFirst = memory.sinceTestFirst(change, finding);
    const findings = [finding, refactoring.judge({ change, ...comparison, sinceTestFirst })];
    const whose = (hand: boolean): number[] =>
      [...paths.keys()].filter((at) => reading.byHand.get(paths[at] ?? '') === hand);
    return { findings, paths, lines, linesByHand, byHand: whose(true), byMachine: whose(false) };
  };
  try {
    const given = { finder, memory, reviews, judgements };
    for await (const reading of readings(repository, changes, settings, given)) {
      window.push(reading);
      const oldest = window.length >= AHEAD ? window.shift() : undefined;
      if (oldest !== undefined) yield* await finish(oldest);
    }
    for (const reading of window) yield* await finish(reading);
  } finally {
    await finder.close();
    await pool.close();
  }
}

/** Whether a commit does nothing but refactor the code that is no test. */
const onlyRefactors = (found: Found, isProduction: (path: string) => boolean): boolean =>
  refactoring.onlyRefactors(found, isProduction) &&
  !found.files.some((file) => isProduction(file.path) && didMostlyOther(file)) &&
  !found.notAnalysed.some(({ file }) => isProduction(file));

/** A few words may be left of a refactoring; where they are most of what a file changed, they are its change. */
const didMostlyOther = ({ changed, left }: Found['files'][number]): boolean => left > changed / 2;

/** A change with what is said of its code and of its review. @param review null where none is known */
export function withReview(
  change: Change,
  { findings, paths, lines, linesByHand }: JudgedCode,
  review: ReviewSnapshot | null,
): Judgement {
  if (review === null) return { change, findings, paths, lines, people: null };
  const changedLines = change.cutOff ? null : linesByHand;
  return {
    change,
    findings: [...findings, reviewFeedback.judge(review, { ...change, changedLines })],
    paths,
    lines,
    people: reviewFeedback.reviewersOf(review.conversation),
  };
}

interface Given extends Required<Pick<JudgeOptions, 'memory' | 'reviews' | 'judgements'>> {
  readonly finder: RefactoringFinder;
}

/** Joins the streams of edits with the changes that they belong to. */
async function* readings(
  repository: Repository,
  changes: readonly Change[],
  settings: Settings,
  { finder, memory: { recent, pulls, generated }, reviews, judgements }: Given,
): AsyncGenerator<Reading | Known> {
  const closer = new CloserLook(repository);
  const commits = changes.flatMap(({ commits: own, cutOff }) => own.map(({ sha }) => ({ sha, cutOff })));
  const read = readSteps(repository, commits, settings, generated);
  const names = repository.names(netPairs(changes))[Symbol.asyncIterator]();
  const why = leavesOut(settings);
  const reworked = new ReworkedLinesReader(repository, changes, why);
  try {
    for (const [place, change] of changes.entries()) {
      const known = judgements?.get(change) ?? null;
      const steps: Step[] = [];
      const moves: (readonly MovedLines[])[] = [];
      let changedLines = 0;
      let linesByHand = 0;
      const paths = new Set<string>();
      const byHand = new Map<string, boolean>();
      const comparing: Promise<ComparedChange['commits'][number]>[] = [];
      for (const commit of change.commits) {
        const { touches, leftOut, indexFiles, versions, lines, moved } = await next(read, commit.sha);
        const { sha, subject } = commit;
        // What a bot did is not judged, nor what is not known, nor once more what is.
        const compared = finder.of(known !== null || change.bot || change.cutOff ? [] : versions);
        // As below: it is awaited later.
        const named = compared.then((found) => ({ sha, subject, compared: found }));
        named.catch(() => {});
        comparing.push(named);
        changedLines += lines;
        moves.push(moved);
        for (const file of moved) if (!isByMachine(why(file.path))) linesByHand += linesOf(file);
        for (const { path, before, byHand: is } of versions) {
          paths.add(path).add(before ?? path);
          if (is !== undefined) byHand.set(path, is);
        }
        for (const path of indexFiles) closer.tell(path, place);
        steps.push({ commit, touches, leftOut });
      }
      const netEdits = needsNet(change) ? await next(names, change.id) : null;
      const net = netEdits === null ? null : netFiles(netEdits);
      // Those too that only the merge itself edited.
      for (const { path } of netEdits?.edits ?? []) if (isIndexFile(path)) closer.tell(path, place);
      const together = netEdits === null || change.bot || known !== null ? null : finder.of(netEdits.edits);
      together?.catch(() => {});
      const compared = Promise.all([Promise.all(comparing), together]).then(
        ([commits, netFound]): ComparedChange => ({ commits, net: netFound, changedLines }),
      );
      compared.catch(() => {});
      const before = change.origin === 'push' ? recent.before(change) : [];
      recent.add(change, steps);
      const earlier = pulls.before(change);
      pulls.add(change, steps);
      const lines = await reworked.of(change, moves);
      if (known !== null) {
        yield { change, known };
        continue;
      }
      const looked = closer.at(change, place, before, steps, settings);
      // It is awaited later; until then a failure must not count as unhandled.
      looked.catch(() => {});
      const review = reviews?.of(change) ?? Promise.resolve(null);
      review.catch(() => {});
      const own = { paths: [...paths], byHand, lines, linesByHand };
      yield { change, known, looked, compared, net, earlier, ...own, review };
    }
  } finally {
    await Promise.all([read.return(undefined), names.return?.(), reworked.close()]);
  }
}

/** What nobody reads line by line in a review, by why it is left out elsewhere. */
const isByMachine = (why: string | null): boolean =>
  why !== null && /^(?:generated|vendored|lock file|snapshot|excluded\b)/.test(why);

const linesOf = ({ added, removedAt }: MovedLines): number =>
  [...added, ...removedAt].reduce((sum, n, at) => sum + (at % 2 === 1 ? n : 0), 0);

function* netPairs(changes: readonly Change[]): Generator<string> {
  for (const change of changes) if (needsNet(change)) yield `${change.id} ${change.base}`;
}

async function next<T extends { readonly sha: string }>(stream: AsyncIterator<T>, sha: string): Promise<T> {
  const { done, value } = await stream.next();
  if (done || value.sha !== sha)
    throw new Error(`expected what ${sha} changed, got ${done ? 'none' : value.sha}`);
  return value;
}

const netFiles = ({ edits }: CommitEdits): ReadonlySet<string> =>
  new Set(edits.filter(({ status }) => status !== 'deleted').map(({ path }) => path));
