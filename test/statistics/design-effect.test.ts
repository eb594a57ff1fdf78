import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { designEffect } from '../../src/statistics/design-effect.js';

describe('the design effect', () => {
  test('is 1 where each case is alone', () => {
    expect(designEffect([1, 0, 1, 1, 0].map((x) => ({ x, n: 1 })))).toBe(1);
  });

  test('is 1 where nothing varies, or nothing is known', () => {
    expect(designEffect([])).toBe(1);
    expect(designEffect([{ x: 3, n: 4 }])).toBe(1);
    expect(
      designEffect([
        { x: 2, n: 2 },
        { x: 3, n: 3 },
      ]),
    ).toBe(1);
    expect(
      designEffect([
        { x: 0, n: 0 },
        { x: 0, n: 3 },
      ]),
    ).toBe(1);
  });

  test('is about as large as the groups where all of a group are alike', () => {
    const groups = Array.from({ length: 40 }, (_, at) => ({ x: at % 2 === 0 ? 5 : 0, n: 5 }));
    // 40/39 · 40·2.5² / (200·¼)
    expect(designEffect(groups)).toBeCloseTo(5.128, 3);
  });

  test('is never less than 1', () => {
    const group = fc.nat({ max: 9 }).chain((n) => fc.nat({ max: n }).map((x) => ({ x, n })));
    fc.assert(
      fc.property(fc.array(group, { maxLength: 20 }), (groups) => {
        expect(designEffect(groups)).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});
