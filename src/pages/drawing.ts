import { MARK_ROWS, type PlacedMark, type Plot } from './marks.js';
import type { Span } from './span.js';
import { DAY } from './span.js';

const WIDTH = 860;
/** Around what is drawn, for the numbers of the axes. */
export const LEFT = 52;
export const RIGHT = 16;
export const BOTTOM = 28;
/** One line of labels. */
const ROW = 15;

/** The page sets the colours, light, dark and of high contrast. */
export type Colour = 'quiet' | 'line' | 'first' | 'limit' | 'baseline' | 'signal' | 'ink' | 'paper';

/** A point of a plot in pixels; null where the line breaks. */
export type Place = readonly [x: number, y: number] | null;

/** Where a plot begins and ends, for a script. */
export const PLOT = `${LEFT} ${WIDTH - RIGHT}`;

export const plotOf = (span: Span): Plot => ({ ...span, left: LEFT, right: WIDTH - RIGHT });

/** Tenths of a pixel are not seen, and make half of a chart's length. */
const short = (value: number): string => String(Math.round(value * 10) / 10);

/** Where a time stands. */
export const acrossOf =
  ({ from, to, left, right }: Plot) =>
  (time: number): number =>
    left + ((time - from) / Math.max(1, to - from)) * (right - left);

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (mark) => ESCAPED[mark] ?? '');

/** What is drawn, as a whole. The same text for the same numbers; no style, script, id or colour of its own. */
export const drawing = (parts: readonly string[], height: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${short(height)}" font-size="12">${parts.join('')}</svg>`;

interface Stroke {
  readonly colour: Colour;
  readonly width?: number;
  readonly dash?: string | null;
}

const strokeOf = ({ colour, width = 1, dash = null }: Stroke): string =>
  `fill="none" stroke="var(--${colour})" stroke-width="${width}"${dash === null ? '' : ` stroke-dasharray="${dash}"`}`;

/** A line through places, with a gap at each null. */
export function line(places: readonly Place[], stroke: Stroke): string {
  let path = '';
  let isBegun = false;
  for (const place of places) {
    if (place !== null) path += `${isBegun ? 'L' : 'M'}${short(place[0])} ${short(place[1])}`;
    isBegun = place !== null;
  }
  return path === '' ? '' : `<path d="${path}" ${strokeOf(stroke)}/>`;
}

/** @param says what it is, where it is pointed at; @param data what a script may know of it */
export const dot = (
  [x, y]: readonly [number, number],
  radius: number,
  colour: Colour,
  { says, data = '' }: { readonly says: string; readonly data?: string },
): string =>
  `<circle cx="${short(x)}" cy="${short(y)}" r="${radius}" fill="var(--${colour})"${data === '' ? '' : ` data-period="${escaped(data)}"`}><title>${escaped(says)}</title></circle>`;

/** A triangle that points up or down. */
export function triangle([x, y]: readonly [number, number], size: number, way: 'up' | 'down'): string {
  const tip = way === 'up' ? -size : size;
  return `<path d="M${short(x)} ${short(y + tip)}l${size} ${short(-1.6 * tip)}h${-2 * size}z" fill="var(--signal)"/>`;
}

export const box = (
  [left, top]: readonly [number, number],
  [width, height]: readonly [number, number],
  colour: Colour,
): string =>
  `<rect x="${short(left)}" y="${short(top)}" width="${short(Math.max(0, width))}" height="${short(height)}" fill="var(--${colour})"/>`;

/** Words; `outlined` keeps them readable where a line crosses them. */
export const words = (
  [x, y]: readonly [number, number],
  text: string,
  {
    colour = 'quiet',
    anchor = 'start',
    outlined = false,
    size = 12,
  }: {
    readonly colour?: Colour;
    readonly anchor?: 'start' | 'middle' | 'end';
    readonly outlined?: boolean;
    readonly size?: number;
  } = {},
): string =>
  `<text x="${short(x)}" y="${short(y)}"${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}${size === 12 ? '' : ` font-size="${size}"`} fill="var(--${colour})"${
    outlined ? ' stroke="var(--paper)" stroke-width="3" paint-order="stroke"' : ''
  }>${escaped(text)}</text>`;

/** Lines across a plot with what they stand for at the left. */
export const levels = (
  { left, right }: Plot,
  marks: readonly { readonly y: number; readonly says: string }[],
): string =>
  marks
    .map(
      ({ y, says }) =>
        `${line(
          [
            [left, y],
            [right, y],
          ],
          { colour: 'line' },
        )}${words([left - 8, y + 4], says, { anchor: 'end' })}`,
    )
    .join('');

/** So many labels of time have room. */
const TICKS = 9;
/** What stands between two of them, in months. */
const STEPS = [1, 2, 3, 6, 12, 24, 60];

/** An axis of time: months, or days where it is short. */
export function timeAxis(plot: Plot, y: number): string {
  const across = acrossOf(plot);
  const axis = line(
    [
      [plot.left, y],
      [plot.right, y],
    ],
    { colour: 'line' },
  );
  const labels = ticksOf(plot).map(({ time, says }) => {
    const x = across(time);
    const anchor = x > plot.right - 25 ? 'end' : x < plot.left + 25 ? 'start' : 'middle';
    return words([x, y + 18], says, { anchor });
  });
  return `${axis}${labels.join('')}`;
}

function ticksOf({ from, to }: Span): { readonly time: number; readonly says: string }[] {
  const days = (to - from) / DAY;
  const ticks: { time: number; says: string }[] = [];
  if (days < 100) {
    const step = Math.max(1, Math.ceil(days / TICKS / 7) * 7) * DAY;
    for (let time = from; time < to; time += step)
      ticks.push({ time, says: new Date(time).toISOString().slice(0, 10) });
    return ticks;
  }
  const months = STEPS.find((step) => days / 30.4 / step <= TICKS) ?? 120;
  const begin = new Date(from);
  let month = begin.getUTCFullYear() * 12 + begin.getUTCMonth();
  for (month = Math.ceil(month / months) * months; ; month += months) {
    const time = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (time > to) return ticks;
    if (time >= from) ticks.push({ time, says: new Date(time).toISOString().slice(0, 7) });
  }
}

/** How high the labels of marks are. */
export const labelHeight = (marks: readonly PlacedMark[]): number =>
  ROW * Math.min(MARK_ROWS, Math.max(0, ...marks.map(({ label }) => (label === null ? 0 : label.row + 1))));

/** How the lines of marks are told apart besides by their labels. */
const DASHES: Record<PlacedMark['kind'], string | null> = { rung: null, shift: '2 3', tried: '7 4' };

/**
 * Marks as lines with their labels above.
 *
 * @param top where what is drawn begins
 * @param bottom where it ends
 */
export const drawnMarks = (marks: readonly PlacedMark[], top: number, bottom: number): string =>
  marks
    .map(({ kind, x, label }) => {
      const above = label === null ? top : top - ROW * label.row - 4;
      const mark = line(
        [
          [x, above],
          [x, bottom],
        ],
        { colour: 'quiet', dash: DASHES[kind] },
      );
      if (label === null) return mark;
      const [at, anchor] = label.align === 'left' ? [x + 2, 'start' as const] : [x - 2, 'end' as const];
      return `${mark}${words([at, above - 3], label.text, { colour: 'ink', anchor, outlined: true, size: 11 })}`;
    })
    .join('');
