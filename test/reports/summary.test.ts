import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { publishedSchemas } from '../../src/jobs/published-schemas.js';
import { summarise } from '../../src/jobs/summarise.js';
import type { InterventionOutcome } from '../../src/model/intervention.js';
import type { Guard, Rung } from '../../src/model/rung.js';
import { sentencesOf } from '../../src/reports/summary.js';
import { summaryMarkdown } from '../../src/reports/summary-markdown.js';
import { onePage } from '../../src/reports/summary-page.js';
import { terms } from '../../src/reports/summary-terms.js';
import { GUARD_WORDS, RUNG_WORDS } from '../../src/reports/words.js';
import {
  fullReport,
  gain,
  madeIndicator,
  madeOutcome,
  madePeriod,
  madeReport,
  madeStanding,
  madeWeeks,
  monday,
} from '../made-reports.js';
import { longestReport, onRungs } from '../made-summaries.js';

const rungs = Object.keys(RUNG_WORDS) as Rung[];
const guards = Object.keys(GUARD_WORDS) as Guard[];
const VERDICTS: readonly InterventionOutcome['verdict'][] = [
  'too-early',
  'cannot-tell',
  'no-change-detected',
  'more-often',
  'less-often',
  'supported',
  'not-supported',
  'inconclusive',
];

/** Whatever a summary can say is said in one of these. */
const reports = [
  madeReport(),
  fullReport(),
  longestReport(),
  ...rungs.map((rung) => onRungs([rung, rung, rung])),
  ...guards.map((guard) => onRungs(['holding', 'sustained', 'no-signal'], [guard])),
  ...VERDICTS.map((verdict) =>
    madeReport({
      ...fullReport(),
      interventions: [
        madeOutcome({ verdict }),
        madeOutcome({ verdict, kind: 'experiment', review: monday(80), practice: null }),
        madeOutcome({ verdict, difference: null, before: null, after: null }),
      ],
    }),
  ),
  madeReport({
    indicators: [
      madeIndicator({
        periods: [madePeriod(0, 3, 6)],
        standing: madeStanding('no-baseline', {
          up: '12 periods of at least five changes, 60 changes in all.',
          down: null,
        }),
      }),
    ],
  }),
];

/** What those who lead need not know, and are not told. */
const JARGON =
  /\b(baselines?|commits?|merg\w+|pull requests?|branch\w*|intervals?|wilson|newcombe|laney|cusum|p-value|sigma|rungs?|indicators?|observ\w+|guards?|units?|eligible|squash\w*|stacked|shallow|rebase\w*|force-push\w*|threads?|uptake|lead time|medians?|percentiles?|diff|hotspots?|interventions?|configuration|revert\w*|git)\b/i;

describe('a summary', () => {
  test('is as it was reviewed', async () => {
    await expect(summaryMarkdown(summarise(fullReport()))).toMatchFileSnapshot('../golden/summary.md');
  });

  test.each(reports.map((report, at) => [at, report] as const))(
    'uses no word that is not plain without saying what it means (%i)',
    (_, report) => {
      const summary = summarise(report);
      const sentences = sentencesOf(summary);
      // The reasons of these reports are no words of ours.
      for (const sentence of sentences.filter((it) => !it.includes('what would move it')))
        expect(sentence).not.toMatch(JARGON);
      const said = sentences.join(' ');
      for (const { term, means, used } of terms) {
        if (used.test(said)) expect(summaryMarkdown(summary)).toContain(`*${term}*: ${means}`);
        else expect(summary.terms.map((it) => it.term)).not.toContain(term);
      }
      expect(said).not.toMatch(/NaN|undefined|null|no improvement|1969/);
    },
  );

  test('knows every term that it has a sentence for', () => {
    const used = new Set(reports.flatMap((report) => summarise(report).terms.map(({ term }) => term)));
    expect([...used].sort()).toEqual(terms.map(({ term }) => term).sort());
  });

  test.each(reports.map((report, at) => [at, report] as const))(
    'has the published shape (%i)',
    (_, report) => {
      const check = new Ajv2020({ strict: false }).compile(
        publishedSchemas()['summary.schema.json'] as object,
      );
      expect(check(summarise(report)) ? [] : check.errors).toEqual([]);
    },
  );

  test('calls only what has lasted a win, and says of each rung whether it lasts', () => {
    for (const rung of rungs) {
      const { practices, headline } = summarise(onRungs([rung, rung, rung]));
      const isWin = rung === 'sustained' || rung === 'anchored';
      expect(practices[0]).toMatchObject({ rung, isWin });
      expect(practices[0]?.lasts).not.toBe('');
      expect(/^A win/.test(practices[0]?.says[0] ?? '')).toBe(isWin);
      expect(headline.startsWith('A win that lasts:')).toBe(isWin);
    }
  });

  test('says how it is now, how sure that is, and what it was before', () => {
    const [practice] = summarise(onRungs(['sustained', 'no-signal', 'relapsed'])).practices;
    expect(practice).toMatchObject({ since: monday(40), title: 'Test first' });
    expect(practice?.says.join(' ')).toContain(
      `Since ${monday(51)} 60% of changes had their test first (54 of 90, likely 50% to 70%); before, from ${monday(0)} on, 20% (24 of 118).`,
    );
    expect(practice?.says).toContain('The team aims at 60%.');
  });

  test('says what a number of chance there is that an early sign or a win is none', () => {
    const [early, win] = summarise(onRungs(['early-win', 'sustained', 'no-signal'])).practices;
    expect(early?.says[0]).toContain('one team in eight shows this by chance');
    expect(win?.says[0]).toContain('fewer than one team in fifty');
  });

  test('says less where it is less, and never that nothing improved', () => {
    const falling = madeIndicator({
      ...gain(60),
      baseline: { from: monday(0), to: monday(11), x: 110, n: 118 },
      standing: madeStanding('no-signal'),
    });
    const { practices } = summarise(madeReport({ indicators: [falling] }));
    expect(practices[0]?.says).toContain('It is less than before.');
    expect(practices[0]?.says[0]).toContain('does not mean that nothing improved');
  });

  test('says of what is not known that it is not, and makes no zero of it', () => {
    const { practices, headline, delivery, next } = summarise(madeReport());
    expect(practices.map(({ stands, lasts }) => [stands, lasts])).toEqual(
      Array.from({ length: 3 }, () => ['not known', 'cannot be told']),
    );
    expect(headline).toBe('Cannot be told yet: test first, refactoring, review feedback.');
    expect(delivery).toBeNull();
    expect(next).toEqual(['No vision is written down: decide with the team where it wants to go.']);
  });
});

describe('what it costs and brings', () => {
  /** Twenty weeks as they were, and then others. */
  const weeks = (after: number, over: (week: number) => object) =>
    madeWeeks(20 + after).map((week, at) => ({
      ...week,
      changes: 10,
      leadHours: 24,
      ...(at < 20 ? {} : over(at - 20)),
    }));
  const begun = [madeOutcome({ start: monday(20) })];

  test('shows the weeks before, the first ones and the latest, and a dip in words', () => {
    const { delivery } = summarise(
      madeReport({
        delivery: weeks(20, (week) => (week < 8 ? { changes: 7, leadHours: 48 } : { changes: 11 })),
        interventions: begun,
      }),
    );
    expect(delivery?.windows).toEqual([
      `12 weeks before ${monday(20)}`,
      '8 weeks after',
      `lately, since ${monday(32)}`,
    ]);
    expect(delivery?.rows.slice(0, 2).map(({ cells }) => cells)).toEqual([
      ['10', '7.0', '11'],
      ['1.0', '2.0', '1.0'],
    ]);
    expect(delivery?.says[0]).toBe(
      'In the first weeks fewer changes went in (7.0 instead of 10 a week), and a change took longer (2.0 instead of 1.0 days): learning may cost that.',
    );
    expect(delivery?.says.join(' ')).toContain('Association only, no cause');
  });

  test('says that no dip was detected, and not that there was none', () => {
    const { delivery } = summarise(madeReport({ delivery: weeks(20, () => ({})), interventions: begun }));
    expect(delivery?.says[0]).toBe('No dip was detected in the first weeks.');
  });

  test('tells the latest weeks alone where nothing was begun, or nothing is known of before', () => {
    const none = summarise(madeReport({ delivery: madeWeeks(30) })).delivery;
    expect(none?.windows).toEqual([`lately, since ${monday(22)}`]);
    const early = [madeOutcome({ start: monday(2) })];
    expect(
      summarise(madeReport({ delivery: madeWeeks(30), interventions: early })).delivery?.windows,
    ).toEqual([`lately, since ${monday(22)}`]);
  });

  test('leaves out what is not known', () => {
    const unknown = madeWeeks(30).map((week) => ({ ...week, leadHours: null, removed: null }));
    const titles = summarise(madeReport({ delivery: unknown })).delivery?.rows.map(({ title }) => title);
    expect(titles).toEqual(['Changes that went in, a week', 'Changes that take back or mend an earlier one']);
  });
});

describe('what needs a decision or help next', () => {
  const nextOf = (over: Parameters<typeof madeReport>[0]) =>
    summarise(madeReport({ ...onRungs(['no-signal', 'no-signal', 'no-signal']), ...over })).next;

  test('begins with what is in danger', () => {
    const { next } = summarise(longestReport());
    expect(next[0]).toBe(
      'Test first is slipping: look at it with the team now, while the gain can still be kept.',
    );
  });

  test('is what helps against a guard', () => {
    const { next } = summarise(onRungs(['sustained', 'no-signal', 'no-signal'], ['single-champion']));
    expect(next).toContain('Test first hangs on one person: give others time to learn it.');
  });

  test('is a decision on an experiment that is over, and the day of one that runs', () => {
    const experiment = (verdict: InterventionOutcome['verdict'], review: string) =>
      nextOf({ interventions: [madeOutcome({ kind: 'experiment', verdict, review })] }).join(' ');
    expect(experiment('supported', monday(40))).toContain('decide whether it becomes the usual way');
    expect(experiment('inconclusive', monday(40))).toContain('decide whether to end it or to go on');
    expect(experiment('too-early', monday(70))).toContain(`is judged on ${monday(70)}`);
  });

  test('is said to be nothing where it is nothing', () => {
    expect(nextOf({ interventions: [], hotspots: [] })).toEqual(['Nothing needs a decision now.']);
  });
});

describe('one page', () => {
  test('holds what comes first, says how much more there is, and cuts what the team wrote', () => {
    const { summary, leftOut } = onePage(summarise(longestReport()));
    expect(leftOut).toMatchObject({ focus: 2, tried: 3 });
    expect(summary.focus[0]?.goal).toMatch(/…$/);
    expect(summary.vision).not.toMatch(/…$/);
  });

  test('is Markdown in which nothing runs', () => {
    const hostile = 'a\u202e | `b` <script> @team [x](y)\u0007';
    const text = summaryMarkdown(
      summarise({
        ...fullReport(),
        vision: hostile,
        repository: { name: hostile, branch: hostile, head: 'b'.repeat(40), shallow: false },
        interventions: [madeOutcome({ title: hostile, hypothesis: hostile })],
        focus: [{ name: hostile, goal: hostile, by: null, changes: 1, all: 2, indicators: [] }],
      }),
    );
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(text.replace(/(`+)[^\n]*?[^`]\1(?!`)/g, '')).not.toMatch(/<script>|@team|\[x\]/);
  });
});
