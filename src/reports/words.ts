import type { TestFirstClass } from '../model/finding.js';
import type { Period, Trend } from '../model/period.js';

/** Classes as people read them. */
export const CLASS_WORDS: Record<TestFirstClass, string> = {
  first: 'test first',
  with: 'test with the code',
  after: 'test after',
  untested: 'no test',
  'not-applicable': 'not applicable',
};

/** What the numbers of this practice are, wherever they are shown. */
export const LOWER_BOUND =
  'What a history shows of test-first is a lower bound: an order within one commit, or behind a squash, is not seen.';

export const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** `3 of 4 (75%, 95% interval 30% to 95%)`; what is not known is said. */
export function ratioWords({ x, n, lower, upper }: Pick<Trend, 'x' | 'n' | 'lower' | 'upper'>): string {
  if (n === 0 || lower === null || upper === null) return 'nothing to count';
  return `${x} of ${n} (${percent(x / n)}, 95% interval ${percent(lower)} to ${percent(upper)})`;
}

export const counted = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;

const BARS = '▁▂▃▄▅▆▇█';

/** Periods as a line of bars, oldest first; a dot where there were too few changes. */
export const sparkline = (periods: readonly Period[]): string =>
  periods
    .map(({ x, n, enough }) => (enough ? BARS.charAt(Math.min(7, Math.floor((x / n) * 8))) : '·'))
    .join('');

/** What a period is called: its first day, and how long it is when that is not a week. */
export const periodName = ({ start, weeks }: Period): string =>
  weeks === 1 ? start : `${start} (${weeks} weeks)`;
