import type {
  Finding,
  Practice,
  RefactoringFinding,
  ReviewFeedbackFinding,
  TestFirstFinding,
} from '../model/finding.js';
import type { Indicator, Observation } from '../model/observation.js';
import * as refactoring from './refactoring/index.js';
import * as reviewFeedback from './review-feedback/index.js';
import * as testFirst from './test-first/index.js';

interface Analysis {
  readonly practice: Practice;
  readonly indicators: readonly Indicator[];
  /** Only asked about findings of its own practice. */
  readonly observe: (finding: never) => readonly Observation[];
}

/** The table of analyses. What reads findings goes through it, so that a practice is added here and nowhere else. */
export const analyses: readonly Analysis[] = [
  {
    practice: 'test-first',
    indicators: testFirst.indicators,
    observe: (finding: TestFirstFinding) => testFirst.observe(finding),
  },
  {
    practice: 'refactoring',
    indicators: refactoring.indicators,
    observe: (finding: RefactoringFinding) => refactoring.observe(finding),
  },
  {
    practice: 'review-feedback',
    indicators: reviewFeedback.indicators,
    observe: (finding: ReviewFeedbackFinding) => reviewFeedback.observe(finding),
  },
];

/** What a finding contributes to the indicators of its practice. */
export function observationsOf(finding: Finding): readonly Observation[] {
  const analysis = analyses.find(({ practice }) => practice === finding.practice);
  return analysis?.observe(finding as never) ?? [];
}
