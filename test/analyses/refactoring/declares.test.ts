import { describe, expect, test } from 'vitest';
import { declares } from '../../../src/analyses/refactoring/declares.js';
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

/** What went and came, as a comparison of lines shows it; all of a file that went or came. */
function changedLines({ before, after }: Fixture): string {
  const paths = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...paths]
    .flatMap((path) => {
      const [old, now] = [before[path] ?? '', after[path] ?? ''];
      let shift = 0;
      return lineEdits(old, now).flatMap(({ start, oldEnd, newEnd }) => {
        const from = start + shift;
        shift += newEnd - oldEnd;
        return [old.slice(start, oldEnd), now.slice(from, from + newEnd - start)];
      });
    })
    .join('');
}
