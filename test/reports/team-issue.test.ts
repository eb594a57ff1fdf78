import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rungsOf, teamIssue } from '../../src/reports/team-issue.js';
import {
  fullReport,
  gain,
  madeIndicator,
  madeOutcome,
  madePeriod,
  madeReport,
  madeStanding,
} from '../made-reports.js';
import { expectMermaid } from './mermaid-grammar.js';
import { expectNothingLinks } from './nothing-links.js';

const PAGE = 'https://holdfast.example/r/acme/shop';
const around = { name: 'acme/shop', reportUrl: PAGE, today: '2022-03-01' };

/** The charts of a body, each as lines with the empty one after it. */
const charts = (body: string): string[][] =>
  [...body.matchAll(/^```mermaid\n[\s\S]*?^```\n/gm)].map(([block]) => block.split('\n'));

describe('the issue of a team', () => {
  test('is as it was reviewed', async () => {
    const { title, body } = teamIssue(fullReport(), around);
    await expect(`# ${title}\n\n${body}`).toMatchFileSnapshot('../golden/team-issue.md');
    expect(charts(body).length).toBeGreaterThan(1);
    for (const chart of charts(body)) expectMermaid(chart);
  });

  test('has no chart of periods that say nothing, and no link where there is no page', () => {
    const few = madeIndicator({ periods: [madePeriod(0, 1, 2), madePeriod(1, 1, 2), madePeriod(2, 4, 6)] });
    const { body } = teamIssue(madeReport({ indicators: [few] }), { ...around, reportUrl: null });
    expect(charts(body)).toEqual([]);
    expect(body).toContain('- so far: 6 of 10');
    expect(body).not.toContain('](');
  });

  test('names periods by a day that no two have, however far they are apart', () => {
    const periods = [0, 52, 54, 104, 105].map((week) => madePeriod(week, 4, 8));
    const { body } = teamIssue(madeReport({ indicators: [madeIndicator({ periods })] }), around);
    const [axis = ''] = /x-axis .*/.exec(body) ?? [];
    const places = [...axis.matchAll(/"([^"]+)"/g)].map(([, place]) => place);
    expect(new Set(places).size).toBe(places.length);
    expect(places.length).toBe(3);
  });

  test('is short enough for GitHub, and says that it was cut', () => {
    const interventions = Array.from({ length: 8 }, () => madeOutcome({ title: '✓'.repeat(20_000) }));
    const { body } = teamIssue(madeReport({ interventions }), around);
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(60_000);
    expect(body).toContain('cut here');
  });

  test('tells nobody and links nothing, whatever a repository wrote', () => {
    const word = fc.oneof(
      fc.constantFrom(
        '@ada',
        '#1',
        'GH-2',
        'acme/shop#3',
        'https://evil.example',
        '![a](b)',
        '<!--',
        '```',
        '|',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({ maxLength: 12 }),
    );
    const words = fc.array(word, { minLength: 1, maxLength: 6 }).map((all) => all.join(' '));
    fc.assert(
      fc.property(words, words, words, (vision, title, hypothesis) => {
        const report = madeReport({
          vision,
          notes: [vision],
          repository: { name: 'x', branch: title, head: 'b'.repeat(40), shallow: false },
          interventions: [madeOutcome({ title, hypothesis, review: '2022-01-01', kind: 'experiment' })],
          indicators: [madeIndicator({ ...gain(30), standing: madeStanding('holding') })],
        });
        expectNothingLinks(teamIssue(report, around).body, PAGE);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the rungs of a report', () => {
  const at = (rung: 'holding' | 'slipping', n = 1): string =>
    rungsOf(
      madeReport({
        indicators: [madeIndicator({ standing: madeStanding(rung), periods: [madePeriod(0, n, 9)] })],
      }),
    );

  test('are another text where one has changed, and the same where only numbers have', () => {
    expect(at('holding')).not.toBe(at('slipping'));
    expect(at('holding', 1)).toBe(at('holding', 2));
  });
});
