import type { Change } from './change.js';
import type { DeliveryWeek, Hotspot } from './delivery.js';
import type { Examples } from './example.js';
import type { Finding, RefactoringClass, TestFirstClass, UnitClass } from './finding.js';
import type { InterventionOutcome } from './intervention.js';
import type { Indicator } from './observation.js';
import type { Trend } from './period.js';
import type { RefactoringType } from './refactoring.js';
import type { ReviewClass } from './review-feedback.js';
import type { ReviewReport } from './review-report.js';
import type { Guidance } from './settings.js';

/** Refactorings by kind; kinds without any are left out. */
export type RefactoringCounts = Readonly<Partial<Record<RefactoringType, number>>>;

/** How often each kind comes, in the order of their names. */
export function kindsOf(types: readonly RefactoringType[]): RefactoringCounts {
  const kinds: Partial<Record<RefactoringType, number>> = {};
  for (const type of [...types].sort()) kinds[type] = (kinds[type] ?? 0) + 1;
  return kinds;
}

/** A change as a line of a report. */
export interface ReportRow {
  readonly id: string;
  readonly kind: Change['kind'];
  readonly number: number | null;
  readonly title: string;
  /** ISO 8601, UTC. */
  readonly mergedAt: string;
  readonly commits: number;
  readonly class: TestFirstClass;
  readonly orderVisible: boolean;
  readonly stacked: boolean;
  readonly units: Readonly<Record<UnitClass, number>>;
  readonly refactoring: {
    readonly class: RefactoringClass;
    /** Whether it does nothing else, or that in commits of its own; null where there is none, or it is not known. */
    readonly pure: boolean | null;
    /** How often each kind was found. */
    readonly kinds: RefactoringCounts;
  };
  /** Threads by people; of those that ask for something and could be followed, how many led to something. Null: not known. */
  readonly review: {
    readonly class: ReviewClass;
    readonly threads: number;
    readonly asking: number;
    readonly ledTo: number;
  } | null;
  /** The evidence; null for older changes, so that a report of a long history stays readable. */
  readonly findings: readonly Finding[] | null;
}

/** An area that the team has put into focus, and where its indicators stand there. */
export interface FocusReport {
  readonly name: string;
  readonly goal: string | null;
  /** The day by which it is to be reached, `YYYY-MM-DD`. */
  readonly by: string | null;
  /** Changes that touched the area, and all changes. */
  readonly changes: number;
  readonly all: number;
  readonly indicators: readonly (Indicator & Trend)[];
}

/** What a report says of one repository. */
export interface RepositoryReport {
  readonly schemaVersion: 1;
  readonly repository: {
    readonly name: string;
    readonly branch: string;
    readonly head: string;
    readonly shallow: boolean;
  };
  /** The first day that was asked for; null for the whole history. */
  readonly since: string | null;
  readonly counts: {
    readonly changes: number;
    readonly eligible: number;
    readonly orderVisible: number;
    /** Changes whose tests came with an earlier pull request: none of them counts as *first*. */
    readonly stacked: number;
    readonly classes: Readonly<Record<TestFirstClass, number>>;
    readonly refactoring: {
      /** Changes with a file of a language that is looked at. */
      readonly eligible: number;
      /** Those of them with a refactoring of a function, type or file. */
      readonly refactored: number;
      /** Refactorings of every kind in all changes. */
      readonly kinds: RefactoringCounts;
      /** Lines that came and went with the eligible changes. */
      readonly changedLines: number;
    };
  };
  readonly indicators: readonly (Indicator & Trend)[];
  /** The same for each area in focus, of the changes that touched it. */
  readonly focus: readonly FocusReport[];
  /** What is told of review besides its indicators; null where no review is known: then it has no indicators. */
  readonly reviews: ReviewReport | null;
  /** What a reader must know to read the numbers right. */
  readonly notes: readonly string[];
  /** What the team wants to become true, in its own words; null when it does not say. */
  readonly vision: string | null;
  /** What was tried so that a practice is taken up, with what came before and after; in any order. */
  readonly interventions: readonly InterventionOutcome[];
  /** Oldest first; empty where it is not known. */
  readonly delivery: readonly DeliveryWeek[];
  /** The most urgent first. */
  readonly hotspots: readonly Hotspot[];
  /** The coach's own words, as the configuration has them. */
  readonly guidance: readonly Guidance[];
  /** What the repository's own history has to learn from. */
  readonly examples: Examples;
  /** Newest first. */
  readonly changes: readonly ReportRow[];
}

/** All that a report says besides its changes, of which there may be tens of thousands. */
export type ReportHead = Omit<RepositoryReport, 'changes'>;
