import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isNear,
  type LineChange,
  type Span,
  spanAfter,
} from '../../../src/analyses/review-feedback/follow-lines.js';

/** A file is a list of lines that are all different, so that each can be found again by what it says. */
type File = readonly number[];

/** What git would say of an edit, found by content. */
function changeOf(before: File, after: File): LineChange {
  const pairs = (lines: File, others: File): number[] => {
    const runs: number[] = [];
    for (const [at, line] of lines.entries()) {
      if (others.includes(line)) continue;
      const last = runs.length - 2;
      if (runs.length > 0 && (runs[last] ?? 0) + (runs[last + 1] ?? 0) === at + 1)
        runs[last + 1] = (runs[last + 1] ?? 0) + 1;
      else runs.push(at + 1, 1);
    }
    return runs;
  };
  return { removedAt: pairs(before, after), added: pairs(after, before) };
}

/** Whether a line that came or went stands within k lines of a span: looked for line by line, slowly. */
function isNearByContent(before: File, after: File, { first, last }: Span, k: number): boolean {
  const went = before.some((line, at) => !after.includes(line) && at + 1 >= first - k && at + 1 <= last + k);
  const came = after.some((line, at) => {
    if (before.includes(line)) return false;
    const above = after
      .slice(0, at)
      .filter((it) => before.includes(it))
      .at(-1);
    const below = after.slice(at).find((it) => before.includes(it));
    const lineAbove = above === undefined ? 0 : before.indexOf(above) + 1;
    const lineBelow = below === undefined ? Number.POSITIVE_INFINITY : before.indexOf(below) + 1;
    return lineAbove <= last + k - 1 && lineBelow >= first - k + 1;
  });
  return went || came;
}

/** A file, and what some edits made of it: each keeps some lines in their order and puts others between. */
const story = fc
  .tuple(
    fc.integer({ min: 1, max: 25 }),
    fc.array(fc.array(fc.nat({ max: 5 }), { minLength: 30, maxLength: 30 }), { minLength: 1, maxLength: 5 }),
  )
  .map(([length, edits]) => {
    let fresh = 1000;
    const files: number[][] = [Array.from({ length }, (_, at) => at)];
    for (const steps of edits) {
      const before = files.at(-1) ?? [];
      const after = before.flatMap((line, at) => {
        const step = steps[at % steps.length] ?? 0;
        if (step === 0) return [];
        if (step === 1) return [fresh++, line];
        if (step === 2) return [fresh++];
        return [line];
      });
      if (steps[0] === 5) after.push(fresh++);
      files.push(after);
    }
    return files;
  });

const commented = fc.tuple(fc.nat(), fc.nat({ max: 4 }));

const spanIn = (file: File, [start, more]: readonly [number, number]): Span => {
  const first = 1 + (start % Math.max(1, file.length));
  return { first, last: Math.min(Math.max(1, file.length), first + more) };
};

describe('a place in a file', () => {
  test('is where its lines are found by their content, through any edits', () => {
    fc.assert(
      fc.property(story, commented, (files, place) => {
        const [start = []] = files;
        let span = spanIn(start, place);
        const lines = start.slice(span.first - 1, span.last);
        for (const [at, after] of files.slice(1).entries()) {
          const before = files[at] ?? [];
          span = spanAfter(changeOf(before, after), span);
          expect(span.first).toBeGreaterThan(0);
          expect(span.last).toBeGreaterThanOrEqual(span.first);
          const left = lines.filter((line) => after.includes(line)).map((line) => after.indexOf(line) + 1);
          for (const line of left) {
            expect(line).toBeGreaterThanOrEqual(span.first);
            expect(line).toBeLessThanOrEqual(span.last);
          }
          // As long as its own ends are there, nothing else is taken for it.
          const ends = [lines[0], lines.at(-1)].map((line) => after.indexOf(line ?? -1) + 1);
          if (ends.every((line) => line > 0)) expect([span.first, span.last]).toEqual(ends);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('is touched when a line came or went near it', () => {
    fc.assert(
      fc.property(story, commented, fc.nat({ max: 4 }), ([before = [], after = []], place, k) => {
        const span = spanIn(before, place);
        expect(isNear(changeOf(before, after), span, k)).toBe(isNearByContent(before, after, span, k));
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['a line of it is replaced', { removedAt: [10, 1], added: [10, 1] }, true, { first: 10, last: 10 }],
    ['lines come far above', { removedAt: [], added: [1, 5] }, false, { first: 15, last: 15 }],
    ['lines go far above', { removedAt: [2, 4], added: [] }, false, { first: 6, last: 6 }],
    ['lines come three below', { removedAt: [], added: [13, 1] }, true, { first: 10, last: 10 }],
    ['lines come four below', { removedAt: [], added: [14, 1] }, false, { first: 10, last: 10 }],
    ['lines come three above', { removedAt: [], added: [8, 2] }, true, { first: 12, last: 12 }],
    ['lines come four above', { removedAt: [], added: [7, 2] }, false, { first: 12, last: 12 }],
    ['it goes without a trace', { removedAt: [10, 1], added: [] }, true, { first: 9, last: 9 }],
    ['the whole file is written anew', { removedAt: [1, 20], added: [1, 3] }, true, { first: 1, last: 3 }],
    ['nothing is left', { removedAt: [1, 20], added: [] }, true, { first: 1, last: 1 }],
  ])('when %s', (_, change, near, after) => {
    expect(isNear(change, { first: 10, last: 10 }, 3)).toBe(near);
    expect(spanAfter(change, { first: 10, last: 10 })).toEqual(after);
  });
});
