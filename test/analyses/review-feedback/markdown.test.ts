import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanText } from '../../../src/analyses/review-feedback/comment-parts.js';
import { parsedParts } from '../../../src/analyses/review-feedback/markdown.js';
import { plainParts } from '../../../src/analyses/review-feedback/plain-markdown.js';

const BITS = [
  ...[
    'a',
    'b_c',
    '_',
    '_x',
    '*',
    '*a',
    '`',
    '``',
    '```',
    '```\n',
    '\n```\n',
    ' ',
    '  ',
    '    ',
    '\n',
    '\n\n',
    '<',
    '>',
  ],
  ...[
    '\n> ',
    '[',
    '](',
    'x]',
    '(',
    ')',
    '#',
    '# ',
    '-',
    '- ',
    '1.',
    '!',
    '&',
    '&amp;',
    '&T',
    ';',
    '\\',
    '\\s',
    '|',
  ],
  ...[
    '~',
    '~a',
    '@',
    'x@',
    'a@b.co',
    'www.',
    'http://a.b',
    'https://a.b/c_d',
    '[a](https://a.b/c)',
    '=',
    '==',
    '---',
  ],
  ...[
    ':',
    ':-',
    '.',
    ',',
    '?',
    '/',
    'é',
    '👍',
    '+',
    '+1',
    '"',
    "'",
    '[ ]',
    '<3',
    '\u00a0',
    '$',
    '%',
    '^',
    '{',
    '}',
  ],
  ...['Please rename this.', 'suggestion', '```suggestion\na\n```', '\t', '\r\n', '\0'],
];

const texts = fc.array(fc.oneof(fc.constantFrom(...BITS), fc.string({ maxLength: 3 })), { maxLength: 12 });

test('what is read without the parser is what the parser reads', () => {
  let plain = 0;
  fc.assert(
    fc.property(texts, (bits) => {
      const text = cleanText(bits.join(''));
      if (text.trim() === '') return;
      const parts = plainParts(text);
      if (parts === null) return;
      plain += 1;
      expect(parts).toEqual(parsedParts(text));
    }),
    { numRuns: 3000 },
  );
  expect(plain).toBeGreaterThan(100);
});

test.each([
  'Please use `a < b` here.',
  'See [the guide](https://example.org/guide) for it\n\nand https://example.org/a_b.',
  '> quoted *marks*\n> more\n\nan answer',
  'one\n```suggestion\n  a *b*\n```\ntwo',
  'a snake_case name, a lone * and R&D, x->y, a <= b',
])('most comments need no parser: %s', (text) => {
  expect(plainParts(text)).toEqual(parsedParts(text));
  expect(plainParts(text)).not.toBeNull();
});
