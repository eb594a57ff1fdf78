import type { NotAnalysed, Refactoring } from './refactoring.js';
import type { ReviewFeedbackFinding } from './review-feedback.js';

export type { ReviewFeedbackFinding } from './review-feedback.js';

/** Where a test edit stood to the production code that it covers. From the weakest to the strongest claim. */
export type UnitClass = 'untested' | 'after' | 'with' | 'first';
export type TestFirstClass = UnitClass | 'not-applicable';

/** What says that a test covers a file; the order is the order of trust. */
export type LinkRung = 'configured' | 'name' | 'import' | 'package';

/** A production file with at least one executable line added or changed, and its test. */
export interface TestFirstUnit {
  /** Path at the head of the change. */
  readonly file: string;
  readonly class: UnitClass;
  /** The first commit that changed the file in a way that can be executed; a stub made for a test does not count. */
  readonly firstChange: string;
  /** The first commit with a real edit of a test that is linked to the file. */
  readonly firstTest: string | null;
  readonly test: string | null;
  readonly linkedBy: LinkRung | null;
}

/** What the test-first analysis says of one change. */
export interface TestFirstFinding {
  readonly practice: 'test-first';
  readonly class: TestFirstClass;
  /** Whether the history can show an order at all: false for a single commit and for a squash. */
  readonly orderVisible: boolean;
  readonly units: readonly TestFirstUnit[];
  /**
   * True when the class would be *first* if tests counted that came with an earlier pull request of the same author
   * (3-test-first, A4.11). They don't: such changes are told apart.
   */
  readonly stacked: boolean;
  /** In words: what decided, what was left out and why. */
  readonly reasons: readonly string[];
}

/** Whether a function-, type- or file-level refactoring was found. */
export type RefactoringClass = 'refactored' | 'none' | 'not-applicable';

/** A refactoring of a change. */
export interface FoundRefactoring extends Refactoring {
  /** The commit that made it; null for what only shows between base and head. */
  readonly commit: string | null;
}

/** What the refactoring analysis says of one change. */
export interface RefactoringFinding {
  readonly practice: 'refactoring';
  readonly class: RefactoringClass;
  /** Every kind, those too that don't count: of variables, parameters and signatures. */
  readonly refactorings: readonly FoundRefactoring[];
  /** Whether the change only refactors, or does it in commits of its own; null where there is none, or it is not known. */
  readonly pure: boolean | null;
  /** Whether it comes soon after a change that was made test first. */
  readonly followsTestFirst: boolean;
  /** Whether its own words say refactor. */
  readonly says: boolean;
  /** Lines that came and went with the change. */
  readonly changedLines: number;
  readonly notAnalysed: readonly NotAnalysed[];
  /** In words: what was found, what was left out and why. */
  readonly reasons: readonly string[];
}

export type Finding = TestFirstFinding | RefactoringFinding | ReviewFeedbackFinding;

/** The practices, by the names that configurations, reports and interfaces use. */
export const practiceNames = ['test-first', 'refactoring', 'review-feedback'] as const;
export type Practice = (typeof practiceNames)[number];
