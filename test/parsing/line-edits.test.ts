import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LineEdit, lineEdits } from '../../src/parsing/line-edits.js';

/** The obvious way: cuts each run out of the old text and puts the new one there, last to first. */
function apply(before: string, after: string, edits: readonly LineEdit[]): string {
  let text = before;
  let shift = 0;
  const placed = edits.map((edit) => {
    const from = edit.start + shift;
    shift += edit.newEnd - edit.oldEnd;
    return { edit, text: after.slice(from, from + edit.newEnd - edit.start) };
  });
  for (const { edit, text: lines } of placed.reverse())
    text = text.slice(0, edit.start) + lines + text.slice(edit.oldEnd);
  return text;
}

const rowAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length - 1;

describe('line edits', () => {
  test('of equal texts are none', () => {
    expect(lineEdits('a\nb\n', 'a\nb\n')).toEqual([]);
    expect(lineEdits('', '')).toEqual([]);
  });

  test('of two places are two', () => {
    const before = 'first line\nsecond line\nthird line\nfourth line\n';
    const after = 'changed\nsecond line\nthird line\nchanged too\n';
    expect(lineEdits(before, after)).toEqual([
      { start: 0, oldEnd: 11, newEnd: 8, startRow: 0, oldEndRow: 1, newEndRow: 1 },
      { start: 34, oldEnd: 46, newEnd: 46, startRow: 3, oldEndRow: 4, newEndRow: 4 },
    ]);
  });

  test('make the new text of the old one, whatever the two are', () => {
    const line = fc.constantFrom('let one = 1;\n', 'two();\n', '}\n', '\n', 'três\n', 'no end');
    const text = fc.array(line, { maxLength: 30 }).map((lines) => lines.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const edits = lineEdits(before, after);
        expect(apply(before, after, edits)).toBe(after);
        for (const { start, oldEnd, startRow, oldEndRow } of edits) {
          expect(startRow).toBe(rowAt(before, start));
          if (before.endsWith('\n') || oldEnd < before.length) expect(oldEndRow).toBe(rowAt(before, oldEnd));
        }
      }),
    );
  });
});

test('lines of brackets alone do not hold texts together', () => {
  const method = (name: string): string => `  ${name}() {\n    return '${name}';\n  }\n`;
  const names = ['one', 'two', 'three', 'four', 'five', 'six'];
  const before = `class A {\n${names.map(method).join('')}}\n`;
  const after = before.replace(method('two') + method('three'), '');
  expect(lineEdits(before, after)).toHaveLength(1);
});
