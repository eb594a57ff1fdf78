import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayOf, mondayOf, weekOf } from '../../src/trends/calendar.js';

const at = (iso: string): number => Date.parse(iso) / 1000;

describe('the calendar', () => {
  test('knows the day of a moment, in UTC', () => {
    expect(dayOf(at('2026-02-28T23:59:59Z'))).toBe('2026-02-28');
    expect(dayOf(at('1969-12-31T00:00:00Z'))).toBe('1969-12-31');
  });

  test('has a first and a last day', () => {
    expect(dayOf(8.64e12 + 1)).toBe('+275760-09-13');
    expect(mondayOf(weekOf(-8.64e12))).toBe('-271821-04-20');
  });

  test('begins weeks on Monday', () => {
    expect(mondayOf(weekOf(at('2026-01-11T23:59:59Z')))).toBe('2026-01-05');
    expect(mondayOf(weekOf(at('2026-01-12T00:00:00Z')))).toBe('2026-01-12');
    expect(mondayOf(weekOf(at('1970-01-01T00:00:00Z')))).toBe('1969-12-29');
  });

  test('counts days over the ends of months and years', () => {
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
  });

  test('has seven days in every week', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e10, max: 1e11 }), (seconds) => {
        const monday = mondayOf(weekOf(seconds));
        expect(dayOf(seconds) >= monday).toBe(true);
        expect(dayOf(seconds) < addDays(monday, 7)).toBe(true);
        expect(new Date(`${monday}T00:00:00Z`).getUTCDay()).toBe(1);
      }),
    );
  });
});
