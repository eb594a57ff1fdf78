import { expect, test } from 'vitest';
import { limitGroups } from '../../src/statistics/groups.js';

const all = { freeze: null, exclude: [], rebase: [] };

test('one group holds everything, and everything sets its limits', () => {
  expect(limitGroups(3, all)).toEqual([{ from: 0, to: 3, setBy: [0, 1, 2] }]);
  expect(limitGroups(0, all)).toEqual([]);
});

test('the first points of each group set its limits, without those that are excluded', () => {
  expect(limitGroups(7, { freeze: 2, exclude: [1, 5], rebase: [4] })).toEqual([
    { from: 0, to: 4, setBy: [0] },
    { from: 4, to: 7, setBy: [4] },
  ]);
});

test('a new start at the beginning, twice, or beyond the end is none', () => {
  expect(limitGroups(3, { ...all, rebase: [2, 0, 2, 3, 9, -1] }).map(({ from, to }) => [from, to])).toEqual([
    [0, 2],
    [2, 3],
  ]);
});
