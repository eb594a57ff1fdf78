import { expect, test } from 'vitest';
import { normalTail } from '../../src/statistics/normal.js';

// R: pnorm(z, lower.tail = FALSE), as printed in tables of the normal tail.
test.each([
  [0, 0.5],
  [1, 0.158655253931457],
  [1.959963984540054, 0.025],
  [1.5, 0.0668072012688581],
  [2, 0.0227501319481792],
  [3, 0.00134989803163009],
  [6, 9.86587645037698e-10],
  [10, 7.61985302416053e-24],
  [20, 2.75362411860623e-89],
])('the tail beyond %f is %f', (z, tail) => {
  expect(Math.abs(normalTail(z) - tail)).toBeLessThanOrEqual(1e-11 * tail);
  expect(normalTail(-z)).toBeCloseTo(1 - tail, 14);
});

test('nothing lies beyond everything', () => {
  expect([normalTail(Infinity), normalTail(100), normalTail(-Infinity)]).toEqual([0, 0, 1]);
});
