import { describe, expect, test } from 'vitest';
import { localeOf } from '../../src/web/say.js';

const written = (header: string | undefined): string[] => {
  const { say } = localeOf(header);
  return [say.day('2026-01-31'), say.number(12345), say.percent(0.5)].map((it) => it.replace(/\s/g, ' '));
};

describe('days and numbers', () => {
  test.each<[string | undefined, string[]]>([
    [undefined, ['2026-01-31', '12,345', '50%']],
    ['', ['2026-01-31', '12,345', '50%']],
    ['*', ['2026-01-31', '12,345', '50%']],
    ['en-US,en;q=0.9', ['Jan 31, 2026', '12,345', '50%']],
    ['de-CH;q=0.1, de', ['31.01.2026', '12.345', '50 %']],
    ['xx-yy-zz-!!, fr;q=0.3', ['31 janv. 2026', '12 345', '50 %']],
    ['de;q=0, en-GB', ['31 Jan 2026', '12,345', '50%']],
    [`${'zz,'.repeat(5000)}de`, ['2026-01-31', '12,345', '50%']],
  ])('are written as %j says', (header, expected) => {
    expect(written(header)).toEqual(expected);
  });

  test('are of UTC, whatever the time of the day; what is no day stays as it is', () => {
    const { say } = localeOf('en-US');
    expect(say.day('2026-01-31T23:59:59.000Z')).toBe('Jan 31, 2026');
    expect(say.day('period 3')).toBe('period 3');
  });
});
