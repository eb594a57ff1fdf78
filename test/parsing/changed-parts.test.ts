import { describe, expect, test } from 'vitest';
import { changedParts } from '../../src/parsing/changed-parts.js';
import { grammarFor } from '../../src/parsing/grammars/index.js';

const part = (name: string, n: number): string =>
  `export function ${name}(a: number): number {\n  return a + ${n};\n}\n\n`;

describe('the parts of two versions that differ', () => {
  const before = ['one', 'two', 'three', 'four'].map((name, n) => part(name, n)).join('');

  test('keep their lines where they were; the others are empty', () => {
    const parts = changedParts(before, before.replace('a + 2', 'a * 2'));
    expect(parts.before.split('\n').slice(8, 11)).toEqual(part('three', 2).split('\n').slice(0, 3));
    expect(parts.after.split('\n')[9]).toBe('  return a * 2;');
    expect(parts.before).not.toMatch(/one|two/);
    expect(parts.before.split('\n')).toHaveLength(before.split('\n').length);
  });

  test('are the same for what is the same, also where lines came in between', () => {
    const after = before.replace(part('two', 1), part('two', 1) + part('new', 9));
    const parts = changedParts(before, after);
    expect(parts.after).toContain('function new');
    expect(parts.before).not.toContain('one');
    expect(parts.after).not.toContain('one');
    const words = (text: string): string[] =>
      text.split(/\W+/).filter((word) => !part('new', 9).includes(word));
    expect(words(parts.after)).toEqual(words(parts.before));
  });

  test('are whole where lines of a template look like beginnings', () => {
    const texts = /`[^`]*`/g;
    const code = `const code = run(\`\nconst inside = 1;\nconst other = 2;\n\`);\n`;
    const old = code + part('a', 1) + part('b', 2);
    const now = old.replace('inside = 1', 'inside = 3');
    expect(changedParts(old, now, { texts }).after).toContain(code.replace('inside = 1', 'inside = 3'));
    expect(changedParts(old, now, { texts }).after).not.toContain('function a');
    expect(changedParts(old, now).after).not.toContain('const other');
  });

  test('of equal texts, and of empty ones', () => {
    expect(changedParts('', '')).toMatchObject({ before: '', after: '', leftOut: { rows: [] } });
    expect(changedParts('', '').leftOut.code()).toEqual([]);
    expect(changedParts('', before).after).toBe(before);
    expect(changedParts(before, '').before).toBe(before);
  });
});

/** The lines that are left of a text. */
const left = (path: string, before: string, after: string): string[] => {
  const { before: text } = changedParts(before, after, grammarFor(path));
  return text.split('\n').filter((line) => line !== '');
};

describe('what a type holds', () => {
  const method = (name: string, value: string): string[] => [
    `  ${name}(): string {`,
    `    return '${value}';`,
    '  }',
    '',
  ];
  const type = (opens: readonly string[], ...methods: readonly string[][]): string =>
    [...opens, ...methods.flat(), '}', ''].join('\n');
  const [one, two, three] = [method('one', '1'), method('two', '2'), method('three', '3')];
  const changed = method('two', 'other');

  test('is left out where it is the same, and its beginning stays', () => {
    const before = type(['export class Cart {'], one, two, three);
    const after = before.replace("'2'", "'other'");
    expect(left('a.ts', before, after)).toEqual([
      'export class Cart {',
      ...two.slice(0, 3),
      ...three.slice(0, 3),
      '}',
    ]);
    expect(changedParts(before, after, grammarFor('a.ts')).leftOut.code()).toEqual([`${one.join('\n')}\n`]);
    expect(changedParts(before, after, grammarFor('a.ts')).leftOut.rows).toEqual([[1, 5]]);
  });

  test('is left out where what opens it goes over lines', () => {
    const opens = ['export class Cart<T>', '  extends Base<T>', '  implements Priced {'];
    expect(left('a.ts', type(opens, one, two, three), type(opens, one, changed, three))).not.toContain(
      one[0],
    );
  });

  test.each([
    ['it is called otherwise', ['export class Cart {'], ['export class Basket {']],
    ['it is derived from something else', ['class A', '  extends B {'], ['class A', '  extends C {']],
    ['nothing says that it holds things', ['const cart = make(() => {'], ['const cart = make(() => {']],
  ])('stays where %s', (_, was, is) => {
    const before = type(was, one, two, three);
    expect(left('a.ts', before, type(is, one, changed, three))).toEqual(
      before.split('\n').filter((line) => line !== ''),
    );
  });

  test('stays where it came to stand in another type', () => {
    const before = type(['class A {'], one, two, three, method('four', '4'));
    const after = before.replace('  two(', '}\n\nclass B {\n  two(');
    expect(left('a.ts', before, after)).toEqual(expect.arrayContaining([two[0], three[0]]));
  });

  test('stays where a comment was opened above it', () => {
    const before = type(['class A {', '  // here'], one, two, three).concat('/* end */\n');
    const after = before.replace('// here', '/* here');
    expect(left('a.ts', before, after)).toEqual(before.split('\n').filter((line) => line !== ''));
  });

  test.each([
    ['a.java', 'class A {', 'int NAME() {', 'return 1;', '}', '}'],
    ['a.kt', 'class A(', 'fun NAME(): Int {', 'return 1', '}', '}'],
    ['a.cs', 'class A', 'int NAME() {', 'return 1;', '}', '}'],
    ['a.py', 'class A:', 'def NAME(self):', 'return 1', '', ''],
    ['a.js', "describe('a', function () {", "it('NAME', function () {", 'check(1);', '});', '});'],
  ])('is left out in %s', (path, opens, begins, does, ends, closes) => {
    const more = path === 'a.kt' ? ['    val n: Int', ') : Base() {'] : path === 'a.cs' ? ['{'] : [];
    const things = ['one', 'two', 'three', 'four'].flatMap((name, at) => [
      `    ${begins.replace('NAME', name)}`,
      `        ${does.replace('1', `${at}0`)}`,
      ...(ends === '' ? [] : [`    ${ends}`]),
      '',
    ]);
    const before = [opens, ...more, ...things, closes, ''].join('\n');
    const after = before.replace('10', '15');
    const kept = left(path, before, after);
    expect(kept.join('\n')).not.toMatch(/one|three/);
    expect(kept).toEqual(expect.arrayContaining([opens, ...more]));
    expect(kept.join('\n')).toMatch(/two[\s\S]*four/);
  });

  test('stays whole in a text of Python that looks like code', () => {
    const before = `class A:\n    """\n    one = 1\n    two = 2\n    three = 3\n    """\n    x = 1\n`;
    const after = before.replace('two = 2', 'two = 4');
    expect(left('a.py', before, after)).toEqual(before.split('\n').filter((line) => line !== ''));
  });

  test('says what it does without its comments', () => {
    const commented = ['  // about it', '  /* more', '   of it */', ...one];
    const before = type(['class A {'], method('zero', '0'), commented, two);
    const after = before.replace("'2'", "'other'");
    const [first, second] = changedParts(before, after, grammarFor('a.ts')).leftOut.code();
    expect(first).toContain("return '0'");
    expect(`${first}${second}`).not.toMatch(/about|more|of it/);
  });
});
