import { describe, expect, test } from 'vitest';
import { judge } from '../../../src/analyses/review-feedback/index.js';
import type { AfterComment, ReviewThread } from '../../../src/model/review.js';
import type { FeedbackThread } from '../../../src/model/review-feedback.js';
import {
  author,
  followed,
  HOUR,
  MONDAY,
  madeComment,
  madeEdit,
  madeReply,
  madeSnapshot,
  madeThread,
  other,
  program,
  reviewer,
  sha,
  withThread,
} from '../../made-conversations.js';

const change = { title: 'Add a sum', bot: false, changedLines: 40 };

function became(thread: ReviewThread, after: AfterComment = followed()): FeedbackThread {
  const [only] = judge(withThread(thread, after), change).threads;
  if (only === undefined) throw new Error('the thread is missing');
  return only;
}

const says = (body: string) => ({ comments: [madeComment({ body })] });
const question = says('Why is the list sorted twice here, is it not sorted by the caller?');
const here = madeEdit({ removedAt: [10, 1], added: [10, 1], text: 'total\n' });
const farBelow = madeEdit({ removedAt: [], added: [60, 4] });
const suggestion = says('```suggestion\nconst total = 1;\n```');
const reply = (body: string) => ({ comments: [...madeThread().comments, madeReply(body)] });

describe('what became of a thread', () => {
  const cases: readonly (readonly [
    when: string,
    thread: Partial<ReviewThread>,
    after: AfterComment,
    expected: Partial<FeedbackThread>,
  ])[] = [
    ['nothing happened', {}, followed(), { became: 'unaddressed', by: null, counts: true }],
    ['its line changed', {}, followed(here), { became: 'line-changed', by: sha('two'), counts: true }],
    ['another place changed', {}, followed(farBelow), { became: 'unaddressed', counts: true }],
    [
      'its line changed after lines came above it',
      {},
      followed(
        madeEdit({ added: [1, 30] }),
        madeEdit({ removedAt: [40, 1], added: [40, 1] }, { commit: sha('three') }),
      ),
      { became: 'line-changed', by: sha('three') },
    ],
    [
      'the file was renamed, and then its line changed',
      {},
      followed(
        madeEdit({ path: 'src/b.ts', status: 'renamed' }),
        madeEdit({ path: 'src/b.ts', before: 'src/b.ts', removedAt: [10, 1], added: [10, 1] }),
      ),
      { became: 'line-changed' },
    ],
    [
      'its file was deleted',
      {},
      followed(madeEdit({ status: 'deleted', removedAt: [1, 80] })),
      { became: 'line-changed' },
    ],
    [
      'somebody else changed its line',
      {},
      followed(madeEdit({ removedAt: [10, 1], added: [10, 1] }, { byAuthor: false })),
      { became: 'unaddressed', counts: true },
    ],
    [
      'its line had been changed before the comment was made',
      {},
      followed(madeEdit({ removedAt: [10, 1], added: [10, 1] }, { at: MONDAY })),
      { became: 'unaddressed', counts: false },
    ],
    [
      'the suggested lines came',
      suggestion,
      followed(madeEdit({ removedAt: [10, 1], added: [10, 1], text: 'const  total = 1;\n' })),
      { became: 'suggestion-applied', by: sha('two'), form: 'suggestion', counts: true },
    ],
    [
      'the suggested lines came in a file that was renamed with them',
      suggestion,
      followed(
        madeEdit({
          path: 'src/b.ts',
          status: 'renamed',
          removedAt: [10, 1],
          added: [10, 1],
          text: 'const total = 1;\n',
        }),
      ),
      { became: 'suggestion-applied' },
    ],
    [
      'other lines came than were suggested',
      suggestion,
      followed(madeEdit({ removedAt: [10, 1], added: [10, 1], text: 'const sum = 1;\n' })),
      { became: 'line-changed' },
    ],
    [
      'a commit with the one who suggested as co-author says so, though it reads otherwise',
      suggestion,
      followed(
        madeEdit(
          { removedAt: [10, 1], added: [10, 1], text: 'else\n' },
          { subject: 'Apply suggestions from code review', coAuthors: [reviewer.key], byAuthor: false },
        ),
      ),
      { became: 'suggestion-applied' },
    ],
    [
      'the suggested lines came far away',
      suggestion,
      followed(madeEdit({ added: [60, 1], text: 'const total = 1;\n' })),
      { became: 'unaddressed' },
    ],
    [
      'it was changed step by step, the suggestion last',
      suggestion,
      followed(
        here,
        madeEdit(
          { removedAt: [10, 1], added: [10, 1], text: 'const total = 1;\n' },
          { commit: sha('three') },
        ),
      ),
      { became: 'suggestion-applied', by: sha('three') },
    ],
    [
      'the author answered a question',
      { comments: [...question.comments, madeReply('The caller gives them in any order.')] },
      followed(),
      { became: 'answered', form: 'question', counts: true },
    ],
    [
      'a mark without words came back',
      { comments: [...question.comments, madeReply('👍')] },
      followed(),
      { became: 'unaddressed' },
    ],
    [
      'somebody else answered',
      { comments: [...question.comments, madeReply('They come in any order.', { author: other })] },
      followed(),
      { became: 'unaddressed' },
    ],
    [
      'the author explained why not',
      reply('It is no sum, it is a mean.'),
      followed(),
      { became: 'answered' },
    ],
    ['the author said done, and nothing changed', reply('Done.'), followed(), { became: 'unaddressed' }],
    ['it was resolved, no more', { resolved: true }, followed(), { became: 'resolved-only', counts: true }],
    ['the forge calls it outdated, no more', { outdated: true }, followed(), { became: 'outdated-only' }],
    ['its commit is gone', { commit: null }, { kind: 'gone' }, { became: 'unknown', counts: false }],
    [
      'its commit is gone, and it was resolved',
      { commit: null, resolved: true },
      { kind: 'gone' },
      { became: 'resolved-only', counts: false },
    ],
    [
      'the branch was rebased with its line changed',
      {},
      { kind: 'rewritten', baseMoved: false, edits: [here] },
      { became: 'line-changed', counts: true },
    ],
    [
      'it was rebased onto a base that changed the file, too',
      {},
      { kind: 'rewritten', baseMoved: true, edits: [here] },
      { became: 'outdated-only', counts: false },
    ],
    [
      'the file became binary',
      {},
      followed(madeEdit({ binary: true })),
      { became: 'unaddressed', counts: false },
    ],
    [
      'it is on a whole file that changed',
      { subject: 'file', lines: null },
      followed(farBelow),
      { became: 'file-changed', line: null, counts: false },
    ],
    [
      'it is on a whole file that did not change',
      { subject: 'file', lines: null },
      followed(),
      { became: 'unaddressed', counts: false },
    ],
    [
      'it is on lines that the change takes away, and one came back there',
      {
        side: 'before',
        lines: { first: 6, last: 6 },
        comments: [madeComment({ hunk: '@@ -5,4 +5,2 @@\n a\n-b' })],
      },
      followed(madeEdit({ added: [6, 1] })),
      { became: 'line-changed', line: 6 },
    ],
    [
      'it is on lines that the change takes away, of which no diff is known',
      { side: 'before', lines: { first: 6, last: 6 }, comments: [madeComment({ hunk: null })] },
      followed(here),
      { became: 'unknown', counts: false },
    ],
    [
      'a reply is dated before the comment',
      {
        comments: [
          ...question.comments,
          madeReply('The caller gives them in any order.', { at: MONDAY - 24 * HOUR }),
        ],
      },
      followed(),
      { became: 'answered' },
    ],
    [
      'it was made before the first commit, by its clock',
      { comments: [madeComment({ at: 0 })] },
      followed(here),
      { became: 'line-changed' },
    ],
    [
      'it asks for nothing',
      says('praise: this is so much easier to read now that the loop is gone'),
      followed(here),
      { became: 'line-changed', asks: false, counts: false },
    ],
    ['it has no words', says(''), followed(), { substantive: false, asks: false, became: 'unaddressed' }],
  ];

  test.each(cases)('when %s', (_, thread, after, expected) => {
    expect(became(madeThread(thread), after)).toMatchObject(expected);
  });
});

describe('feedback', () => {
  test.each([
    ['of the author', author, 0],
    ['of a program', program, 0],
    ['of another person', other, 1],
    ['of an account that is gone', null, 1],
  ])('%s is counted as it must be', (_, who, threads) => {
    const thread = madeThread({ comments: [madeComment({ author: who }), madeComment()] });
    const finding = judge(withThread(thread), change);
    expect(finding.threads).toHaveLength(threads);
    expect(finding.programs.threads).toBe(who === program ? 1 : 0);
  });

  test('of an account that is gone may be of the author whose account is gone', () => {
    const thread = madeThread({ comments: [madeComment({ author: null })] });
    expect(judge(withThread(thread, followed(), { author: null }), change).threads).toEqual([]);
  });

  test('after the merge is none', () => {
    const late = madeThread({ comments: [madeComment({ at: MONDAY + 100 * HOUR })] });
    expect(judge(withThread(late), change)).toMatchObject({ class: 'unreviewed', threads: [] });
  });

  test('in another language is of unknown form, and is no less for it', () => {
    const [thread] = judge(
      withThread(
        madeThread(says('Bitte nenne das anders, weil es die Summe aller Teile ist, und nicht der Rest.')),
      ),
      change,
    ).threads;
    expect(thread?.form).toBe('unknown');
  });
});

describe('chance', () => {
  const at = MONDAY + HOUR;
  const file = {
    path: 'src/a.ts',
    commit: sha('one'),
    at,
    hunks: [
      { first: 8, last: 12 },
      { first: 30, last: 40 },
      { first: 60, last: 60 },
    ],
    after: followed(madeEdit({ removedAt: [36, 1], added: [36, 1] })),
  };

  test('is how often places changed that nobody commented on', () => {
    const thread = madeThread();
    const snapshot = madeSnapshot(
      { threads: [thread] },
      { after: new Map([[thread.id, file.after]]), atFirstReview: [file] },
    );
    expect(judge(snapshot, change).chance).toEqual({ x: 1, n: 2 });
  });

  test('knows comments on later commits by where their lines had been', () => {
    const pushed = madeEdit({ added: [1, 100] }, { commit: sha('three') });
    const thread = madeThread({ lines: { first: 135, last: 135 }, commit: sha('three') });
    const snapshot = madeSnapshot(
      { threads: [thread] },
      { after: new Map([[thread.id, followed()]]), atFirstReview: [{ ...file, after: followed(pushed) }] },
    );
    expect(judge(snapshot, change).chance).toEqual({ x: 0, n: 2 });
  });

  test('is not known where the commit of the first review is gone', () => {
    const snapshot = madeSnapshot({}, { atFirstReview: [{ ...file, after: { kind: 'gone' } }] });
    expect(judge(snapshot, change).chance).toEqual({ x: 0, n: 0 });
  });
});

test('a thousand threads on one pull request are judged', () => {
  const threads = Array.from({ length: 1000 }, (_, at) =>
    madeThread({ lines: { first: 5 * at + 1, last: 5 * at + 1 } }),
  );
  const edits = Array.from({ length: 50 }, (_, at) =>
    madeEdit({ removedAt: [100 * at + 1, 1], added: [100 * at + 1, 1] }, { commit: sha(`${at}`) }),
  );
  const finding = judge(
    madeSnapshot(
      { threads },
      {
        after: new Map(threads.map((thread) => [thread.id, followed(...edits)])),
        atFirstReview: [
          {
            path: 'src/a.ts',
            commit: sha('one'),
            at: MONDAY,
            hunks: Array.from({ length: 1000 }, (_, at) => ({
              first: 10_000 + 9 * at,
              last: 10_002 + 9 * at,
            })),
            after: followed(...edits),
          },
        ],
      },
    ),
    change,
  );
  expect(finding.threads.filter((it) => it.became === 'line-changed')).toHaveLength(50);
  expect(finding.chance).toEqual({ x: 0, n: 1000 });
});
