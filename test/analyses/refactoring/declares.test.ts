import { describe, expect, test } from 'vitest';
import { declares, onlyValuesDiffer } from '../../../src/analyses/refactoring/declares.js';
import { lineEdits } from '../../../src/parsing/line-edits.js';
import type { Fixture } from '../../parsing/contract.js';
import { languages } from '../../parsing/languages/index.js';

describe('lines that may declare something', () => {
  test.each([
    'export function total() {',
    '  total(items) {',
    'const half = width / 2;',
    '  const half =',
    'class Cart extends Base:',
    '    def total(self):',
    'total = 1',
    '    self.total = 1',
    '  private int count;',
    'int add(int a, int b)',
    '  fun total(): Int = 1',
    'func (c *Cart) Total() int {',
    'half := width / 2',
    'pub fn total(&self) -> u32 {',
    'items.map((item) => item.price)',
    '#define MAX_LENGTH(x) ((x) * 2)',
  ])('%s', (line) => {
    expect(declares(`\n${line}\n`)).toBe(true);
  });

  test.each([
    'return sum(items);',
    '  expect(total).toBe(3);',
    '// a comment',
    'check(text, 1)',
    '  }',
    '',
    'import os',
  ])('not in: %s', (line) => {
    expect(declares(`${line}\n`)).toBe(false);
  });

  test('every refactoring of every language changes such a line', () => {
    for (const { language, cases, own = {} } of languages) {
      for (const [name, fixture] of [...Object.entries(cases), ...Object.entries(own)]) {
        if (!('expected' in fixture) || fixture.expected.length === 0) continue;
        expect([language, name, declares(changedLines(fixture))]).toEqual([language, name, true]);
      }
    }
  });

  test('no text makes it slow', () => {
    for (const piece of ['a ', 'a.', ') ', '"', '\t', 'a,', '(', 'a b ', '){'])
      expect(declares(`${piece.repeat(50_000)}\n`)).toBeTypeOf('boolean');
  });
});

describe('lines of which only values differ', () => {
  test.each([
    ['const LIMIT = 5;\n', 'const LIMIT = 10;\n'],
    ["__version__ = '1.2.3'\n", "__version__ = '1.2.4'\n"],
    ['  total(a, 1)\n  const b = "x" // one\n', '  total(a, 2)\n  const b = "y y" // one\n'],
    ['const half = width / 2;\n', 'const half = width / 3;'],
  ])('%j → %j', (removed, added) => {
    expect(onlyValuesDiffer(removed, added)).toBe(true);
  });

  test.each([
    ['a name', 'const LIMIT = 5;\n', 'const MOST = 5;\n'],
    ['a call', 'total(1)\n', 'sum(1)\n'],
    ['a line more', 'const a = 1;\n', 'const a = 2;\nconst b = 3;\n'],
    ['nothing but the place', 'const a = 1;\nconst b = 1;\n', 'const a = 1;\nconst b = 1;\n'],
    ['white space, as where code went into another block', '  const a = 1;\n', '    const a = 1;\n'],
    ['a bracket', 'if (a) {\n', 'if (a)\n'],
    ['a name in back ticks', 'fun `one`() = 1\n', 'fun `other`() = 1\n'],
    ['code in a text of Python', 'a = f"{one}"\n', 'a = f"{other}"\n'],
    ['code in a text of Ruby', 'a = "#{one}"\n', 'a = "#{other}"\n'],
    ['a key', "  'one': () => 1,\n", "  'other': () => 1,\n"],
    ['a name behind an odd quote', "a(/'/, one('x'))\n", "a(/'/, other('x'))\n"],
    ['only what went', 'const a = 1;\n', ''],
    ['nothing', '', ''],
  ])('not: %s', (_, removed, added) => {
    expect(onlyValuesDiffer(removed, added)).toBe(false);
  });

  test('no refactoring of any language is one of them', () => {
    for (const { language, cases, own = {} } of languages) {
      for (const [name, fixture] of [...Object.entries(cases), ...Object.entries(own)]) {
        if (!('expected' in fixture) || fixture.expected.length === 0) continue;
        const { before, after } = fixture;
        const same = Object.keys(before).filter((path) => path in after && before[path] !== after[path]);
        const values = same.filter((path) => onlyValuesDiffer(...wentAndCame(before[path], after[path])));
        expect([language, name, values]).toEqual([language, name, []]);
      }
    }
  });

  test('no text makes it slow', () => {
    for (const piece of ["'", '"a', '0.', 'a ', '`', "\\'"]) {
      const line = `${piece.repeat(30_000)}\n`;
      expect(onlyValuesDiffer(`1${line}`, `2${line}`)).toBeTypeOf('boolean');
    }
  });
});

/** What went and what came, as a comparison of lines shows it. */
function wentAndCame(old = '', now = ''): [string, string] {
  let shift = 0;
  const [went, came]: [string[], string[]] = [[], []];
  for (const { start, oldEnd, newEnd } of lineEdits(old, now)) {
    const from = start + shift;
    shift += newEnd - oldEnd;
    went.push(old.slice(start, oldEnd));
    came.push(now.slice(from, from + newEnd - start));
  }
  return [went.join(''), came.join('')];
}

/** What went and came, as a comparison of lines shows it; all of a file that went or came. */
function changedLines({ before, after }: Fixture): string {
  const paths = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...paths].flatMap((path) => wentAndCame(before[path], after[path])).join('');
}
