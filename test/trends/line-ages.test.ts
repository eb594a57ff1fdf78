import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ChangedFile, LineAges } from '../../src/trends/line-ages.js';

const DAY = 24 * 60 * 60;
const at = (day: number): number => Date.UTC(2026, 0, 5) / 1000 + day * DAY;

const file = (it: Partial<ChangedFile>): ChangedFile => ({
  path: 'a.ts',
  before: 'a.ts',
  binary: false,
  removedAt: [],
  added: [],
  ...it,
});
const created = (lines: number, path = 'a.ts'): ChangedFile =>
  file({ path, before: null, added: [1, lines] });

describe('the ages of lines', () => {
  test('tell what went within 21 days of its coming', () => {
    const ages = new LineAges();
    expect(ages.change([created(10)], at(0))).toEqual({ removed: 0, reworked: 0 });
    expect(ages.change([file({ removedAt: [3, 2], added: [3, 1] })], at(20))).toEqual({
      removed: 2,
      reworked: 2,
    });
    // Of lines 2 to 4 only the one that came on day 20 is young.
    expect(ages.change([file({ removedAt: [2, 3] })], at(22))).toEqual({ removed: 3, reworked: 1 });
  });

  test('are unknown, and so not young, of what was there before', () => {
    expect(new LineAges().change([file({ removedAt: [1, 5], added: [1, 5] })], at(0))).toEqual({
      removed: 5,
      reworked: 0,
    });
  });

  test('follow lines that others push down and up', () => {
    const ages = new LineAges();
    ages.change([file({ added: [10, 3] })], at(0));
    ages.change([file({ added: [1, 100], removedAt: [5, 2] })], at(1));
    // The three are at 108 to 110 now.
    expect(ages.change([file({ removedAt: [107, 1] })], at(2))).toEqual({ removed: 1, reworked: 0 });
    expect(ages.change([file({ removedAt: [107, 3] })], at(3))).toEqual({ removed: 3, reworked: 3 });
  });

  test('go with a file that is renamed, and swap with two that swap their names', () => {
    const ages = new LineAges();
    ages.change([created(4, 'a.ts')], at(0));
    ages.change([file({ path: 'b.ts', before: 'a.ts' })], at(1));
    ages.change([created(2, 'a.ts')], at(30));
    const swap = [file({ path: 'a.ts', before: 'b.ts' }), file({ path: 'b.ts', before: 'a.ts' })];
    ages.change(swap, at(31));
    expect(ages.change([file({ path: 'a.ts', before: 'a.ts', removedAt: [1, 4] })], at(32))).toEqual({
      removed: 4,
      reworked: 0,
    });
    expect(ages.change([file({ path: 'b.ts', before: 'b.ts', removedAt: [1, 2] })], at(33))).toEqual({
      removed: 2,
      reworked: 2,
    });
  });

  test('end with the file, and where it is no longer text', () => {
    const ages = new LineAges();
    ages.change([created(4)], at(0));
    expect(ages.change([file({ removedAt: [1, 4] })], at(1)).reworked).toBe(4);
    ages.change([created(4)], at(2));
    ages.change([file({ binary: true })], at(3));
    expect(ages.change([file({ removedAt: [1, 4] })], at(4)).reworked).toBe(0);
  });

  test('do not trust a date that is far off', () => {
    const ages = new LineAges();
    ages.change([created(4)], at(0));
    ages.change([created(4, 'b.ts')], at(40_000));
    expect(ages.change([file({ path: 'b.ts', before: 'b.ts', removedAt: [1, 2] })], at(1)).reworked).toBe(0);
    expect(ages.change([file({ removedAt: [1, 2] })], at(1)).reworked).toBe(2);
  });

  test('are let go when they no longer matter', () => {
    const ages = new LineAges();
    for (let change = 0; change < 2000; change += 1)
      ages.change([created(5, `${change}.ts`)], at(change / 4));
    // 21 days of four a day, and what came since the last time that it was looked.
    expect(ages.size).toBeLessThan(21 * 4 + 100);
  });

  test('are those of a file kept line by line', () => {
    const hunk = fc.record({ skip: fc.nat(4), gone: fc.nat(4), came: fc.nat(4) });
    const change = fc.record({ days: fc.nat(15), hunks: fc.array(hunk, { maxLength: 6 }) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        const ages = new LineAges();
        let lines: (number | null)[] = Array.from({ length: 12 }, () => null);
        let day = 0;
        for (const { days, hunks } of changes) {
          day += days;
          const kept: (number | null)[] = [];
          const removedAt: number[] = [];
          const added: number[] = [];
          let [from, removed, reworked] = [0, 0, 0];
          for (const { skip, gone, came } of hunks) {
            kept.push(...lines.slice(from, from + skip));
            from = Math.min(lines.length, from + skip);
            const went = lines.slice(from, from + gone);
            if (went.length > 0) removedAt.push(from + 1, went.length);
            if (came > 0) added.push(kept.length + 1, came);
            kept.push(...Array.from({ length: came }, () => day));
            from += went.length;
            removed += went.length;
            const today = day;
            reworked += went.filter((born) => born !== null && today - born < 21).length;
          }
          lines = [...kept, ...lines.slice(from)];
          expect(ages.change([file({ removedAt, added })], at(day))).toEqual({ removed, reworked });
        }
      }),
      { numRuns: 300 },
    );
  });
});
