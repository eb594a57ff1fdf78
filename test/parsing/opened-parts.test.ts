import { describe, expect, test } from 'vitest';
import { typescriptFamily } from '../../src/parsing/grammars/typescript.js';
import { emptyBrackets, type Opened, openedParts } from '../../src/parsing/opened-parts.js';

const grammar = typescriptFamily[0] ?? {};
const open = (text: string): Opened => {
  const opened = openedParts(text, grammar);
  if (opened === null) throw new Error('nothing was taken out');
  return opened;
};
const line = (n: number): string =>
  `  const value${n} = call${n}(first, second, third, 'a text that takes its room');\n`;

describe('a text without what stands in its brackets', () => {
  test('keeps what is around, and has the statements of each block', () => {
    const text = `function a() {\n${line(1)}${line(2)}}\n\n// b\nfunction b(): number {\n\n${line(3)}\n}\n`;
    const { around, holes } = open(text);
    expect(around).toBe('function a() {\n}\n\n// b\nfunction b(): number {\n}\n');
    expect(holes.map(({ parts }) => parts.map((it) => it.text))).toEqual([[line(1), line(2)], [line(3)]]);
    for (const { parts } of holes)
      for (const { start, row, text: part } of parts) {
        expect(text.slice(start, start + part.length)).toBe(part);
        expect(text.slice(0, start).split('\n').length - 1).toBe(row);
      }
    expect(emptyBrackets(holes).map(({ opens, closes }) => around.slice(opens, closes + 1))).toEqual([
      '{\n}',
      '{\n}',
    ]);
    expect(holes.map(({ rows, length }) => [rows, length])).toEqual([
      [2, 2 * line(1).length],
      [3, line(3).length + 2],
    ]);
  });

  test('statements end where the next one begins, not where a line does', () => {
    const statements = [
      `  if (first) {\n    return one(and, two, and, three, and, four, and, five);\n  } else {\n    two();\n  }\n`,
      `  const chain = list\n    .filter((it) => it.isThere && it.isRight && it.isLong)\n    .map(other);\n`,
      `  try {\n    something.that.goes.wrong(now, and, then, and, again);\n  } catch {\n    return;\n  }\n`,
    ];
    const [hole] = open(`function a() {\n${statements.join('')}}\n`).holes;
    expect(hole?.parts.map((it) => it.text)).toEqual(statements);
  });

  test('has the members of a class around their bodies, and the elements of a list', () => {
    const text = `class A {\n  size = 1;\n  get() {\n    return 1;\n  }\n}\nconst list = [\n  1,\n];\n`;
    expect(open(text).around).toBe('class A {\n  size = 1;\n  get() {\n  }\n}\nconst list = [\n];\n');
  });

  test('elements end with a comma', () => {
    const [one, other] = [1, 2].map(
      (n) => `  {\n    name: 'a name that takes its room ${n}',\n    call: first\n  },\n`,
    );
    const [hole] = open(`const list = [\n${one}${other}];\n`).holes;
    expect(hole?.parts.map((it) => it.text)).toEqual([one, other]);
    const joined = `  'a text that takes a line by itself, and more of it'\n  + 'a text that takes the next line, and more of it',\n`;
    expect(open(`const list = [\n${joined}];\n`).holes[0]?.parts).toHaveLength(1);
  });

  test('what is around is opened as the text itself was', () => {
    const text = `function a() {\n${line(1)}}\nconst b = () => {\n}\nconst c = [\n\n];\n`;
    const { around, holes } = open(text);
    const again = open(around).holes;
    expect(again.map(({ opens, closes }) => [opens, closes])).toEqual(
      emptyBrackets(holes).map(({ opens, closes }) => [opens, closes]),
    );
    expect(again.map(({ parts }) => parts.length)).toEqual([0, 0, 0]);
  });

  test('there is none where nothing is taken out', () => {
    for (const text of [
      '',
      'const a = {\n  b: 1,\n};\n',
      'switch (a) {\n  case 1:\n}\n',
      'f(() => {\n',
      'a() {\n b\n  }\n',
      'call(() => {\n});\n'.repeat(501),
    ])
      expect(openedParts(text, grammar)).toBeNull();
  });
});
