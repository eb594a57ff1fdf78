import { expect, test } from 'vitest';
import type { Change } from '../../src/model/change.js';
import type { Judgement } from '../../src/model/judgement.js';
import type { Indicator } from '../../src/model/observation.js';
import { defaultSettings } from '../../src/model/settings.js';
import { Collected } from '../../src/trends/collect.js';

const indicator: Indicator = {
  name: 'test-first.observed',
  practice: 'test-first',
  title: 'observed',
  definition: 'of those that count',
  direction: 'up',
};
const judgement = (week: number, paths: readonly string[]): Judgement => ({
  change: {
    mergedAt: Date.UTC(2025, 0, 6 + 7 * week) / 1000,
    author: 'key',
    origin: 'pull-ref',
    title: 'a change',
    commits: [],
    bot: false,
    id: 'a',
    kind: 'pull-request',
    number: 1,
    base: null,
    head: 'a',
    cutOff: false,
  } satisfies Change,
  findings: [],
  lines: null,
  paths,
  people: null,
});
const pattern = (start: string) => ({
  source: `${start}**`,
  matches: (path: string) => path.startsWith(start),
});

test('what changes contribute counts everywhere, and in each area that they touched', () => {
  const collected = new Collected(
    {
      ...defaultSettings,
      practices: { ...defaultSettings.practices, 'test-first': { target: 0.6, baseline: null } },
      focus: [
        { name: 'billing', paths: [pattern('src/billing/')], goal: 'tested first', by: '2026-01-01' },
        { name: 'nowhere', paths: [pattern('nowhere/')], goal: null, by: null },
      ],
    },
    0,
  );
  for (let week = 0; week < 10; week += 1) {
    collected.add(judgement(week, ['src/billing/a.ts', 'src/b.ts']), [{ indicator: indicator.name, x: 1 }]);
    collected.add(judgement(week, ['src/b.ts']), [{ indicator: indicator.name, x: 0 }]);
  }
  expect(collected.trends([indicator])).toMatchObject([{ title: 'observed', x: 10, n: 20, target: 0.6 }]);
  expect(collected.focus([indicator])).toMatchObject([
    { name: 'billing', goal: 'tested first', changes: 10, all: 20, indicators: [{ x: 10, n: 10 }] },
    { name: 'nowhere', changes: 0, all: 20, indicators: [{ x: 0, n: 0, periods: [] }] },
  ]);
});
