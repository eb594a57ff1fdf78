import type { LinkRung, TestFirstUnit } from '../../model/finding.js';

/** So many paths are named where there may be thousands. */
const NAMED = 3;

const LINKED: Record<LinkRung, string> = {
  configured: 'linked by the configuration',
  name: 'linked by its name',
  import: 'linked by what it imports or names',
  package: 'linked by its package: nothing else in the change claims it',
};

const short = (sha: string): string => sha.slice(0, 8);

/** One sentence on a unit: which commit touched what first, and what links the two. */
export function unitReasons(unit: TestFirstUnit): string[] {
  const { file, firstChange, firstTest, test, linkedBy } = unit;
  if (firstTest === null || test === null || linkedBy === null) {
    return [`${file}: untested: changed in ${short(firstChange)}, and no edit of a test that covers it`];
  }
  const how = LINKED[linkedBy];
  switch (unit.class) {
    case 'first':
      return [
        `${file}: first: ${test} changed in ${short(firstTest)}, the code in ${short(firstChange)} after it (${how})`,
      ];
    case 'after':
      return [
        `${file}: after: the code changed in ${short(firstChange)}, ${test} in ${short(firstTest)} after it (${how})`,
      ];
    default:
      return firstTest === firstChange
        ? [`${file}: with: changed in ${short(firstChange)} together with ${test} (${how})`]
        : [
            `${file}: with: ${test} changed in ${short(firstTest)}, which cannot show that it came first (${how})`,
          ];
  }
}

/** A test that came with an earlier pull request. */
export interface StackedTest {
  readonly test: string;
  /** What to call the pull request. */
  readonly name: string;
}

export function stackedReasons({ file }: TestFirstUnit, stacked: StackedTest | undefined): string[] {
  if (stacked === undefined) return [];
  const { test, name } = stacked;
  return [`${file}: its test ${test} came with ${name} before (stacked): told apart, not counted as first`];
}

/** What was left out, a line a reason. */
export function leftOutReasons(
  leftOut: readonly { readonly path: string; readonly why: string }[],
): string[] {
  const byReason = new Map<string, Set<string>>();
  for (const { path, why } of leftOut) {
    const paths = byReason.get(why) ?? new Set();
    byReason.set(why, paths.add(path));
  }
  return [...byReason].map(([why, paths]) => {
    const named = [...paths].slice(0, NAMED).join(', ');
    const more = paths.size > NAMED ? ` and ${paths.size - NAMED} more` : '';
    return `left out: ${named}${more}: ${why}`;
  });
}
