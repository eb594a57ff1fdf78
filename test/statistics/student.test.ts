import { describe, expect, test } from 'vitest';
import { joined, sampleOf } from '../../src/statistics/sample.js';
import { studentTails, tTest } from '../../src/statistics/student.js';

describe("Student's t", () => {
  // Printed tables of the t distribution, two-sided; the last are by hand: one degree of freedom is Cauchy's curve.
  test.each([
    [12.706, 1, 0.05],
    [2.776, 4, 0.05],
    [2.228, 10, 0.05],
    [3.169, 10, 0.01],
    [4.587, 10, 0.001],
    [2.009, 50, 0.05],
    [2.626, 100, 0.01],
    [1, 1, 0.5],
    [1 / Math.sqrt(3), 1, 2 / 3],
  ])('beyond ±%f with %i degrees lies %f', (t, freedom, p) => {
    expect(Math.abs(studentTails(t, freedom) / p - 1)).toBeLessThan(1e-3);
    expect(studentTails(-t, freedom)).toBe(studentTails(t, freedom));
  });

  test('is right in thin tails', () => {
    // With two degrees P(|T| > t) is 1 − t/√(2 + t²), which is 1/t² − 1.5/t⁴ far out.
    for (const t of [10, 1e3, 1e5]) {
      expect(studentTails(t, 2) / (t ** -2 - 1.5 * t ** -4)).toBeCloseTo(1, 3);
    }
    expect(studentTails(0, 5)).toBe(1);
    expect(studentTails(Infinity, 5)).toBe(0);
    expect(studentTails(1e200, 5)).toBe(0);
  });
});

describe('the t-test', () => {
  const of = (...values: number[]) => sampleOf(values, 0, values.length);

  test('compares two samples, by hand', () => {
    // Means 2 and 5, population variances 2/3: t = −3/√(2/3·(1/3 + 1/3)) = −4.5 with 4 degrees. Table: 4.604 is .01.
    const p = tTest(of(1, 2, 3), of(4, 5, 6));
    expect(p).toBe(studentTails(4.5, 4));
    expect(p).toBeGreaterThan(0.01);
    expect(p).toBeLessThan(0.012);
  });

  test('of constants is all or nothing', () => {
    expect(tTest(of(1, 1), of(1, 1, 1))).toBe(1);
    expect(tTest(of(1, 1), of(2, 2))).toBe(0);
    expect(tTest(of(1), of(2))).toBe(1);
  });

  test('knows of joined samples what it knows of the whole', () => {
    const values = [3, 1, 4, 1, 5, 9, 2, 6];
    const whole = joined(sampleOf(values, 0, 3), sampleOf(values, 3, 8));
    const atOnce = sampleOf(values, 0, 8);
    expect(whole.size).toBe(atOnce.size);
    expect(whole.mean).toBeCloseTo(atOnce.mean, 12);
    expect(whole.squares).toBeCloseTo(atOnce.squares, 10);
    expect(joined(of(0.1, 0.1), of(0.1)).squares).toBe(0);
  });
});
