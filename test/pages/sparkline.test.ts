import { describe, expect, test } from 'vitest';
import { timeOf, WEEK } from '../../src/pages/span.js';
import { Sparkline, sparklineWords } from '../../src/pages/sparkline.js';
import { madePeriod, monday } from '../made-reports.js';

const drawn = (periods: Parameters<typeof Sparkline>[0]['periods'], span?: { from: number; to: number }) =>
  String(Sparkline({ periods, ...(span && { span }) }));
const pathOf = (svg: string): string => /<path d="([^"]*)"/.exec(svg)?.[1] ?? '';

describe('a sparkline', () => {
  test('goes from the left to the right, and up with the share', () => {
    const path = pathOf(drawn([madePeriod(0, 0, 10), madePeriod(1, 5, 10), madePeriod(2, 10, 10)]));
    expect(path).toBe('M3 21L52 12L101 3');
  });

  test('is broken where too little was counted, and a period alone is a dot', () => {
    const periods = [0, 1, 2, 3].map((week) => madePeriod(week, 5, 10, { enough: week !== 1 }));
    expect(pathOf(drawn(periods))).toBe('M3 12h0M68.3 12L101 12');
  });

  test('marks the last period that says something', () => {
    const svg = drawn([madePeriod(0, 0, 10), madePeriod(1, 10, 10), madePeriod(2, 1, 2)]);
    expect(svg).toContain('<circle cx="52" cy="3"');
  });

  test('shares the time that it is given, and leaves out what is before it', () => {
    const span = { from: timeOf(monday(10)), to: timeOf(monday(10)) + 10 * WEEK };
    const path = pathOf(drawn([madePeriod(0, 0, 10), madePeriod(10, 5, 10), madePeriod(15, 5, 10)], span));
    expect(path).toBe('M3 12L52 12');
  });

  test('says in words what it shows', () => {
    expect(sparklineWords([])).toBe('no periods yet');
    expect(sparklineWords([madePeriod(0, 1, 2)])).toBe('1 period, too few changes in each');
    expect(sparklineWords([madePeriod(0, 2, 10), madePeriod(1, 1, 2), madePeriod(2, 6, 10)])).toBe(
      `3 periods from ${monday(0)}: 20%, lately 60%`,
    );
    expect(drawn([madePeriod(0, 2, 10)])).toContain('role="img"');
  });

  test('is nothing where there are no periods', () => {
    expect(drawn([])).toBe('');
  });
});
