import type { RefactoringFinding } from '../../model/finding.js';
import type { Indicator, Observation } from '../../model/observation.js';
import type { RefactoringType } from '../../model/refactoring.js';

const SHARE = 'refactoring.share';
const TIDY = 'refactoring.tidy';
const FOLLOW_THROUGH = 'refactoring.follow-through';
const NAMED = 'refactoring.named';

export const indicators: readonly Indicator[] = [
  {
    name: SHARE,
    practice: 'refactoring',
    title: 'changes with a refactoring',
    direction: 'up',
    definition:
      'Changes that touch code in a language that is looked at, in which a function, type or file was renamed, moved, extracted or inlined. A lower bound: other ways of refactoring are not looked for.',
  },
  {
    name: TIDY,
    practice: 'refactoring',
    title: 'tidy refactorings',
    direction: 'up',
    definition:
      'Of the changes with a refactoring, those that do nothing else, or keep it in commits of its own: less than a tenth of the changed words is left when the refactorings are explained.',
  },
  {
    name: FOLLOW_THROUGH,
    practice: 'refactoring',
    title: 'refactorings that follow a test-first change',
    direction: 'up',
    definition:
      'Of the changes with a refactoring, those that are made test first themselves or come within five commits after a change that was: red, green, refactor.',
  },
  {
    name: NAMED,
    practice: 'refactoring',
    title: 'called a refactoring, and found',
    direction: 'neutral',
    definition:
      'Of the changes whose words say refactor, those in which one of any kind was found. Shown to calibrate the detector, never scored.',
  },
];

/** A changed signature alone is another behaviour as often as not. */
const isOne = ({ type }: { readonly type: RefactoringType }): boolean => type !== 'change-signature';

/** What a finding contributes; nothing when it is not applicable. */
export function observe(finding: RefactoringFinding): Observation[] {
  if (finding.class === 'not-applicable') return [];
  const has = finding.class === 'refactored';
  const bit = (it: boolean): 0 | 1 => (it ? 1 : 0);
  return [
    { indicator: SHARE, x: bit(has) },
    ...(has && finding.pure !== null ? [{ indicator: TIDY, x: bit(finding.pure) }] : []),
    ...(has ? [{ indicator: FOLLOW_THROUGH, x: bit(finding.followsTestFirst) }] : []),
    ...(finding.says ? [{ indicator: NAMED, x: bit(finding.refactorings.some(isOne)) }] : []),
  ];
}
