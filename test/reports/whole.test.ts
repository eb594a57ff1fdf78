import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { reportCsv } from '../../src/reports/csv.js';
import { wholeMarkdown } from '../../src/reports/markdown.js';
import { reportSchema } from '../../src/reports/schema.js';
import { reportText } from '../../src/reports/text.js';
import {
  fewReviews,
  fullReport,
  gain,
  madeIndicator,
  madeOutcome,
  madePeriod,
  madeReport,
} from '../made-reports.js';

const HOSTILE = `a\u001b]0;x\u0007\u202e ${'long'.repeat(80)} | \`b\` <script>`;

describe('a report that says everything', () => {
  test('is as it was reviewed, as text and Markdown', async () => {
    const report = fullReport();
    await expect(reportText(report, { width: 80, colour: false })).toMatchFileSnapshot('../golden/full.txt');
    await expect(wholeMarkdown(report)).toMatchFileSnapshot('../golden/full.md');
  });

  test('has the published shape', () => {
    expect(reportSchema.parse(fullReport())).toEqual(fullReport());
  });

  test('has nothing of a person, and CSV no line more', () => {
    expect(reportCsv(fullReport()).trim().split('\r\n')).toHaveLength(1);
  });
});

test('a narrow terminal has all numbers of a week, below its name', () => {
  const text = reportText(fullReport(), { width: 60, colour: false });
  expect(text).toContain('2022-02-21\n  first   9 of 14  64%\n  accompanied   9 of 14  64%\n');
});

describe('sections', () => {
  test('vanish where there is nothing to say', () => {
    const report = madeReport({ indicators: [madeIndicator(gain(30))] });
    for (const text of [reportText(report, { width: 80, colour: false }), wholeMarkdown(report)])
      expect(text).not.toMatch(/What was tried|Delivery beside it|Changed often|Vision/);
  });

  test('say that delivery beside practices shows no cause', () => {
    for (const text of [reportText(fullReport(), { width: 80, colour: false }), wholeMarkdown(fullReport())])
      expect(text.replace(/\s+/g, ' ')).toMatch(/association only, no cause/i);
  });
});

describe('whatever comes', () => {
  const reports = {
    'no indicator': madeReport(),
    'no data': madeReport({ indicators: [madeIndicator()] }),
    'one period': madeReport({ indicators: [madeIndicator({ periods: [madePeriod(0, 3, 6)] })] }),
    'one period of too few': madeReport({ indicators: [madeIndicator({ periods: [madePeriod(0, 1, 2)] })] }),
    'no limits': madeReport({
      indicators: [
        madeIndicator({
          ...gain(40),
          periods: gain(40).periods.map((it) => ({ ...it, limits: null, signal: null, rung: null })),
        }),
      ],
    }),
    'five years': fullReport(260),
    'few reviews': madeReport({ reviews: fewReviews }),
    'hostile names': {
      ...fullReport(),
      repository: { name: HOSTILE, branch: HOSTILE, head: 'b'.repeat(40), shallow: false },
      vision: HOSTILE,
      notes: [HOSTILE],
      interventions: [madeOutcome({ title: HOSTILE, sentence: HOSTILE, hypothesis: HOSTILE })],
      hotspots: [{ file: HOSTILE, changes: 3, tested: 0 }],
    },
  };

  test.each(Object.entries(reports))('%s fits every terminal, and is plain', (_, report) => {
    for (const width of [20, 30, 60, 100]) {
      const text = reportText(report, { width, colour: false });
      const widest = text.split('\n').reduce((a, b) => (stringWidth(b) > stringWidth(a) ? b : a));
      expect(stringWidth(widest), widest).toBeLessThanOrEqual(width);
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]|NaN|undefined|null|1969/);
    }
  });

  test.each(Object.entries(reports))('%s is Markdown in which nothing runs', (_, report) => {
    const text = wholeMarkdown(report);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]|NaN|undefined|null|1969/);
    expect(text.replace(/(`+)[^\n]*?[^`]\1(?!`)/g, '')).not.toContain('<script>');
  });
});
