import type { Change } from '../model/change.js';
import type {
  Finding,
  RefactoringFinding,
  TestFirstClass,
  TestFirstFinding,
  UnitClass,
} from '../model/finding.js';
import type { RefactoringType } from '../model/refactoring.js';
import { kindsOf, type ReportRow, type RepositoryReport } from '../model/report.js';
import { ledTo } from './reviews.js';

/** A change as a line of a report, with its evidence. */
export function rowOf(change: Change, findings: readonly Finding[]): ReportRow {
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
    review: reviewOf(findings),
    findings,
  };
}

function reviewOf(findings: readonly Finding[]): ReportRow['review'] {
  const finding = findings.find((it) => it.practice === 'review-feedback');
  if (finding === undefined) return null;
  const { x, n } = ledTo(finding);
  return { class: finding.class, threads: finding.threads.length, asking: n, ledTo: x };
}

const refactoringOf = (findings: readonly Finding[]): RefactoringFinding | undefined =>
  findings.find((it): it is RefactoringFinding => it.practice === 'refactoring');

/** What is counted of refactorings while findings pass by: afterwards most of them are let go. */
export class RefactoringTotals {
  readonly #types: RefactoringType[] = [];
  #eligible = 0;
  #refactored = 0;
  #changedLines = 0;

  add(findings: readonly Finding[]): void {
    const finding = refactoringOf(findings);
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

const CLASSES: readonly UnitClass[] = ['first', 'with', 'after', 'untested'];

export function countsOf(rows: readonly ReportRow[], totals: RefactoringTotals): RepositoryReport['counts'] {
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
