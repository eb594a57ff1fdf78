import type { DeliveryWeek } from '../model/delivery.js';
import type { ReportHead } from '../model/report.js';
import { ASSOCIATION } from './delivery.js';
import { percent } from './words.js';

/** How delivery went before, while it was learned, and now. */
export interface DeliverySummary {
  /** What the columns are. */
  readonly windows: readonly string[];
  /** A measure a row, and of each window what it was. */
  readonly rows: readonly { readonly title: string; readonly cells: readonly string[] }[];
  readonly says: readonly string[];
}

/** So many weeks before the beginning say what was usual. */
const BEFORE = 12;
/** Fewer say nothing of it. */
const LEAST_BEFORE = 4;
/** Learning shows in the first weeks, if at all; as many say how it is now. */
const WINDOW = 8;
/** A difference of less than a tenth is not worth a sentence. */
const WORTH_SAYING = 0.1;

interface Window {
  readonly title: string;
  readonly weeks: readonly DeliveryWeek[];
}

interface Measure {
  readonly title: string;
  readonly of: (weeks: readonly DeliveryWeek[]) => number | null;
  readonly say: (value: number) => string;
}

const CHANGES: Measure = {
  title: 'Changes that went in, a week',
  of: (weeks) => (weeks.length === 0 ? null : sum(weeks, ({ changes }) => changes) / weeks.length),
  say: (value) => (value < 10 ? value.toFixed(1) : String(Math.round(value))),
};

const LEAD: Measure = {
  title: 'Days from the first step of a change until it went in',
  of: (weeks) => {
    const hours = weeks.flatMap(({ leadHours }) => leadHours ?? []).sort((a, b) => a - b);
    const [low, high] = [hours[(hours.length - 1) >> 1], hours[hours.length >> 1]];
    return low === undefined || high === undefined ? null : (low + high) / 2 / 24;
  },
  say: (value) => (value < 0.1 ? 'under 0.1' : value.toFixed(1)),
};

const MEASURES: readonly Measure[] = [
  CHANGES,
  LEAD,
  {
    title: 'Changes that take back or mend an earlier one',
    of: (weeks) =>
      share(
        sum(weeks, ({ reverts, fixes }) => reverts + fixes),
        sum(weeks, ({ changes }) => changes),
      ),
    say: percent,
  },
  {
    title: 'Rework: lines that went within 21 days of being written',
    of: (weeks) => {
      const known = weeks.filter(({ removed }) => removed !== null);
      return share(
        sum(known, ({ reworked }) => reworked ?? 0),
        sum(known, ({ removed }) => removed ?? 0),
      );
    },
    say: percent,
  },
];

/** What is known of delivery before the practices were begun, in the weeks after that, and lately. */
export function deliverySummary(report: ReportHead): DeliverySummary | null {
  const { delivery } = report;
  if (delivery.length === 0) return null;
  const windows = windowsOf(delivery, beginningOf(report));
  const rows = MEASURES.map(({ title, of, say }) => ({
    title,
    cells: windows.map(({ weeks }) => {
      const value = of(weeks);
      return value === null ? 'not known' : say(value);
    }),
  }));
  return {
    windows: windows.map(({ title }) => title),
    rows: rows.filter(({ cells }) => cells.some((cell) => cell !== 'not known')),
    says: [...dipWords(windows), ASSOCIATION, 'All of it is of few weeks: a difference may be chance.'],
  };
}

/** The day on which the first practice was begun: the first thing that was tried, else the first gain. */
function beginningOf({ interventions, indicators }: ReportHead): string | null {
  const tried = interventions.map(({ start }) => start);
  const gained = indicators.flatMap(({ log }) => log.filter(({ to }) => to === 'early-win'));
  const days = tried.length > 0 ? tried : gained.map(({ start }) => start);
  return days.reduce<string | null>((first, day) => (first === null || day < first ? day : first), null);
}

function windowsOf(weeks: readonly DeliveryWeek[], beginning: string | null): Window[] {
  const after = beginning === null ? [] : weeks.filter(({ start }) => start >= beginning);
  const before = beginning === null ? [] : weeks.filter(({ start }) => start < beginning).slice(-BEFORE);
  const latest = weeks.slice(-WINDOW);
  const lately = { title: `lately, since ${latest[0]?.start}`, weeks: latest };
  if (before.length < LEAST_BEFORE || after.length === 0) return [lately];
  const first = after.slice(0, WINDOW);
  return [
    { title: `${before.length} weeks before ${beginning}`, weeks: before },
    { title: `${first.length} weeks after`, weeks: first },
    // Weeks of learning are not told twice.
    ...(after.length >= 2 * WINDOW ? [lately] : []),
  ];
}

/** Whether fewer changes went in while it was new, or each took longer: it is said either way. */
function dipWords([before, first]: readonly Window[]): string[] {
  if (before === undefined || first === undefined) return [];
  const said = [
    lessWords(CHANGES, before, first, (was, is) => was - is, 'fewer changes went in', ' a week'),
    lessWords(LEAD, before, first, (was, is) => is - was, 'a change took longer', ' days'),
  ].flatMap((it) => it ?? []);
  if (said.length === 0) return ['No dip was detected in the first weeks.'];
  return [`In the first weeks ${said.join(', and ')}: learning may cost that.`];
}

function lessWords(
  { of, say }: Measure,
  before: Window,
  first: Window,
  loss: (was: number, is: number) => number,
  words: string,
  unit: string,
): string | null {
  const [was, is] = [of(before.weeks), of(first.weeks)];
  if (was === null || is === null || loss(was, is) <= WORTH_SAYING * was) return null;
  return `${words} (${say(is)} instead of ${say(was)}${unit})`;
}

const sum = (weeks: readonly DeliveryWeek[], of: (week: DeliveryWeek) => number): number =>
  weeks.reduce((all, week) => all + of(week), 0);

const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.min(1, part / whole);
