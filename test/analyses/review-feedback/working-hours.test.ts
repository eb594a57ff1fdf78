import fc from 'fast-check';
import { expect, test } from 'vitest';
import { workingHours } from '../../../src/analyses/review-feedback/working-hours.js';

const at = (day: number, hour: number, minute = 0): number => Date.UTC(2026, 0, day, hour, minute) / 1000;

// 2026-01-05 is a Monday.
test.each([
  ['within a morning', at(5, 9), at(5, 12, 30), 3.5],
  ['before it opens', at(5, 3), at(5, 8), 0],
  ['over a night', at(5, 16), at(6, 10), 2],
  ['over a weekend', at(9, 16), at(12, 10), 2],
  ['within a weekend', at(10, 10), at(11, 20), 0],
  ['a week', at(5, 9), at(12, 9), 40],
  ['from Sunday to Saturday', at(4, 12), at(10, 12), 40],
  ['backwards', at(6, 12), at(5, 12), 0],
])('%s', (_, from, to, hours) => {
  expect(workingHours(from, to)).toBeCloseTo(hours, 10);
});

test('is the sum of the minutes in which somebody works', () => {
  const slowly = (from: number, to: number): number => {
    let minutes = 0;
    for (let now = from; now < to; now += 60) {
      const date = new Date(now * 1000);
      const isDay = date.getUTCDay() >= 1 && date.getUTCDay() <= 5;
      if (isDay && date.getUTCHours() >= 9 && date.getUTCHours() < 17) minutes += 1;
    }
    return minutes / 60;
  };
  fc.assert(
    fc.property(fc.integer({ min: -20_000, max: 20_000 }), fc.nat({ max: 20_000 }), (start, length) => {
      const from = at(5, 9) + 60 * start;
      expect(workingHours(from, from + 60 * length)).toBeCloseTo(slowly(from, from + 60 * length), 6);
    }),
  );
});
