import { analyses, observationsOf } from '../analyses/index.js';
import type { Repository } from '../git/repository.js';
import type { Change } from '../model/change.js';
import type {
  Finding,
  RefactoringFinding,
  TestFirstClass,
  TestFirstFinding,
  UnitClass,
} from '../model/finding.js';
import type { Judgement } from '../model/judgement.js';
import type { RefactoringType } from '../model/refactoring.js';
import type { RefactoringCounts, ReportRow, RepositoryReport } from '../model/report.js';
import { kindsOf } from '../model/report.js';
import { trendOf } from '../trends/periods.js';
import { judgeChanges } from './judge-changes.js';
import { KeptResults } from './kept-results.js';
import { loadSettings } from './load-settings.js';

export interface AnalysisOptions {
  /** A branch's name; null for the default branch. */
  readonly branch: string | null;
  /** Only changes merged on this day or later, `YYYY-MM-DD`; null for all. */
  readonly since: string | null;
  /** Told after every change. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Told what is wrong in the configuration, a line each. */
  readonly onProblem?: (problem: string) => void;
  /** A folder in which what was found is kept for the next run; null or left out: nothing is kept. */
  readonly keepIn?: string | null;
}

/** So many changes keep their evidence in a report; `holdfast changes` has all of it. */
const WITH_EVIDENCE = 500;

/** Below this share of changes that show an order, the ratio says too little about order (3-test-first, A5). */
const MOSTLY_VISIBLE = 0.5;

/** Judges every change of a branch, oldest first. */
export async function* judgeRepository(
  repository: Repository,
  { branch, since, onProgress, onProblem, keepIn = null }: AnalysisOptions,
): AsyncGenerator<Judgement> {
  const head =
    branch === null ? (await repository.defaultBranch()).head : await repository.resolveBranch(branch);
  const { settings, problems } = await loadSettings(repository, head);
  for (const problem of problems) onProblem?.(problem);
  const isBot = (name: string): boolean => settings.bots.some((pattern) => pattern.matches(name));
  const { changes } = await repository.history({ branch, isBot });
  const from = since === null ? Number.NEGATIVE_INFINITY : Date.parse(`${since}T00:00:00Z`) / 1000;
  const wanted = changes.filter(({ mergedAt }) => mergedAt >= from);
  const kept = keepIn === null ? null : new KeptResults(keepIn, repository.path);
  let done = 0;
  for await (const judgement of judgeChanges(repository, wanted, settings, kept)) {
    done += 1;
    onProgress?.(done, wanted.length);
    yield judgement;
  }
}

/** Judges a branch and puts together what a report says of it. */
export async function analyseRepository(
  repository: Repository,
  options: AnalysisOptions,
): Promise<RepositoryReport> {
  const branch = options.branch === null ? await repository.defaultBranch() : null;
  const name = branch?.name ?? options.branch ?? '';
  const head = branch?.head ?? (await repository.resolveBranch(name));
  const problems: string[] = [];
  const rows: ReportRow[] = [];
  const totals = new RefactoringTotals();
  const observed = new Map<string, { at: number; x: 0 | 1 }[]>();
  const told = {
    ...options,
    onProblem: (problem: string) => problems.push(problem) && options.onProblem?.(problem),
  };
  for await (const { change, findings } of judgeRepository(repository, told)) {
    rows.push(rowOf(change, findings));
    totals.add(refactoringOf(findings));
    // Evidence is let go as newer changes come, so that memory does not grow with the history.
    const old = rows[rows.length - 1 - WITH_EVIDENCE];
    if (old !== undefined) rows[rows.length - 1 - WITH_EVIDENCE] = { ...old, findings: null };
    for (const finding of findings) {
      for (const { indicator, x } of observationsOf(finding)) {
        const own = observed.get(indicator) ?? [];
        own.push({ at: change.mergedAt, x });
        observed.set(indicator, own);
      }
    }
  }
  const counts = countsOf(rows, totals);
  return {
    schemaVersion: 1,
    repository: { name: repository.name, branch: name, head, shallow: repository.shallow },
    since: options.since,
    counts,
    indicators: analyses.flatMap(({ indicators }) =>
      indicators.map((indicator) => ({
        ...indicator,
        ...trendOf(indicator.name, observed.get(indicator.name) ?? []),
      })),
    ),
    notes: [
      ...problems.map((problem) => `${problem} (the defaults were used)`),
      ...notesOn(counts, repository.shallow),
    ],
    changes: rows.reverse(),
  };
}

const CLASSES: readonly UnitClass[] = ['first', 'with', 'after', 'untested'];

function rowOf(change: Change, findings: readonly Finding[]): ReportRow {
  const finding = findings.find((it): it is TestFirstFinding => it.practice === 'test-first');
  const refactoring = refactoringOf(findings);
  const count = (name: UnitClass): number => finding?.units.filter((unit) => unit.class === name).length ?? 0;
  return {
    id: change.id,
    kind: change.kind,
    number: change.number,
    title: change.title,
    mergedAt: new Date(change.mergedAt * 1000).toISOString(),
    commits: change.commits.length,
    class: finding?.class ?? 'not-applicable',
    orderVisible: finding?.orderVisible ?? false,
    stacked: finding?.stacked ?? false,
    units: { first: count('first'), with: count('with'), after: count('after'), untested: count('untested') },
    refactoring: {
      class: refactoring?.class ?? 'not-applicable',
      pure: refactoring?.pure ?? null,
      kinds: kindsOf(refactoring?.refactorings.map(({ type }) => type) ?? []),
    },
    findings,
  };
}

const refactoringOf = (findings: readonly Finding[]): RefactoringFinding | undefined =>
  findings.find((it): it is RefactoringFinding => it.practice === 'refactoring');

/** What is counted while findings pass by: afterwards most of them are let go. */
class RefactoringTotals {
  readonly #types: RefactoringType[] = [];
  #eligible = 0;
  #refactored = 0;
  #changedLines = 0;

  add(finding: RefactoringFinding | undefined): void {
    if (finding === undefined || finding.class === 'not-applicable') return;
    this.#eligible += 1;
    if (finding.class === 'refactored') this.#refactored += 1;
    this.#changedLines += finding.changedLines;
    for (const { type } of finding.refactorings) this.#types.push(type);
  }

  counts(): RepositoryReport['counts']['refactoring'] {
    return {
      eligible: this.#eligible,
      refactored: this.#refactored,
      kinds: kindsOf(this.#types),
      changedLines: this.#changedLines,
    };
  }
}

function countsOf(rows: readonly ReportRow[], totals: RefactoringTotals): RepositoryReport['counts'] {
  const count = (name: TestFirstClass): number => rows.filter((row) => row.class === name).length;
  const eligible = rows.filter((row) => row.class !== 'not-applicable');
  const [first, with_, after, untested] = CLASSES.map(count);
  return {
    changes: rows.length,
    eligible: eligible.length,
    orderVisible: eligible.filter((row) => row.orderVisible).length,
    stacked: eligible.filter((row) => row.stacked).length,
    classes: {
      first: first ?? 0,
      with: with_ ?? 0,
      after: after ?? 0,
      untested: untested ?? 0,
      'not-applicable': rows.length - eligible.length,
    },
    refactoring: totals.counts(),
  };
}

function notesOn(
  { eligible, orderVisible, stacked }: RepositoryReport['counts'],
  shallow: boolean,
): string[] {
  return [
    ...(shallow
      ? [
          'This is a shallow clone: its history ends early, and the changes at its end are not judged. `git fetch --unshallow` brings the rest.',
        ]
      : []),
    ...(eligible === 0 ? ['No change added or changed production code that could be judged.'] : []),
    ...(eligible > 0 && orderVisible / eligible < MOSTLY_VISIBLE
      ? [
          `The order is mostly not visible (${orderVisible} of ${eligible} changes show one): test-first is a lower bound here, and test-accompanied says more.`,
        ]
      : []),
    ...(stacked > 0
      ? [
          `${stacked} ${stacked === 1 ? 'change' : 'changes'} would be test-first if tests counted that came with an earlier pull request of the same author (stacked): told apart here, counted nowhere.`,
        ]
      : []),
  ];
}
