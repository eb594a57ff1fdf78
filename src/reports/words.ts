import type { TestFirstClass } from '../model/finding.js';
import type { Period, Trend } from '../model/period.js';
import type { RefactoringType } from '../model/refactoring.js';
import { counts } from '../model/refactoring-kinds.js';
import type { RefactoringCounts, ReportRow, RepositoryReport } from '../model/report.js';
import type { Guard, Rung } from '../model/rung.js';

/** Classes as people read them. */
export const CLASS_WORDS: Record<TestFirstClass, string> = {
  first: 'test first',
  with: 'test with the code',
  after: 'test after',
  untested: 'no test',
  'not-applicable': 'not applicable',
};

interface RungWords {
  readonly name: string;
  /** As many steps as were climbed of four; it is told apart without colour. */
  readonly symbol: string;
  /** Only what has lasted is called a win: earlier signs come by chance too often. */
  readonly isWin: boolean;
}

/** Rungs as people read them. */
export const RUNG_WORDS: Record<Rung, RungWords> = {
  'no-baseline': { name: 'no baseline yet', symbol: '…', isWin: false },
  'no-signal': { name: 'no change detected', symbol: '□□□□', isWin: false },
  'early-win': { name: 'early sign', symbol: '■□□□', isWin: false },
  holding: { name: 'holding', symbol: '■■□□', isWin: false },
  sustained: { name: 'sustained', symbol: '■■■□', isWin: true },
  anchored: { name: 'anchored', symbol: '■■■■', isWin: true },
  slipping: { name: 'slipping', symbol: '▽', isWin: false },
  relapsed: { name: 'relapsed', symbol: '▼', isWin: false },
};

/** Guards in a few words; the reason of a standing has them in a sentence. */
export const GUARD_WORDS: Record<Guard, string> = {
  dormant: 'quiet for four weeks',
  'single-champion': 'hangs on one person',
  narrow: 'taken up by too few',
  'breadth-not-assessable': 'too few people to tell how broad it is',
  'newcomers-behind': 'newcomers do not do it',
  'newcomers-unknown': 'too little known of newcomers',
  'mix-change': 'other people or other sizes of change',
  'measurement-changed': 'counted in another way than before',
  'untested-by-turnover': 'untested by turnover',
  coached: 'coached within twelve weeks',
  'carried-by-leavers': 'made by people who have gone',
};

/** `2 refactorings, tidy`: what counts of a change, and whether it does nothing else. */
export function refactoringWords({ class: name, pure, kinds }: ReportRow['refactoring']): string {
  if (name === 'not-applicable') return 'not applicable';
  if (name === 'none') return 'no refactoring';
  const found = countingOf(kinds);
  return `${counted(found, 'refactoring')}${pure === null ? '' : pure ? ', tidy' : ', with other changes'}`;
}

/** Those that count: of functions, types and files. */
export const countingOf = (kinds: RefactoringCounts): number =>
  Object.entries(kinds).reduce((sum, [type, n]) => sum + (counts(type as RefactoringType) ? n : 0), 0);

/** `extract-function 12, rename-type 3`, the most frequent first. */
export const kindsWords = (kinds: RefactoringCounts): string =>
  Object.entries(kinds)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([type, n]) => `${type} ${n.toLocaleString('en-US')}`)
    .join(', ');

/** Refactorings a thousand changed lines: shown to compare a repository with itself, never scored. */
export const densityWords = ({ kinds, changedLines }: RepositoryReport['counts']['refactoring']): string =>
  changedLines === 0 ? '' : `${((1000 * countingOf(kinds)) / changedLines).toFixed(1)} a 1,000 changed lines`;

export const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** `3 of 4 (75%, 95% interval 30% to 95%)`; what is not known is said. */
export function ratioWords({ x, n, lower, upper }: Pick<Trend, 'x' | 'n' | 'lower' | 'upper'>): string {
  if (n === 0 || lower === null || upper === null) return 'nothing to count';
  return `${x} of ${n} (${percent(x / n)}, 95% interval ${percent(lower)} to ${percent(upper)})`;
}

export const counted = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;

const BARS = '▁▂▃▄▅▆▇█';

/** Values from 0 to `most` as a line of bars; a dot where there is none. */
export const bars = (values: readonly (number | null)[], most: number): string =>
  values
    .map((value) =>
      value === null ? '·' : BARS.charAt(most > 0 ? Math.min(7, Math.floor((value / most) * 8)) : 0),
    )
    .join('');

/** Periods as a line of bars, oldest first; a dot where there were too few changes. */
export const sparkline = (periods: readonly Period[]): string =>
  bars(
    periods.map(({ x, n, enough }) => (enough ? x / n : null)),
    1,
  );

/** What a period is called: its first day, and how long it is when that is not a week. */
export const periodName = ({ start, weeks }: Pick<Period, 'start' | 'weeks'>): string =>
  weeks === 1 ? start : `${start} (${weeks} weeks)`;
