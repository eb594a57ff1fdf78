import { describe, expect, test } from 'vitest';
import { readComment } from '../../../src/analyses/review-feedback/comment.js';
import { isReadable, readablePart } from '../../../src/analyses/review-feedback/parsing-effort.js';
import { hostile } from '../../bench/review-hostile.js';

/** The bench reads all of them and tells the times; a test reads every fortieth and those with growing parts. */
const some = hostile.filter((_, at) => at % 40 === 0 || at > hostile.length - 10);

describe('texts that are made to take long', () => {
  // Were anything of it more than linear, this would not end.
  test('are read, and twice the length says nothing more', () => {
    for (const { name, text } of some) {
      const once = readComment(text(100_000), text(100_000));
      expect([name, readComment(text(200_000), text(100_000))]).toEqual([name, once]);
    }
  });

  test('reach the parser in small pieces only', () => {
    for (const { text } of hostile) {
      const given = readablePart(text(20_000));
      expect(given.length).toBeLessThanOrEqual(6_000);
      expect(given.split('\n').length).toBeLessThanOrEqual(120);
    }
  });

  test('do not reach it where marks could be paired in too many ways, or nest too deep', () => {
    for (const unit of ['*a_ ', '[a](', '<a b="', 'a_www.', '`` ` ', '~a', '![', '\\', '&a', ']'])
      expect([unit, isReadable(unit.repeat(500))]).toEqual([unit, false]);
    expect(isReadable('> '.repeat(9))).toBe(false);
    expect(isReadable('- '.repeat(9))).toBe(false);
    expect(isReadable(`${' '.repeat(40)}- a`)).toBe(false);
    // Paragraphs are read one by one.
    expect(isReadable('*a* and `b`\n\n'.repeat(100))).toBe(true);
    expect(isReadable('> - **a** [b](c) `d`\n'.repeat(10))).toBe(true);
  });

  test('a suggestion that is cut in two is left out', () => {
    const words = 'word '.repeat(1100);
    const { suggestions } = readComment(
      `\`\`\`suggestion\na\n\`\`\`\n${words}\n\`\`\`suggestion\n${words}\n\`\`\``,
      null,
    );
    expect(suggestions).toEqual(['a']);
  });
});
