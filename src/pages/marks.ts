import type { InterventionOutcome } from '../model/intervention.js';
import type { ReportHead } from '../model/report.js';
import { plainText } from '../reports/untrusted.js';
import { percent, RUNG_WORDS } from '../reports/words.js';
import { type Span, timeOf } from './span.js';

/** Something that happened on a day, to be read on a chart. */
export interface DateMark {
  readonly date: string;
  readonly label: string;
  readonly kind: 'rung' | 'shift' | 'tried';
}

/** Where a chart is drawn, in pixels, and the time that it shows. */
export interface Plot extends Span {
  readonly left: number;
  readonly right: number;
}

export interface PlacedMark {
  readonly kind: DateMark['kind'];
  readonly x: number;
  /** Null where there is no room: the line alone says when, and the table below has the words. */
  readonly label: {
    readonly text: string;
    /** Counted from the plot upwards. */
    readonly row: number;
    readonly left: number;
    readonly right: number;
    readonly align: 'left' | 'right';
  } | null;
}

/** So many lines of labels above a chart leave room for the chart. */
export const MARK_ROWS = 4;
/** Longer titles are cut. */
const TITLE = 23;
/** Wider than most marks of the label's size are, in pixels: labels must not touch. */
const MARK_WIDTH = 7;
const GAP = 6;

/** Rungs that were reached or lost, shifts of the share, and what was tried for the practice. */
export function marksOf(
  { practice, log, changePoints }: ReportHead['indicators'][number],
  interventions: readonly InterventionOutcome[],
): readonly DateMark[] {
  return [
    ...log
      // Where the baseline ends is shaded already.
      .filter(({ from }) => from !== 'no-baseline')
      .map(({ start, to }): DateMark => {
        const isDown = to === 'slipping' || to === 'relapsed';
        return { date: start, label: `${isDown ? '▼' : '▲'} ${RUNG_WORDS[to].name}`, kind: 'rung' };
      }),
    ...changePoints.map(
      ({ start, before, after }): DateMark => ({
        date: start,
        label: `◆ ${percent(before)} → ${percent(after)}`,
        kind: 'shift',
      }),
    ),
    ...triedMarks(interventions.filter((it) => it.practice === null || it.practice === practice)),
  ];
}

export const triedMarks = (interventions: readonly InterventionOutcome[]): readonly DateMark[] =>
  interventions.map(({ start, title }) => ({
    date: start,
    label: `● ${cut(plainText(title))}`,
    kind: 'tried',
  }));

function cut(title: string): string {
  const marks = [...title];
  return marks.length <= TITLE ? title : `${marks.slice(0, TITLE - 1).join('')}…`;
}

/**
 * Gives each mark its place. From right to left, each in the lowest row that has room: so the line of a mark, which goes
 * down from its label, crosses no label but those at the right end that are set to the left of theirs.
 */
export function placeMarks(marks: readonly DateMark[], { left, right, from, to }: Plot): PlacedMark[] {
  const rows: { left: number; right: number }[][] = Array.from({ length: MARK_ROWS }, () => []);
  const inside = marks.filter(({ date }) => timeOf(date) >= from && timeOf(date) <= to);
  return [...inside]
    .sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0))
    .map(({ date, label, kind }) => {
      const x = left + ((timeOf(date) - from) / (to - from)) * (right - left);
      const width = [...label].length * MARK_WIDTH + GAP;
      const align = x + width <= right ? 'left' : 'right';
      const box = align === 'left' ? { left: x, right: x + width } : { left: x - width, right: x };
      const row = rows.findIndex((row) => row.every((it) => box.right <= it.left || it.right <= box.left));
      if (row === -1 || box.left < 0) return { kind, x, label: null };
      rows[row]?.push(box);
      return { kind, x, label: { text: label, row, align, ...box } };
    });
}
