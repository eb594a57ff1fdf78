import { judge, type Step } from '../analyses/test-first/index.js';
import type { Repository } from '../git/repository.js';
import type { Change } from '../model/change.js';
import type { CommitEdits } from '../model/file-edit.js';
import type { TestFirstFinding } from '../model/finding.js';
import type { Judgement } from '../model/judgement.js';
import type { Settings } from '../model/settings.js';
import { IndexReader } from './read-index-files.js';
import { Generated, readStep } from './read-steps.js';

/** For a push: how many commits of its author, how long before it, may hold its test (3-test-first, A5). */
const WINDOW_COMMITS = 5;
const WINDOW_SECONDS = 24 * 60 * 60;

/** How many changes are read ahead, so that git and we work at the same time. */
const AHEAD = 24;

/** A commit whose own words say that it only refactors; a detector will say it better. */
const SAYS_REFACTORING = /^(?:refactor(?:\([^)]{0,80}\))?!?:|\[?REFACTOR(?:ING)?\]?\b)/;

interface Reading {
  readonly change: Change;
  readonly steps: Promise<Step[]>;
  readonly net: ReadonlySet<string> | null;
}

/** Only where several commits make one change can something be done and undone within it. */
const needsNet = ({ commits, base, origin }: Change): boolean =>
  base !== null && commits.length > 1 && origin !== 'push';

/**
 * Judges changes in their order, reading their commits from one stream. The state that a judgement needs of those
 * before it (who committed what lately, which test covers which file) is kept here.
 */
export async function* judgeChanges(
  repository: Repository,
  changes: readonly Change[],
  settings: Settings,
): AsyncGenerator<Judgement> {
  const recent = new RecentSteps();
  const covered = new Map<string, string>();
  const index = new IndexReader(repository);
  const window: Reading[] = [];
  const finish = async (reading: Reading): Promise<Judgement> => {
    const { change, net } = reading;
    const steps = await reading.steps;
    const before = change.origin === 'push' ? recent.before(change) : [];
    const looked = await index.forChange(change, before, steps, settings);
    const knownTest = (path: string): string | null => covered.get(path) ?? null;
    const refactorings = new Set(
      steps.filter(({ commit }) => SAYS_REFACTORING.test(commit.subject)).map(({ commit }) => commit.sha),
    );
    const finding = judge({ ...looked, change, net, refactorings, knownTest, settings });
    remember(finding, covered);
    recent.add(change, steps);
    return { change, findings: [finding] };
  };
  for await (const reading of readings(repository, changes, settings)) {
    window.push(reading);
    const oldest = window.length >= AHEAD ? window.shift() : undefined;
    if (oldest !== undefined) yield await finish(oldest);
  }
  for (const reading of window) yield await finish(reading);
}

/** Which test covers which file, as far as changes have shown. */
function remember({ units }: TestFirstFinding, covered: Map<string, string>): void {
  for (const { file, test, linkedBy } of units) {
    if (test !== null && linkedBy !== 'package') covered.set(file, test);
  }
}

/** Joins the streams of edits with the changes that they belong to. */
async function* readings(
  repository: Repository,
  changes: readonly Change[],
  settings: Settings,
): AsyncGenerator<Reading> {
  const generated = new Generated();
  const edits = repository.edits(commitNames(changes))[Symbol.asyncIterator]();
  const names = repository.names(netPairs(changes))[Symbol.asyncIterator]();
  try {
    for (const change of changes) {
      const steps: Promise<Step>[] = [];
      for (const commit of change.commits) {
        const own = await next(edits, commit.sha);
        // The edits of a shallow clone's last commit are the whole tree: not what it changed.
        steps.push(
          readStep(
            repository,
            commit,
            change.cutOff ? { sha: commit.sha, edits: [] } : own,
            settings,
            generated,
          ),
        );
      }
      const net = needsNet(change) ? netFiles(await next(names, change.id)) : null;
      const all = Promise.all(steps);
      // It is awaited later; until then a failure must not count as unhandled.
      all.catch(() => {});
      yield { change, steps: all, net };
    }
  } finally {
    await Promise.all([edits.return?.(), names.return?.()]);
  }
}

function* commitNames(changes: readonly Change[]): Generator<string> {
  for (const { commits } of changes) for (const { sha } of commits) yield sha;
}

function* netPairs(changes: readonly Change[]): Generator<string> {
  for (const change of changes) if (needsNet(change)) yield `${change.id} ${change.base}`;
}

async function next(stream: AsyncIterator<CommitEdits>, sha: string): Promise<CommitEdits> {
  const { done, value } = await stream.next();
  if (done || value.sha !== sha)
    throw new Error(`expected the edits of ${sha}, got ${done ? 'none' : value.sha}`);
  return value;
}

const netFiles = ({ edits }: CommitEdits): ReadonlySet<string> =>
  new Set(edits.filter(({ status }) => status !== 'deleted').map(({ path }) => path));

/** What each author committed lately, as far back as a push may look. */
class RecentSteps {
  readonly #byAuthor = new Map<string, Step[]>();
  #added = 0;

  before({ author, mergedAt }: Change): Step[] {
    const steps = this.#byAuthor.get(author) ?? [];
    return steps.filter(({ commit }) => Math.abs(mergedAt - commit.committedAt) <= WINDOW_SECONDS);
  }

  add(change: Change, steps: readonly Step[]): void {
    for (const step of steps) {
      const own = this.#byAuthor.get(step.commit.author) ?? [];
      own.push(step);
      own.splice(0, Math.max(0, own.length - WINDOW_COMMITS));
      this.#byAuthor.set(step.commit.author, own);
    }
    this.#added += 1;
    if (this.#added % 64 === 0) this.#prune(change.mergedAt);
  }

  /** Authors who have not committed for longer than the window are let go. */
  #prune(now: number): void {
    for (const [author, steps] of this.#byAuthor) {
      const last = steps.at(-1)?.commit.committedAt ?? 0;
      if (now - last > WINDOW_SECONDS) this.#byAuthor.delete(author);
    }
  }
}
