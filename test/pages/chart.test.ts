import { describe, expect, test } from 'vitest';
import { trendChart } from '../../src/pages/chart.js';
import { deliveryChart } from '../../src/pages/delivery-chart.js';
import { marksOf } from '../../src/pages/marks.js';
import { spanOf } from '../../src/pages/span.js';
import { deliveryMeasures } from '../../src/reports/delivery.js';
import {
  fullReport,
  gain,
  madeIndicator,
  madePeriod,
  madeReport,
  madeWeeks,
  monday,
} from '../made-reports.js';

function drawn(indicator: ReturnType<typeof madeIndicator>): string {
  const span = spanOf(madeReport({ indicators: [indicator] }));
  return trendChart(indicator, { id: 'a', span, marks: marksOf(indicator, []) });
}
const times = (text: string, part: string): number => text.split(part).length - 1;

describe('a trend as a chart', () => {
  const full = drawn(madeIndicator(gain(60)));

  test('has its points, limits, baseline, signals and marks', () => {
    expect(times(full, 'fill="var(--first)"')).toBe(60);
    expect(full).toContain('stroke="var(--limit)"');
    expect(full).toContain('fill="var(--baseline)"');
    const signals = gain(60).periods.filter(({ signal }) => signal !== null).length;
    expect(times(full, 'fill="var(--signal)"')).toBe(signals);
    for (const label of ['▲ holding', '▼ slipping', '◆ 21% → 61%', 'baseline']) expect(full).toContain(label);
  });

  test('says nothing of what is not known', () => {
    const { periods } = gain(60);
    const bare = drawn(
      madeIndicator({ periods: periods.map((it) => ({ ...it, limits: null, signal: null, rung: null })) }),
    );
    expect(bare).not.toMatch(/--limit|--baseline|--signal/);
    expect(times(bare, 'fill="var(--first)"')).toBe(60);
  });

  test('is the same whatever was drawn before, under an id of its own', () => {
    expect(drawn(madeIndicator(gain(60)))).toBe(full);
    expect([...full.matchAll(/ id="([^"]+)"/g)].every(([, id]) => id?.startsWith('a-'))).toBe(true);
  });

  test('brings no style, script or colour of its own: the policy and the scheme of the page decide', () => {
    for (const svg of [
      full,
      deliveryChart(deliveryMeasures(madeWeeks(60)), {
        id: 'd',
        starts: madeWeeks(60).map(({ start }) => start),
        span: spanOf(fullReport()),
        marks: [],
      }),
    ])
      expect(svg).not.toMatch(/<style|<script| style=| on\w+=|#[0-9a-f]{3,6}\b|rgb\(|NaN|undefined/);
  });

  test('leaves a gap where there were too few changes, or none for long', () => {
    const path = (periods: readonly ReturnType<typeof madePeriod>[]): number =>
      times(
        /<path d="([^"]*)"[^>]*stroke="var\(--first\)"/.exec(drawn(madeIndicator({ periods })))?.[1] ?? '',
        'M',
      );
    expect(path([0, 1, 2, 3].map((week) => madePeriod(week, 3, 6)))).toBe(1);
    expect(
      path([
        madePeriod(0, 3, 6),
        madePeriod(1, 3, 6),
        madePeriod(2, 1, 2),
        madePeriod(3, 3, 6),
        madePeriod(4, 3, 6),
      ]),
    ).toBe(2);
    expect(path([0, 1, 20, 21].map((week) => madePeriod(week, 3, 6)))).toBe(2);
  });

  test.each([[[]], [[madePeriod(0, 3, 6)]], [[madePeriod(0, 1, 2)]], [gain(260).periods]])(
    'is drawn whatever comes: %#',
    (periods) => {
      const svg = drawn(madeIndicator({ ...gain(60), periods }));
      expect(svg).toMatch(/^<svg/);
      expect(svg.length).toBeLessThan(120_000);
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    },
  );
});

describe('the time that charts share', () => {
  test('is from the first period to the end of the last, with what was tried since and delivery', () => {
    const report = madeReport({
      indicators: [madeIndicator({ periods: [madePeriod(3, 3, 6), madePeriod(5, 3, 6, { weeks: 2 })] })],
    });
    const day = (date: string): number => Date.parse(`${date}T00:00:00Z`);
    expect(spanOf(report)).toEqual({ from: day(monday(3)), to: day(monday(7)) });
    expect(spanOf({ ...report, delivery: madeWeeks(10) })).toEqual({
      from: day(monday(0)),
      to: day(monday(10)),
    });
  });
});
