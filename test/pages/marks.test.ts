import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { marksOf, placeMarks } from '../../src/pages/marks.js';
import { gain, madeIndicator, madeOutcome, monday } from '../made-reports.js';

const plot = { left: 48, right: 844, from: Date.UTC(2021, 0, 4), to: Date.UTC(2026, 0, 5) };
const dates = fc.integer({ min: 0, max: 260 }).map(monday);
const marks = fc.array(
  fc.record({
    date: dates,
    label: fc.string({ maxLength: 60 }),
    kind: fc.constantFrom('rung', 'shift', 'tried'),
  }),
  { maxLength: 60 },
);

describe('marks on a chart', () => {
  test('are rungs, shifts and what was tried, by what they say and not only by how they look', () => {
    const found = marksOf(madeIndicator(gain(60)), [
      madeOutcome(),
      madeOutcome({ practice: 'refactoring', title: 'of another practice' }),
      madeOutcome({ practice: null, title: `for ${'all '.repeat(20)}` }),
    ]);
    expect(found.map(({ label }) => label)).toEqual([
      '▲ early sign',
      '▲ holding',
      '▲ sustained',
      '▼ slipping',
      '▲ sustained',
      '◆ 21% → 61%',
      '● Pairing with the coach',
      '● for all all all all al…',
    ]);
  });

  test('have labels that never cover each other and stay on the chart', () => {
    fc.assert(
      fc.property(marks, (all) => {
        const placed = placeMarks(all, plot);
        const boxes = placed.flatMap(({ label }) => (label === null ? [] : [label]));
        for (const [at, a] of boxes.entries()) {
          expect(a.left).toBeGreaterThanOrEqual(0);
          expect(a.right).toBeLessThanOrEqual(860);
          for (const b of boxes.slice(at + 1))
            expect(a.row !== b.row || a.right <= b.left || b.right <= a.left).toBe(true);
        }
      }),
    );
  });

  test('that there is no room for keep their line, and those outside have none', () => {
    const crowd = Array.from(
      { length: 30 },
      () => ({ date: monday(10), label: 'holding', kind: 'rung' }) as const,
    );
    const placed = placeMarks(crowd, plot);
    expect(placed).toHaveLength(30);
    expect(placed.filter(({ label }) => label !== null).length).toBeLessThan(6);
    expect(placeMarks([{ date: '2019-01-07', label: 'before', kind: 'tried' }], plot)).toEqual([]);
  });
});
