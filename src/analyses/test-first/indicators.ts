import type { TestFirstFinding } from '../../model/finding.js';
import type { Indicator, Observation } from '../../model/observation.js';

const OBSERVED = 'test-first.observed';
const WHERE_VISIBLE = 'test-first.where-visible';
const ACCOMPANIED = 'test-first.accompanied';

export const indicators: readonly Indicator[] = [
  {
    name: OBSERVED,
    practice: 'test-first',
    title: 'test-first observed',
    direction: 'up',
    definition:
      'Eligible changes in which a real test edit reached the history before the code that it covers. A lower bound: what happened before a commit or behind a squash is not seen.',
  },
  {
    name: WHERE_VISIBLE,
    practice: 'test-first',
    title: 'test-first where the order is visible',
    direction: 'up',
    definition:
      'The same, of the eligible changes that show an order at all: those with two commits or more.',
  },
  {
    name: ACCOMPANIED,
    practice: 'test-first',
    title: 'test-accompanied',
    direction: 'up',
    definition: 'Eligible changes with a real test edit before or together with the code that it covers.',
  },
];

/** What a finding contributes; nothing when it is not applicable. */
export function observe(finding: TestFirstFinding): Observation[] {
  if (finding.class === 'not-applicable') return [];
  const first = finding.class === 'first' ? 1 : 0;
  return [
    { indicator: OBSERVED, x: first },
    ...(finding.orderVisible ? [{ indicator: WHERE_VISIBLE, x: first } as const] : []),
    { indicator: ACCOMPANIED, x: first === 1 || finding.class === 'with' ? 1 : 0 },
  ];
}
