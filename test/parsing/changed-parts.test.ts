import { describe, expect, test } from 'vitest';
import { changedParts } from '../../src/parsing/changed-parts.js';

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
    expect(changedParts(old, now, texts).after).toContain(code.replace('inside = 1', 'inside = 3'));
    expect(changedParts(old, now, texts).after).not.toContain('function a');
    expect(changedParts(old, now).after).not.toContain('const other');
  });

  test('of equal texts, and of empty ones', () => {
    expect(changedParts('', '')).toEqual({ before: '', after: '' });
    expect(changedParts('', before).after).toBe(before);
    expect(changedParts(before, '').before).toBe(before);
  });
});
