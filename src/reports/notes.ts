import type { RepositoryReport } from '../model/report.js';

/** How a note ends that tells of an error in the configuration. */
export const DEFAULTS_USED = '(the defaults were used)';

/** Below this share of changes that show an order, the ratio says too little about order (3-test-first, A5). */
const MOSTLY_VISIBLE = 0.5;

/** What a reader must know to read the numbers right. */
export function notesOn(
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
