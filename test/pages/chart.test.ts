import { describe, expect, test } from 'vitest';
import { trendChart } from '../../src/pages/chart.js';
import { deliveryChart } from '../../src/pages/delivery-chart.js';
import { marksOf, triedMarks } from '../../src/pages/marks.js';
import { spanOf } from '../../src/pages/span.js';
import { deliveryMeasures } from '../../src/reports/delivery.js';
import {
  fullReport,
  gain,
  madeIndicator,
  madeOutcome,
  madePeriod,
  madeReport,
  madeWeeks,
  monday,
} from '../made-reports.js';

function drawn(indicator: ReturnType<typeof madeIndicator>): string {
  const span = spanOf(madeReport({ indicators: [indicator] }));
  return trendChart(indicator, { span, marks: marksOf(indicator, []) });
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

  test('is the same whatever was drawn before, without an id that another one could have', () => {
    expect(drawn(madeIndicator(gain(60)))).toBe(full);
    expect(full).not.toMatch(/ id="/);
  });

  test('says at each point what it counts, and which period it is', () => {
    const [first] = gain(60).periods;
    const says = `${first?.start}: ${first?.x} of ${first?.n}, 17% (95%: 3%–56%)`;
    expect(full).toContain(`data-period="${first?.start} 1"><title>${says}</title>`);
    expect(times(full, '<title>')).toBe(60);
  });

  test('shows a part of its time, and draws nothing outside of it', () => {
    const { periods, baseline = null } = gain(60);
    const day = (date: string): number => Date.parse(`${date}T00:00:00Z`);
    const span = { from: day(monday(30)), to: day(monday(40)) };
    const part = trendChart({ periods, baseline }, { span, marks: marksOf(madeIndicator(gain(60)), []) });
    expect(times(part, '<circle')).toBe(10);
    expect(part).not.toContain('--baseline');
    const across = [...part.matchAll(/ (?:cx|x)="([\d.-]+)"/g)].map(([, x]) => Number(x));
    expect(Math.min(...across)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...across)).toBeLessThanOrEqual(860);
  });

  test('escapes what was tried by a name of marks', () => {
    const outcome = madeOutcome({ title: '"><b>&', start: monday(10), end: monday(10) });
    const span = spanOf(madeReport({ indicators: [madeIndicator(gain(60))] }));
    const svg = trendChart(madeIndicator(gain(60)), { span, marks: triedMarks([outcome]) });
    expect(svg).toContain('● &quot;&gt;&lt;b&gt;&amp;');
  });

  test('brings no style, script or colour of its own: the policy and the scheme of the page decide', () => {
    for (const svg of [
      full,
      deliveryChart(deliveryMeasures(madeWeeks(60)), {
        starts: madeWeeks(60).map(({ start }) => start),
        span: spanOf(fullReport()),
        marks: [],
        learning: [],
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
