import type { Change } from '../model/change.js';
import type { DeliveryWeek, ReworkedLines } from '../model/delivery.js';
import { mondayOf, weekOf } from './calendar.js';
import { mends, takesBack } from './titles.js';

const HOUR = 60 * 60;

/** Work that took longer was not on its way: its commits carry another clock's dates, or came from elsewhere. */
const LONGEST_LEAD = 2 * 365 * 24 * HOUR;

/** Weeks without a change are told, but not more in a row: so far apart are dates of clocks, not of a team. */
const MOST_QUIET_WEEKS = 104;

/** A merged change, as far as delivery is concerned. */
export interface DeliveredChange extends Pick<Change, 'origin' | 'title' | 'mergedAt' | 'commits' | 'bot'> {
  /** What went with it; null where the ages of lines are not known. */
  readonly lines: ReworkedLines | null;
}

/**
 * Changes by people, week by week, from the first to the last; weeks without any have no lead time.
 *
 * Lead time runs from the date of a change's first own commit to that of its merge. Both are committer dates, which a
 * rebase renews and anybody may forge: it is rather too short than too long, and negative ones and those over two
 * years are left out and counted. Pushes and squashes whose commits are not to be had have none. A change that takes
 * another back is no fix, whatever it takes back.
 *
 * @param changes in any order
 */
export function deliveryOf(changes: readonly DeliveredChange[]): DeliveryWeek[] {
  const byWeek = new Map<number, DeliveredChange[]>();
  for (const change of changes) {
    if (change.bot) continue;
    const week = weekOf(change.mergedAt);
    const own = byWeek.get(week);
    if (own === undefined) byWeek.set(week, [change]);
    else own.push(change);
  }
  const weeks: DeliveryWeek[] = [];
  let last: number | null = null;
  for (const [week, own] of [...byWeek].sort(([a], [b]) => a - b)) {
    const next: number = last === null || week - last - 1 > MOST_QUIET_WEEKS ? week : last + 1;
    for (let quiet = next; quiet < week; quiet += 1) weeks.push(weekOfChanges(quiet, []));
    weeks.push(weekOfChanges(week, own));
    last = week;
  }
  return weeks;
}

function weekOfChanges(week: number, changes: readonly DeliveredChange[]): DeliveryWeek {
  const leads = changes.map(leadOf).filter((lead) => lead !== null);
  const hours = leads.filter((lead) => lead >= 0 && lead <= LONGEST_LEAD).map((lead) => lead / HOUR);
  const lines = changes.map((change) => change.lines).filter((known) => known !== null);
  const isKnown = lines.length === changes.length;
  return {
    start: mondayOf(week),
    changes: changes.length,
    leadHours: median(hours),
    timed: hours.length,
    misdated: leads.length - hours.length,
    reverts: changes.filter(({ title }) => takesBack(title)).length,
    fixes: changes.filter(({ title }) => mends(title)).length,
    removed: isKnown ? lines.reduce((sum, { removed }) => sum + removed, 0) : null,
    reworked: isKnown ? lines.reduce((sum, { reworked }) => sum + reworked, 0) : null,
  };
}

/** Seconds; null for a change without commits of its own. */
function leadOf({ origin, commits, mergedAt }: DeliveredChange): number | null {
  const first = origin === 'merge' || origin === 'pull-ref' ? commits[0] : undefined;
  return first === undefined ? null : mergedAt - first.committedAt;
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
