import { describe, expect, test } from 'vitest';
import type { Judgement } from '../../../src/model/judgement.js';
import type { FeedbackThread, ReviewFeedbackFinding } from '../../../src/model/review-feedback.js';
import { ReviewsCollected } from '../../../src/trends/reviews/collect.js';
import { MONDAY, sha } from '../../made-conversations.js';

const WEEK = 7 * 24 * 3600;

const thread = (over: Partial<FeedbackThread> = {}): FeedbackThread => ({
  id: 'id',
  path: 'src/a.ts',
  line: 1,
  form: 'request',
  substantive: true,
  reasoned: true,
  question: false,
  praiseWithReason: false,
  labelled: false,
  nit: false,
  asks: true,
  resolved: false,
  became: 'line-changed',
  by: null,
  counts: true,
  ...over,
});

const finding = (over: Partial<ReviewFeedbackFinding> = {}): ReviewFeedbackFinding => ({
  practice: 'review-feedback',
  class: 'reviewed',
  merged: true,
  ownMerge: false,
  threads: [],
  summaries: [],
  programs: { threads: 0, reviews: 0 },
  chance: { x: 0, n: 0 },
  rounds: 0,
  firstReview: null,
  fastApproval: null,
  afterApproval: null,
  changedLines: 40,
  reasons: [],
  ...over,
});

const judgement = (at: number, found: ReviewFeedbackFinding): Judgement => ({
  change: {
    id: sha(`change ${at}`),
    kind: 'pull-request',
    origin: 'merge',
    number: at + 1,
    title: 'A change',
    mergedAt: MONDAY + at * WEEK,
    base: null,
    head: sha('head'),
    commits: [],
    author: 'key',
    bot: false,
    cutOff: false,
  },
  findings: [found],
  lines: null,
  paths: ['src/a.ts'],
  people: null,
});

function report(findings: readonly ReviewFeedbackFinding[]) {
  const collected = new ReviewsCollected();
  for (const [at, found] of findings.entries()) collected.add(judgement(at, found));
  return collected.report(MONDAY + findings.length * WEEK);
}

const times = (n: number, over: (at: number) => Partial<ReviewFeedbackFinding>) =>
  Array.from({ length: n }, (_, at) => finding(over(at)));

describe('reviews', () => {
  test('of which none is known are nothing', () => {
    expect(report([])).toBeNull();
  });

  test('are told without a share where there are fewer than twenty', () => {
    expect(report(times(19, () => ({})))?.reviewed).toEqual({ x: 19, n: 19, interval: null });
    expect(report(times(20, () => ({})))?.reviewed.interval?.lower).toBeGreaterThan(0.8);
  });

  test('that do not count are known, and in no share', () => {
    const known = report([finding(), finding({ class: 'not-applicable' }), finding({ merged: false })]);
    expect(known).toMatchObject({ known: 3, asked: 1, reviewed: { x: 1, n: 1 } });
  });

  test('have times with a median and what nine of ten take', () => {
    const hours = times(20, (at) => ({ firstReview: { hours: at + 1, workingHours: (at + 1) / 2 } }));
    expect(report(hours)?.latency).toEqual({
      n: 20,
      hours: { median: 10.5, p90: 18 },
      workingHours: { median: 5.25, p90: 9 },
    });
    expect(report(hours.slice(1))?.latency).toBeNull();
  });

  test('have a depth for each size', () => {
    const sizes = [5, 10, 11, 100, 600].map((changedLines, at) =>
      finding({
        changedLines,
        threads: at === 3 ? [thread(), thread(), thread({ substantive: false })] : [],
      }),
    );
    expect(report(sizes)?.depth).toEqual([
      { upTo: 10, changes: 2, commented: 0, threads: 0, lines: 15 },
      { upTo: 100, changes: 2, commented: 1, threads: 2, lines: 111 },
      { upTo: 500, changes: 0, commented: 0, threads: 0, lines: 0 },
      { upTo: null, changes: 1, commented: 0, threads: 0, lines: 600 },
    ]);
  });

  test('hold what led to something against chance, from thirty threads on', () => {
    const of = (n: number) =>
      report(
        times(n, (at) => ({
          threads: [thread({ became: at % 5 === 0 ? 'unaddressed' : 'line-changed' })],
          chance: { x: at % 5 === 0 ? 1 : 0, n: 1 },
        })),
      );
    expect(of(29)?.beyondChance).toBeNull();
    const { beyondChance, changed, chance, became } = of(100) ?? {};
    expect([changed, chance]).toMatchObject([
      { x: 80, n: 100 },
      { x: 20, n: 100 },
    ]);
    expect(became).toMatchObject({ 'line-changed': 80, unaddressed: 20, answered: 0 });
    expect(beyondChance?.lower).toBeGreaterThan(0.4);
    expect(beyondChance?.upper).toBeLessThan(0.75);
  });

  test('say less where all threads of a change fare alike', () => {
    const alone = times(50, (at) => ({
      threads: [thread({ became: at % 2 ? 'unaddressed' : 'line-changed' })],
    }));
    const together = times(10, (at) => ({
      threads: Array.from({ length: 5 }, () => thread({ became: at % 2 ? 'unaddressed' : 'line-changed' })),
    }));
    const width = (findings: readonly ReviewFeedbackFinding[]): number => {
      const { upper = 0, lower = 0 } = report(findings)?.changed.interval ?? {};
      return upper - lower;
    };
    expect(width(together)).toBeGreaterThan(1.5 * width(alone));
  });

  test('have how feedback is given by weeks that hold enough', () => {
    const remarks = times(3, (at) => ({
      threads: Array.from({ length: 5 }, (_, n) =>
        thread({ question: n < at, reasoned: false, labelled: true }),
      ),
      summaries: [{ ...thread(), praiseWithReason: true }].map(
        ({ form, substantive, reasoned, question, praiseWithReason, labelled }) => ({
          form,
          substantive,
          reasoned,
          question,
          praiseWithReason,
          labelled,
        }),
      ),
    }));
    expect(report(remarks)?.feedback).toEqual(
      [0, 1, 2].map((at) => ({
        start: new Date((MONDAY + at * WEEK) * 1000).toISOString().slice(0, 10),
        weeks: 1,
        remarks: 6,
        reasoned: 1,
        questions: at,
        praiseWithReason: 1,
        labelled: 5,
      })),
    );
  });
});
