import { expect, test } from 'vitest';
import { Rate } from '../../../src/jobs/access/rate.js';

test('so many go through at once, and then one in so many seconds', () => {
  const rate = new Rate(3, 2);
  const at = (now: number): number => rate.secondsToWait(now);
  expect([at(100), at(100), at(101), at(101)]).toEqual([0, 0, 0, 1]);
  expect([at(102), at(102), at(103)]).toEqual([0, 2, 1]);
  // What was not used is not saved up beyond what goes through at once.
  expect([at(900), at(900), at(900), at(900)]).toEqual([0, 0, 0, 2]);
  // A clock that is set back holds nobody up for longer than that.
  expect([at(800), at(802)]).toEqual([2, 0]);
});
