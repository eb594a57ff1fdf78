import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSeries } from '../../src/settings/series.js';

const problems = (value: unknown): readonly string[] => {
  const parsed = parseSeries(typeof value === 'string' ? value : JSON.stringify(value));
  return parsed.kind === 'wrong' ? parsed.problems : [];
};

describe('a series', () => {
  test('is of shares or of measurements, with a direction and dates or without', () => {
    expect(parseSeries('{"points": [{"x": 1, "n": 3}]}')).toEqual({
      kind: 'series',
      series: { kind: 'ratio', direction: 'neutral', points: [{ start: null, x: 1, n: 3 }] },
      notes: [],
    });
    const dated = { direction: 'up', points: [{ start: '2026-01-05', value: -0.5 }] };
    expect(parseSeries(JSON.stringify(dated))).toEqual({
      kind: 'series',
      series: { kind: 'measurement', ...dated },
      notes: [],
    });
  });

  test('may have periods without a case, times of day, and what we do not read', () => {
    expect(problems({ points: [{ x: 0, n: 0 }] })).toEqual([]);
    expect(problems({ points: [{ start: '2026-01-05T10:00:00+02:00', value: 1 }] })).toEqual([]);
    expect(
      problems({
        points: [{ start: null, x: 1, n: 2, weeks: 1, enough: true, groups: [{ key: 'a', x: 1, n: 2 }] }],
      }),
    ).toEqual([]);
  });

  test.each([
    [{}, 'points[0].groups: expected a list of {key, x, n}, got an object'],
    [[{ key: 'a', x: -1, n: 1 }], 'points[0].groups[0].x: expected a whole number from 0 to n, got -1'],
    [
      [{ key: null, x: 1, n: 1 }],
      'points[0].groups[0].key: expected a word or a number that tells a person or group apart, got null',
    ],
    [
      [{ key: 'a', x: 1, n: 9 }],
      'points[0].groups: expected groups that add up to x of n at most, got a list of 1',
    ],
  ])('has groups as they should be, not %j', (groups, problem) => {
    expect(problems({ points: [{ x: 1, n: 3, groups }] })).toEqual([problem]);
  });

  test('is put in the order of its dates, which is said', () => {
    const parsed = parseSeries(
      JSON.stringify({
        points: ['2026-02-02', '2025-12-29', '2026-01-05'].map((start) => ({ start, value: 1 })),
      }),
    );
    expect(parsed).toMatchObject({
      series: { points: [{ start: '2025-12-29' }, { start: '2026-01-05' }, { start: '2026-02-02' }] },
      notes: [expect.stringContaining('order of their dates')],
    });
  });
});

describe('what is no series', () => {
  test.each([
    ['', 'expected a series as JSON, got nothing'],
    ['  \n', 'expected a series as JSON, got nothing'],
    ['[]', 'expected an object, got a list of 0'],
    ['null', 'expected an object, got null'],
    ['3', 'expected an object, got 3'],
    ['{}', 'points: expected a list, got nothing'],
    ['{"points": {"a": 1}}', 'points: expected a list, got an object'],
    ['{"points": []}', 'points: expected at least one point, got a list of 0'],
    ['{"points": [null]}', 'points[0]: expected an object, got null'],
    ['{"points": [{}]}', 'points[0].x: expected a whole number from 0 to n, got nothing'],
    ['{"points": [{"x": 1}]}', 'points[0].n: expected a whole number from 0 to 1000000, got nothing'],
    ['{"points": [{"x": -1, "n": 2}]}', 'points[0].x: expected a whole number from 0 to n, got -1'],
    ['{"points": [{"x": 3, "n": 2}]}', 'points[0].x: expected a whole number from 0 to n, got 3'],
    ['{"points": [{"x": 1.5, "n": 2}]}', 'points[0].x: expected a whole number from 0 to n, got 1.5'],
    ['{"points": [{"x": "1", "n": 2}]}', 'points[0].x: expected a whole number from 0 to n, got "1"'],
    [
      '{"points": [{"x": 1, "n": 2e6}]}',
      'points[0].n: expected a whole number from 0 to 1000000, got 2000000',
    ],
    ['{"points": [{"value": null}]}', 'points[0].value: expected a number, got null'],
    ['{"points": [{"value": true}]}', 'points[0].value: expected a number, got true'],
    [
      '{"points": [{"value": 1e999}]}',
      'points[0].value: expected a number, got a number beyond all that can be told',
    ],
    ['{"points": [{"value": 1e101}]}', 'points[0].value: expected a number from -1e100 to 1e100, got 1e+101'],
    [
      '{"direction": "north", "points": [{"value": 1}]}',
      'direction: expected up, down or neutral, got "north"',
    ],
    [
      '{"points": [{"start": "2026-02-30", "value": 1}]}',
      'points[0].start: expected a day as YYYY-MM-DD, or a time as YYYY-MM-DDThh:mm:ssZ, got "2026-02-30"',
    ],
  ])('%s: %s', (text, problem) => {
    expect(problems(text)).toContain(problem);
  });

  test('is no JSON, as NaN is none', () => {
    expect(problems('{"points": [{"value": NaN}]}')).toEqual([
      expect.stringMatching(/^expected JSON, got what is none: /),
    ]);
  });

  test('is told all at once, each with its point', () => {
    expect(
      problems({
        direction: 'sideways',
        points: [
          { start: '2026-01-05', x: 1, n: 0 },
          { start: '2026-01-05', x: null, n: 3 },
          { x: 1, n: 3 },
          { start: 'soon', x: 1, n: 3, value: 4 },
        ],
      }).map((problem) => problem.split(':')[0]),
    ).toEqual([
      'direction',
      'points[0].value',
      'points[0]',
      'points[1].value',
      'points[1]',
      'points[1].start',
      'points[2].value',
      'points[2]',
      'points[2].start',
      'points[3].start',
      'points[3]',
    ]);
  });

  test('has two points of one day, however it is written', () => {
    expect(
      problems({ points: ['2026-01-05', '2026-01-05T00:00:00Z'].map((start) => ({ start, value: 1 })) }),
    ).toEqual(['points[1].start: expected a day of its own, got "2026-01-05T00:00:00Z" as points[0] has']);
  });

  test('is told shortly, however deep or long it is', () => {
    const deep = `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`;
    expect(problems(`{"points": [{"x": ${deep}, "n": 2}]}`)).toEqual([
      'points[0].x: expected a whole number from 0 to n, got an object',
    ]);
    expect(problems({ points: [{ value: 'x'.repeat(1000) }] })[0]?.length).toBeLessThan(120);
  });

  test('is not looked for without end', () => {
    const told = problems({ points: Array(5000).fill({ x: -1, n: 2 }) });
    expect(told.length).toBeGreaterThanOrEqual(1000);
    expect(told.length).toBeLessThan(1100);
  });

  test('never throws, and what it reads is whole', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify({ points: [value, { x: 1, n: 2 }], direction: 'up' });
        const parsed = parseSeries(text);
        if (parsed.kind === 'wrong') expect(parsed.problems.length).toBeGreaterThan(0);
        expect(() => parseSeries(JSON.stringify(value))).not.toThrow();
        expect(() => parseSeries(JSON.stringify({ points: value }))).not.toThrow();
      }),
    );
  });
});
