import { describe, expect, test } from 'vitest';
import { judge } from '../../src/analyses/review-feedback/index.js';
import type { Judgement } from '../../src/model/judgement.js';
import { checkMarkdown, checkText, checkTitle, publish } from '../../src/reports/change.js';
import { depthRows, reviewLines } from '../../src/reports/reviews.js';
import {
  author,
  followed,
  MONDAY,
  madeComment,
  madeEdit,
  madeReview,
  madeSnapshot,
  madeThread,
  reviewer,
  sha,
} from '../made-conversations.js';
import { fewReviews, madeReviews } from '../made-reports.js';

const SAID = 'Please rename `sum` to `total`, because it is what the page calls it.';

function judgement(): Judgement {
  const said = { comments: [madeComment({ body: SAID })] };
  const threads = [
    madeThread(said),
    madeThread({ ...said, path: 'src/`odd|name.ts', lines: { first: 90, last: 90 } }),
    madeThread({ ...said, path: 'src/done.ts', resolved: true }),
  ];
  const after = followed(madeEdit({ removedAt: [10, 1], added: [10, 1] }));
  const snapshot = madeSnapshot(
    { threads, reviews: [madeReview()], mergedAt: null },
    { after: new Map(threads.map(({ id }) => [id, after])) },
  );
  return {
    change: {
      id: sha('head'),
      kind: 'pull-request',
      origin: 'range',
      number: 12,
      title: 'Sums',
      mergedAt: MONDAY,
      base: null,
      head: sha('head'),
      commits: [],
      author: author.key,
      bot: false,
      cutOff: false,
    },
    findings: [judge(snapshot, { title: 'Sums', bot: false, changedLines: 40 })],
    lines: null,
    paths: [],
    people: { author: author.key, reviewers: [reviewer.key] },
  };
}

describe('a check', () => {
  test('tells what became of each open thread, and nothing of its words or its people', () => {
    const text = checkText(judgement());
    expect(checkTitle(judgement())).toBe('review: 2 of 3 threads led to something');
    expect(text).toContain(`src/a.ts:10: changed near the line (${sha('two').slice(0, 8)})`);
    expect(text).toContain('src/`odd|name.ts:90: nothing seen yet');
    expect(text).not.toContain('src/done.ts');
    for (const said of [text, checkMarkdown(judgement()), JSON.stringify(publish(judgement()))]) {
      expect(said).not.toContain('rename');
      expect(said).not.toMatch(/"?(author|reviewer)"?:/);
    }
  });

  test('has a table of open threads in Markdown in which nothing runs', () => {
    const text = checkMarkdown(judgement());
    expect(text).toContain('| `src/a.ts:10` | changed near the line |');
    expect(text).toContain('| `` src/`odd\\|name.ts:90 `` | nothing seen yet |  |');
    expect(text).not.toContain('request');
  });
});

describe('what is told of reviews', () => {
  const told = (lines: ReturnType<typeof reviewLines>) =>
    Object.fromEntries(lines.map(({ label, text }) => [label, text]));

  test('has shares with their intervals, and times in words', () => {
    expect(told(reviewLines(madeReviews()))).toMatchObject({
      'reviewed before the merge': '180 of 200 (90%, 95% interval 85% to 93%)',
      'beyond chance': '40 to 59 points (95% interval)',
      'first review, by the clock': 'median 6.3 h, nine of ten within 3 days',
      'first review, in working hours': 'median 1.5 h, nine of ten within 60 h (Mon to Fri, 9 to 17 UTC)',
    });
  });

  test('says where there is not enough', () => {
    expect(told(reviewLines(fewReviews))).toEqual({
      'reviewed before the merge': '0 of 1: not enough data',
      'first review, by the clock': 'not enough data',
      spread: 'not enough data, or fewer than four people',
    });
    expect(depthRows(fewReviews)).toEqual([]);
  });

  test('has a row for each size that there is', () => {
    const [first, , , last] = madeReviews().depth;
    if (first === undefined || last === undefined) throw new Error('bands are missing');
    expect(depthRows(madeReviews({ depth: [{ ...first, changes: 0 }, last] }))).toEqual([
      ['over 10 lines', '5 changes', '2 with a thread of substance', '0.05 threads a 100 lines'],
    ]);
  });
});
