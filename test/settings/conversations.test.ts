import { describe, expect, test } from 'vitest';
import { conversationLine, parseConversation } from '../../src/settings/conversations.js';
import {
  madeComment,
  madeCommit,
  madeConversation,
  madeReview,
  madeThread,
  program,
  sha,
} from '../made-conversations.js';

const full = madeConversation({
  reviews: [madeReview({ body: 'Fine' }), madeReview({ author: program, state: 'dismissed', commit: null })],
  threads: [madeThread({ resolvedBy: program }), madeThread({ subject: 'file', lines: null, commit: null })],
  comments: [madeComment({ author: null, hunk: null, body: '' })],
  commits: [madeCommit('one', { author: null, coAuthors: [program] })],
  pushes: [{ at: 1, before: null, after: sha('one') }],
  incomplete: ['40 of 120 threads'],
});

describe('a line of reviews', () => {
  test('is read as it was written', () => {
    const line = conversationLine(12, full);
    expect(line.endsWith('}\n')).toBe(true);
    expect(line.trim()).not.toContain('\n');
    expect(parseConversation(line)).toEqual({ kind: 'conversation', number: 12, conversation: full });
  });

  test('may have more than we know', () => {
    const value = { ...JSON.parse(conversationLine(1, full)), labels: ['bug'] };
    expect(parseConversation(JSON.stringify(value))).toMatchObject({ kind: 'conversation', number: 1 });
  });

  test.each([
    ['{', /^expected JSON, got what is none/],
    ['7', /^expected an object/],
    ['{}', /^schemaVersion: expected 1/],
    [conversationLine(0, full), /^number: expected/],
    [conversationLine(1, { ...full, head: 'main' }), /^conversation\.head: expected the name of a commit/],
    [
      conversationLine(1, { ...full, threads: [madeThread({ comments: [] })] }),
      /^conversation\.threads\[0\]\.comments: expected at least one comment/,
    ],
    [
      conversationLine(1, { ...full, threads: [madeThread({ lines: { first: 0, last: 1 } })] }),
      /^conversation\.threads\[0\]\.lines\.first: expected the number of a line/,
    ],
  ])('that is wrong says so: %s', (line, words) => {
    const parsed = parseConversation(line);
    expect(parsed.kind === 'wrong' && parsed.problems[0]).toMatch(words);
  });
});
