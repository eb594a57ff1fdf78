import { describe, expect, test } from 'vitest';
import type { ChangeIndex } from '../../src/model/change-index.js';
import { type ChangeQuery, WHOLE } from '../../src/model/change-query.js';
import { partOf, selectChanges } from '../../src/trends/select-changes.js';

const at = (text: string): number => Date.parse(text) / 1000;

const index: ChangeIndex = {
  ids: ['a', 'b', 'c', 'd'],
  mergedAt: [
    at('2026-01-05T00:00:00Z'),
    at('2026-01-31T23:59:59Z'),
    at('2026-02-01T00:00:00Z'),
    at('2026-03-01T12:00:00Z'),
  ],
  classes: ['first', 'untested', 'not-applicable', 'with'],
  areas: [{ name: 'Billing', at: [0, 2, 3] }],
  counted: [
    { indicator: 'test-first.observed', at: [0, 1, 3], x: [1, 0, 0], n: [1, 1, 1] },
    { indicator: 'review-feedback.uptake', at: [1, 3], x: [0, 5], n: [2, 7] },
  ],
};

const ask = (over: Partial<ChangeQuery>) =>
  selectChanges(index, { ...WHOLE, indicator: null, counts: 'n', class: null, ...over });

describe('the changes that a number counts', () => {
  test('are all of them, newest first, where nothing is asked', () => {
    expect(ask({})).toEqual({ ids: ['d', 'c', 'b', 'a'], x: null, n: null });
  });

  test.each<[Partial<ChangeQuery>, string[], number, number]>([
    [{}, ['d', 'b', 'a'], 1, 3],
    [{ counts: 'x' }, ['a'], 1, 3],
    [{ focus: 'Billing' }, ['d', 'a'], 1, 2],
    [{ from: '2026-01-05', to: '2026-01-31' }, ['b', 'a'], 1, 2],
    [{ from: '2026-01-06', to: '2026-01-30' }, [], 0, 0],
    [{ class: 'untested' }, ['b'], 0, 1],
    [{ indicator: 'review-feedback.uptake' }, ['d', 'b'], 5, 9],
    [{ indicator: 'review-feedback.uptake', counts: 'x' }, ['d'], 5, 9],
    [{ indicator: 'nothing.known' }, [], 0, 0],
  ])('of %j are those', (over, ids, x, n) => {
    expect(ask({ indicator: 'test-first.observed', ...over })).toEqual({ ids, x, n });
  });

  test('add up to what a part says, with an interval that is wider where threads of one change are alike', () => {
    const part = partOf(index, { focus: 'Billing', from: '2026-01-05', to: null });
    expect(part).toMatchObject({ changes: 3, eligible: 2 });
    const observed = part.shares.get('test-first.observed');
    expect(observed).toMatchObject({ x: 1, n: 2 });
    expect(observed?.lower).toBeCloseTo(0.0945, 3);
    expect(observed?.upper).toBeCloseTo(0.9055, 3);
    const whole = partOf(index, WHOLE);
    const [uptake, alike] = [whole.shares.get('review-feedback.uptake'), 0.2667];
    expect(uptake).toMatchObject({ x: 5, n: 9 });
    // Nine of nine independent ones would have it from .27 to .81.
    expect(uptake?.lower).toBeLessThan(alike);
    expect(partOf(index, { ...WHOLE, from: '2027-01-01' }).shares.size).toBe(0);
  });
});
