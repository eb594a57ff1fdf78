import { describe, expect, test } from 'vitest';
import type { RepositoryReport } from '../../src/model/report.js';
import { reportJson } from '../../src/reports/json.js';
import { madeReport } from '../made-reports.js';

const row = (title: string): RepositoryReport['changes'][number] => ({
  id: 'a'.repeat(40),
  kind: 'push',
  number: null,
  title,
  mergedAt: '2026-01-05T00:00:00.000Z',
  commits: 1,
  class: 'untested',
  orderVisible: false,
  stacked: false,
  units: { first: 0, with: 0, after: 0, untested: 1 },
  refactoring: { class: 'none', pure: null, kinds: {} },
  review: null,
  findings: null,
});

const report = (titles: readonly string[]): RepositoryReport =>
  madeReport({
    repository: { name: 'a "changes": []', branch: 'main', head: 'b'.repeat(40), shallow: false },
    notes: ['"changes": []'],
    changes: titles.map(row),
  });

describe('a report as JSON', () => {
  test.each([[[]], [['one']], [['one', 'two "quoted"\nand broken', '"changes": []']]])(
    'is written in pieces that make the whole: %j',
    (titles) => {
      const whole = report(titles);
      expect([...reportJson(whole)].join('')).toBe(`${JSON.stringify(whole, null, 2)}\n`);
    },
  );

  test('is never in memory as one text', () => {
    const pieces = [...reportJson(report(Array.from({ length: 1000 }, (_, at) => `change ${at}`)))];
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(64 * 1024);
  });
});
