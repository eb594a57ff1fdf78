import type { ChangeFilter } from '../model/change-query.js';
import type { Trend } from '../model/period.js';
import type { ReportHead } from '../model/report.js';
import { isWhole } from './filter.js';

type IndicatorView = ReportHead['indicators'][number];
type Share = Pick<Trend, 'x' | 'n' | 'lower' | 'upper'>;

interface Counted {
  readonly changes: number;
  readonly eligible: number;
  readonly shares: ReadonlyMap<string, Share>;
}

/**
 * A report as a filter shows it: shares, periods and counts are of the part. Where a practice stands on the ladder, and
 * who takes part, stays that of the whole: a part has too little to say it.
 *
 * @param part what the changes of the filter add up to
 */
export function viewOf(head: ReportHead, filter: ChangeFilter, part: Counted): ReportHead {
  if (isWhole(filter)) return head;
  const area = head.focus.find(({ name }) => name === filter.focus);
  return {
    ...head,
    counts: { ...head.counts, changes: part.changes, eligible: part.eligible },
    indicators: head.indicators.map((indicator) => {
      const own = area?.indicators.find(({ name }) => name === indicator.name);
      const { periods, baseline, changePoints } = own ?? indicator;
      const share = part.shares.get(indicator.name) ?? NOTHING;
      return { ...indicator, ...share, baseline, changePoints, periods: within(periods, filter) };
    }),
  };
}

const NOTHING: Share = { x: 0, n: 0, lower: null, upper: null };

const WEEK = 7 * 24 * 60 * 60 * 1000;

/** The periods that a time has a part in. */
const within = (periods: IndicatorView['periods'], { from, to }: ChangeFilter): IndicatorView['periods'] =>
  periods.filter(({ start, weeks }) => {
    const end = new Date(Date.parse(`${start}T00:00:00Z`) + weeks * WEEK).toISOString().slice(0, 10);
    return (from === null || end > from) && (to === null || start <= to);
  });
