import { describe, expect, test } from 'vitest';
import { csvCell, markdownCode, markdownProse, plainText } from '../../src/reports/untrusted.js';

const hostile = 'a\u001b]0;pwn\u0007b\u202ec\u200bd\r\ne\u0085';

describe('what a repository wrote', () => {
  test('has no control characters, escapes or hidden marks on a terminal', () => {
    expect(plainText(hostile)).toBe('a]0;pwnbU+202EcU+200Bd e');
    expect(plainText('line\nline\ttab')).toBe('line line tab');
  });

  test('is a code span in Markdown, whatever backticks it has', () => {
    expect(markdownCode('a')).toBe('`a`');
    expect(markdownCode('a `b` ``c``')).toBe('``` a `b` ``c`` ```');
    expect(markdownCode('`')).toBe('`` ` ``');
    expect(markdownCode('@user #1 <b> | x')).toBe('`@user #1 <b> \\| x`');
    expect(markdownCode('')).toBe('');
  });

  test.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@a', "'@a"],
    ['a,b', '"a,b"'],
    ['a"b', '"a""b"'],
    ['a\nb', 'a b'],
    ['plain', 'plain'],
  ])('%j is no formula and no second cell in CSV', (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });
});

describe('a sentence in Markdown', () => {
  test.each([
    ['2 of 3 led to something, after 4 h.', '2 of 3 led to something, after 4 h.'],
    ['src/a.ts:3-9 → src/b.ts: moved', '`src/a.ts:3-9` → `src/b.ts`: moved'],
    ['ask @all #1 now', 'ask `@all #1` now'],
    ['<b> www.x.example', '`<b> www.x.example`'],
    ['a `b` | c', 'a `` `b` \\| `` c'],
    ['*a* _b_ [c](d)', '`*a* _b_ [c](d)`'],
    ['(linked by its name)', '(linked by its name)'],
    ['# a', '`#` a'],
    ['1. a', '`1.` a'],
    ['- a', '`-` a'],
    ['see GH-12, or gh-3', 'see `GH-12`, or `gh-3`'],
    ['', ''],
  ])('%j', (written, shown) => {
    expect(markdownProse(written)).toBe(shown);
  });
});
