import { describe, expect, test } from 'vitest';
import { indicators, judge, observe, reviewersOf } from '../../../src/analyses/review-feedback/index.js';
import type { Conversation } from '../../../src/model/review.js';
import type { ReviewFeedbackFinding } from '../../../src/model/review-feedback.js';
import {
  author,
  followed,
  HOUR,
  MONDAY,
  madeComment,
  madeCommit,
  madeConversation,
  madeEdit,
  madeReply,
  madeReview,
  madeSnapshot,
  madeThread,
  other,
  program,
  reviewer,
  withThread,
} from '../../made-conversations.js';

const usual = { title: 'Add a sum', bot: false, changedLines: 80 };
const judged = (
  conversation: Partial<Conversation>,
  change: Partial<typeof usual> = {},
): ReviewFeedbackFinding => judge(madeSnapshot(conversation), { ...usual, ...change });

describe('a change', () => {
  const reviews = [madeReview()];
  const cases: readonly (readonly [
    what: string,
    conversation: Partial<Conversation>,
    change: Partial<typeof usual>,
    expected: Partial<ReviewFeedbackFinding>,
  ])[] = [
    ['that a person approved', { reviews }, {}, { class: 'reviewed', ownMerge: false }],
    ['with a comment alone', { threads: [madeThread()] }, {}, { class: 'reviewed' }],
    ['that nobody looked at', {}, {}, { class: 'unreviewed', ownMerge: false }],
    [
      'that its author merged without a review',
      { mergedBy: author },
      {},
      { class: 'unreviewed', ownMerge: true },
    ],
    [
      'that only its author commented on',
      { reviews: [madeReview({ author, state: 'commented' })] },
      {},
      { class: 'unreviewed' },
    ],
    [
      'that only a program reviewed',
      { reviews: [madeReview({ author: program })] },
      {},
      { class: 'unreviewed', programs: { threads: 0, reviews: 1 } },
    ],
    [
      'that was approved when it was merged already',
      { reviews: [madeReview({ at: MONDAY + 100 * HOUR })] },
      {},
      { class: 'unreviewed' },
    ],
    ['of a bot', { reviews, author: program }, {}, { class: 'not-applicable' }],
    ['of a bot by the name in git', { reviews }, { bot: true }, { class: 'not-applicable' }],
    ['that takes another back', { reviews }, { title: 'Revert "Add a sum"' }, { class: 'not-applicable' }],
    [
      'that brings a branch into another',
      { reviews },
      { title: 'Merge branch release into main' },
      { class: 'not-applicable' },
    ],
    [
      'that is called a merge and is none',
      { reviews },
      { title: 'Merge two loops into one' },
      { class: 'reviewed' },
    ],
    ['that was reviewed in person', { inPerson: true }, {}, { class: 'not-applicable' }],
    ['of generated files alone', { reviews }, { changedLines: 0 }, { class: 'not-applicable' }],
    ['that is still open', { mergedAt: null }, {}, { class: 'unreviewed', merged: false, ownMerge: false }],
    [
      'whose author is gone',
      { author: null, reviews, mergedBy: null },
      {},
      { class: 'reviewed', ownMerge: false },
    ],
  ];

  test.each(cases)('%s', (_, conversation, change, expected) => {
    const finding = judged(conversation, change);
    expect(finding).toMatchObject(expected);
    expect(finding.reasons[0]).toMatch(/\w{3}/);
  });
});

describe('an approval', () => {
  const approved = (over: Partial<Conversation> = {}, minutes = 1): Partial<Conversation> => ({
    reviews: [madeReview({ at: MONDAY + 60 * minutes })],
    ...over,
  });
  const cases: readonly (readonly [
    what: string,
    conversation: Partial<Conversation>,
    lines: number,
    fast: boolean | null,
  ])[] = [
    ['within a minute, of 80 lines, without a word, is fast', approved(), 80, true],
    ['of 50 lines is not asked', approved(), 50, null],
    ['within three minutes is none', approved({}, 3), 80, false],
    ['within three minutes, of 300 lines, is fast', approved({}, 3), 300, true],
    [
      'with a remark of substance is none',
      approved({ threads: [madeThread({ comments: [madeComment({ at: MONDAY + 30 })] })] }),
      80,
      false,
    ],
    [
      'after its author said something of substance is none',
      approved({
        comments: [
          madeComment({
            author,
            hunk: null,
            at: MONDAY + 10,
            body: 'As we said on the phone, this takes the other way through the parser.',
          }),
        ],
      }),
      80,
      false,
    ],
    [
      'with thanks alone is fast',
      { reviews: [madeReview({ at: MONDAY + 60, body: 'LGTM, thanks!' })] },
      80,
      true,
    ],
    [
      'long after it was asked for, but soon after the last push, is fast',
      {
        ...approved({}, 600),
        commits: [madeCommit('one'), madeCommit('two', { at: MONDAY + 60 * 599 })],
      },
      80,
      true,
    ],
    ['before it was asked for is none', { ...approved(), readyAt: MONDAY + 2 * HOUR }, 80, false],
    ['by a program is not asked', { reviews: [madeReview({ author: program })] }, 80, null],
    ['by its author is not asked', { reviews: [madeReview({ author })] }, 80, null],
    ['that never came is not asked', {}, 80, null],
  ];

  test.each(cases)('%s', (_, conversation, changedLines, fast) => {
    expect(judged(conversation, { changedLines }).fastApproval).toBe(fast);
  });

  test.each([
    ['none came after it', ['one'], 0],
    ['two came after it', ['one', 'two', 'three'], 2],
  ])('is told with how many commits came after it: %s', (_, commits, later) => {
    const conversation = { reviews: [madeReview()], commits: commits.map((name) => madeCommit(name)) };
    expect(judged(conversation).afterApproval).toBe(later);
  });

  test('is not made stale by what brings the base in, and goes by dates where its commit is gone', () => {
    const merge = madeCommit('merge', { subject: "Merge branch 'main' into sums", at: MONDAY + 3 * HOUR });
    const later = madeCommit('later', { at: MONDAY + 4 * HOUR });
    const commits = [madeCommit('one'), merge, later];
    expect(judged({ reviews: [madeReview()], commits }).afterApproval).toBe(1);
    expect(judged({ reviews: [madeReview({ commit: null })], commits }).afterApproval).toBe(1);
    expect(judged({ commits }).afterApproval).toBeNull();
  });
});

describe('time', () => {
  test('to the first review is told by the clock and in working hours', () => {
    const saturday = MONDAY + 5 * 24 * HOUR;
    expect(
      judged({
        readyAt: saturday,
        mergedAt: saturday + 100 * HOUR,
        reviews: [madeReview({ at: saturday + 50 * HOUR })],
      }).firstReview,
    ).toEqual({ hours: 50, workingHours: 2 });
  });

  test('is none for a draft that was reviewed before it was ready', () => {
    expect(judged({ readyAt: MONDAY + 5 * HOUR, reviews: [madeReview()] }).firstReview).toEqual({
      hours: 0,
      workingHours: 0,
    });
  });

  test('has a round for each feedback that a push followed', () => {
    const thread = (hour: number) => madeThread({ comments: [madeComment({ at: MONDAY + hour * HOUR })] });
    const push = (name: string, hour: number) => madeCommit(name, { at: MONDAY + hour * HOUR });
    const finding = judged({
      threads: [thread(1), thread(1.5), thread(3), thread(5), thread(7), thread(9)],
      commits: [push('a', 2), push('b', 4), push('c', 6), push('d', 8)],
    });
    expect(finding.rounds).toBe(4);
    expect(finding.reasons).toContain('many rounds: 4');
    expect(judged({ threads: [thread(3)], commits: [push('a', 2)] }).rounds).toBe(0);
  });
});

describe('what a finding contributes', () => {
  const observed = (finding: ReviewFeedbackFinding): Record<string, string> => {
    const sums: Record<string, [number, number]> = {};
    for (const { indicator, x } of observe(finding)) {
      const [hits, all] = sums[indicator] ?? [0, 0];
      sums[indicator] = [hits + x, all + 1];
    }
    return Object.fromEntries(Object.entries(sums).map(([name, [x, n]]) => [name, `${x} of ${n}`]));
  };

  test('is counted by change and by thread', () => {
    const taken = madeThread();
    const open = madeThread({ lines: { first: 90, last: 90 } });
    const thanks = madeThread({ comments: [madeComment({ body: 'Nice!' })] });
    const after = followed(madeEdit({ removedAt: [10, 1], added: [10, 1] }));
    const finding = judge(
      madeSnapshot(
        { threads: [taken, open, thanks], reviews: [madeReview()] },
        { after: new Map([taken, open, thanks].map(({ id }) => [id, after])) },
      ),
      usual,
    );
    expect(observed(finding)).toEqual({
      'review-feedback.uptake': '1 of 2',
      'review-feedback.coverage': '1 of 1',
      'review-feedback.substance': '2 of 3',
      'review-feedback.reasoned': '2 of 2',
      'review-feedback.fast-approval': '0 of 1',
      'review-feedback.latency': '1 of 1',
    });
  });

  test.each([
    ['a bot', { author: program }],
    ['one that is open', { mergedAt: null }],
    ['one that was reviewed in person', { inPerson: true }],
  ])('is nothing for %s', (_, conversation) => {
    expect(observe(judged(conversation))).toEqual([]);
  });

  test('is none of a thread that could not be followed, nor words in another language', () => {
    const gone = withThread(madeThread(), { kind: 'gone' });
    expect(observed(judge(gone, usual))['review-feedback.uptake']).toBeUndefined();
  });

  test('has an answer to a question, and no explanation of why not', () => {
    const ask = (body: string, answer: string) =>
      withThread(madeThread({ comments: [madeComment({ body }), madeReply(answer)] }));
    const question = ask('Why is this list sorted twice, does the caller not sort it?', 'It does not.');
    const request = ask('Please rename this to `total`, because it is the sum.', 'It is a mean, not a sum.');
    expect(observed(judge(question, usual))['review-feedback.uptake']).toBe('1 of 1');
    expect(observed(judge(request, usual))['review-feedback.uptake']).toBe('0 of 1');
  });
});

describe('people', () => {
  test('are in no finding', () => {
    const conversation = madeConversation({
      reviews: [madeReview(), madeReview({ author: other })],
      threads: [madeThread({ resolvedBy: other, comments: [madeComment(), madeReply('Done.')] })],
    });
    const text = JSON.stringify(judge({ conversation, after: new Map(), atFirstReview: [] }, usual));
    for (const { key } of [author, reviewer, other, program]) expect(text).not.toContain(`"${key}"`);
  });

  test('who reviewed are told apart beside it, the first one first', () => {
    const conversation = madeConversation({
      reviews: [
        madeReview({ at: MONDAY + 2 * HOUR }),
        madeReview({ author: program }),
        madeReview({ author }),
      ],
      threads: [madeThread({ comments: [madeComment({ author: other, at: MONDAY + HOUR })] })],
    });
    expect(reviewersOf(conversation)).toEqual({
      author: author.key,
      reviewers: [other.key, reviewer.key],
    });
  });
});

test('what is not whole is said', () => {
  expect(judged({ incomplete: ['40 of 120 threads'] }).reasons).toContain('not whole: 40 of 120 threads');
});

test('every indicator has a definition, the first one is uptake', () => {
  expect(indicators[0]?.name).toBe('review-feedback.uptake');
  for (const { definition } of indicators) expect(definition).toMatch(/^Of the .{20,}\.$/);
});
