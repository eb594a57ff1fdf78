import { expect, test } from 'vitest';
import { focusViews } from '../../src/reports/focus.js';
import { wholeMarkdown } from '../../src/reports/markdown.js';
import { reportText } from '../../src/reports/text.js';
import { fullReport, madeReport } from '../made-reports.js';

const report = madeReport({
  focus: [
    {
      name: 'billing\u001b[31m',
      goal: 'tested first | always',
      by: '2026-12-31',
      changes: 12,
      all: 80,
      indicators: fullReport().indicators,
    },
    { name: 'empty', goal: null, by: null, changes: 0, all: 0, indicators: [] },
  ],
});

test('areas in focus are told with their part of the work, and where practices stand there', () => {
  const [billing, empty] = focusViews(report);
  expect(billing?.goal).toBe('tested first | always, by 2026-12-31');
  expect(billing?.lines[0]).toBe('12 of 80 changes touched it (15%)');
  expect(billing?.lines.some((line) => /^test-first observed: .* · .*, since /.test(line))).toBe(true);
  expect(empty).toEqual({ name: 'empty', goal: null, lines: ['0 of 0 changes touched it (0%)'] });
});

test('text and Markdown show them, and vanish without any', () => {
  for (const write of [(it: typeof report) => reportText(it, { width: 60, colour: false }), wholeMarkdown]) {
    expect(write(report)).toContain('12 of 80 changes touched it');
    expect(write(report)).not.toContain('\u001b');
    expect(write(madeReport())).not.toContain('In focus');
  }
});
