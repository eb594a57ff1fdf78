import { expect, test } from 'vitest';
import { overviewOf } from '../../src/reports/overview.js';
import { gain, madeIndicator, madeOutcome, madeReport, monday } from '../made-reports.js';

test('an overview has what has a rung, with its latest periods and the whole log', () => {
  const climbing = madeIndicator({ ...gain(60) });
  const neutral = madeIndicator({ name: 'refactoring.share', practice: 'refactoring', standing: null });
  const report = madeReport({ vision: 'Every change has a test.', indicators: [climbing, neutral] });
  const { indicators, ...rest } = overviewOf(report);
  expect(rest).toEqual({
    name: 'team',
    vision: 'Every change has a test.',
    changes: 0,
    focus: [],
    interventions: [],
  });
  expect(indicators.map(({ name }) => name)).toEqual(['test-first.observed']);
  const [one] = indicators;
  expect(one?.recent.length).toBe(26);
  expect(one?.recent.at(-1)).toEqual({
    start: monday(59),
    x: climbing.periods.at(-1)?.x,
    n: climbing.periods.at(-1)?.n,
    enough: true,
  });
  expect(one?.log).toEqual(climbing.log.map(({ start, to }) => ({ start, to })));
  expect(one?.standing).toEqual(climbing.standing);
});

test('an overview has the latest twenty interventions, oldest first', () => {
  const interventions = Array.from({ length: 25 }, (_, at) =>
    madeOutcome({ title: `Session ${at}`, start: monday(24 - at), end: monday(24 - at) }),
  );
  const kept = overviewOf(madeReport({ interventions })).interventions;
  expect(kept.length).toBe(20);
  expect(kept.at(0)?.start).toBe(monday(5));
  expect(kept.at(-1)?.start).toBe(monday(24));
});

test('an overview has how much of the work went into each focus area', () => {
  const focus = { name: 'billing', goal: 'No bug twice', by: '2027-01-01', changes: 3, all: 10 };
  expect(overviewOf(madeReport({ focus: [{ ...focus, indicators: [] }] })).focus).toEqual([focus]);
});
