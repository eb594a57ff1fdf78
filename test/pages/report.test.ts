import { describe, expect, test } from 'vitest';
import { reportPage } from '../../src/pages/report.js';
import {
  fullReport,
  gain,
  madeIndicator,
  madeOutcome,
  madePeriod,
  madeReport,
  madeStanding,
} from '../made-reports.js';

const text = (html: string): string =>
  html
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
const HOSTILE = `a\u001b]0;x\u0007\u202e ${'long'.repeat(80)} "'><script>alert(1)</script>`;

describe('the page of a report', () => {
  test('is as it was reviewed', async () => {
    await expect(reportPage(fullReport())).toMatchFileSnapshot('../golden/full.html');
  });

  test('says where each practice stands in text: rung, since, why, what moves it, guards', () => {
    const said = text(reportPage(fullReport()));
    for (const words of [
      'sustained a win since 2022-02-07',
      'The reason for sustained.',
      'What would move it up.',
      'What would move it down.',
      'too little known of newcomers',
      'coached within twelve weeks',
      '80% of them have taken it up',
      'Improvement log',
      'holding → sustained',
      'Every change comes with its test.',
      'tried: coaching',
      'Pairing with the coach',
      'Delivery beside it',
      'Association only, no cause',
      'Changed often, without a test',
      'src/billing/invoice.ts',
    ])
      expect(said).toContain(words);
  });

  test('calls nothing a win that is none', () => {
    for (const rung of [
      'no-baseline',
      'no-signal',
      'early-win',
      'holding',
      'slipping',
      'relapsed',
    ] as const) {
      const report = madeReport({
        indicators: [
          madeIndicator({ ...gain(40), standing: madeStanding(rung, { reason: 'A reason.' }), log: [] }),
        ],
      });
      // The steps ahead of it say that they are one.
      expect(text(reportPage(report).replace(/<ol[\s\S]*?<\/ol>/g, ''))).not.toMatch(/\bwin\b/);
    }
  });

  test('marks one step of each ladder as the current one', () => {
    const page = reportPage(fullReport());
    const ladders = page.match(/<ol class="ladder"[\s\S]*?<\/ol>/g) ?? [];
    expect(ladders).toHaveLength(4);
    for (const ladder of ladders) expect(ladder.match(/aria-current="step"/g)).toHaveLength(1);
  });

  test('has no section without anything in it', () => {
    expect(text(reportPage(madeReport()))).not.toMatch(
      /In focus|How broad|Delivery beside|Changed often|Vision|log/,
    );
  });

  test.each([
    ['no indicator', madeReport()],
    ['no data', madeReport({ indicators: [madeIndicator()] })],
    ['one period', madeReport({ indicators: [madeIndicator({ periods: [madePeriod(0, 3, 6)] })] })],
    ['five years', fullReport(260)],
    [
      'hostile names',
      {
        ...fullReport(),
        repository: { name: HOSTILE, branch: HOSTILE, head: 'b'.repeat(40), shallow: false },
        vision: HOSTILE,
        notes: [HOSTILE],
        interventions: [madeOutcome({ title: HOSTILE, sentence: HOSTILE, hypothesis: HOSTILE })],
        hotspots: [{ file: HOSTILE, changes: 3, tested: 0 }],
      },
    ],
  ])('of %s runs nothing, loads nothing and has each id once', (_, report) => {
    const page = reportPage(report);
    // What a reader may follow is loaded when it is.
    const own = page.replaceAll(/<a href="https:\/\/[^"]+">/g, '<a>');
    expect(own).not.toMatch(/<script|<link|<img| style=| on\w+="|https?:\/\/(?!www\.w3\.org\/)/);
    expect(page).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]|NaN|undefined|1969/);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
