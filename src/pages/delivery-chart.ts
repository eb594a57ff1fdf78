import type { DeliveryMeasure } from '../reports/delivery.js';
import {
  acrossOf,
  BOTTOM,
  box,
  dot,
  drawing,
  drawnMarks,
  labelHeight,
  levels,
  line,
  type Place,
  plotOf,
  timeAxis,
  words,
} from './drawing.js';
import { type DateMark, placeMarks } from './marks.js';
import { type Span, timeOf, WEEK } from './span.js';

interface DeliveryOptions {
  /** The Monday of each value. */
  readonly starts: readonly string[];
  readonly span: Span;
  readonly marks: readonly DateMark[];
  /** Weeks in which people learned, shaded: from, and up to and not with. */
  readonly learning: readonly Span[];
}

/** One measure, and the space above it for its title. */
const PANEL = 64;
const TITLE = 32;

/** Measures of delivery one below the other, on the time axis of the practices, with what was tried. */
export function deliveryChart(
  measures: readonly DeliveryMeasure[],
  { starts, span, marks, learning }: DeliveryOptions,
): string {
  const plot = plotOf(span);
  const across = acrossOf(plot);
  const placed = placeMarks(marks, plot);
  const labels = labelHeight(placed);
  const topOf = (at: number): number => labels + TITLE + at * (PANEL + TITLE);
  const bottom = topOf(measures.length - 1) + PANEL;
  const panels = measures.map(({ title, values, most, say }, at) => {
    const top = topOf(at);
    const places = values.map((value, week): Place => {
      const time = timeOf(starts[week] ?? '') + WEEK / 2;
      if (value === null || time < span.from || time > span.to) return null;
      return [across(time), top + PANEL - (value / (most || 1)) * PANEL];
    });
    return [
      ...learning.map(({ from, to }) => {
        const [left, right] = [across(Math.max(from, span.from)), across(Math.min(to, span.to))];
        return right <= left ? '' : box([left, top], [right - left, PANEL], 'baseline');
      }),
      levels(plot, [
        { y: top + PANEL, says: say(0) },
        { y: top, says: say(most || 1) },
      ]),
      line(places, { colour: 'first', width: 1.5 }),
      ...places.map((place, week) =>
        place === null
          ? ''
          : dot(place, 1.6, 'first', { says: `${starts[week]}: ${say(values[week] ?? 0)}` }),
      ),
      words([plot.left, top - 8], title, { colour: 'ink', outlined: true }),
    ].join('');
  });
  return drawing([...panels, drawnMarks(placed, labels, bottom), timeAxis(plot, bottom)], bottom + BOTTOM);
}
