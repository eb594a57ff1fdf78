import { describe, expect, test } from 'vitest';
import { grammarFor } from '../../src/parsing/grammars/index.js';
import { KnownParts } from '../../src/parsing/known-parts.js';
import { type Parse, parserFor } from '../../src/parsing/parser.js';
import { topParts } from '../../src/parsing/top-parts.js';

const grammar = grammarFor('a.ts');
if (grammar?.begins === undefined) throw new Error('TypeScript is read by parts');
const { begins: _, ...wholeGrammar } = grammar;
const { begins, texts } = grammar;

/** Reads texts by parts, one after the other, and tells what was parsed for each. */
async function readings() {
  const parse: Parse = await parserFor(wholeGrammar);
  const known = new KnownParts({
    ...grammar,
    language: `TypeScript ${Math.random()}`,
  } as typeof wholeGrammar);
  return (text: string, isWrong: (opens: string) => boolean = () => false) => {
    const parsed: string[] = [];
    const said = known.read(topParts(text, begins as RegExp, texts), (part, brackets) => {
      parsed.push(part);
      const wrong = [...brackets.keys()].filter((at) => isWrong(part[brackets[at]?.opens ?? -1] ?? ''));
      return { source: parse(part), wrong };
    });
    if (said !== null) expect(said).toEqual(parse(text));
    return { parsed, isUnderstood: said !== null };
  };
}

const statement = (n: number): string =>
  `    const value${n} = call(first${n}, second, 'a text that takes room');\n    if (value${n}) {\n      other(value${n});\n    }\n`;
const method = (name: string, statements: string): string =>
  `  ${name}(first: number) {\n${statements}  }\n\n`;
const text = `export class Store {\n${['one', 'two', 'three']
  .map((name, at) => method(name, [1, 2, 3].map((n) => statement(10 * at + n)).join('')))
  .join('')}}\n`;

describe('what is known of the parts of a text', () => {
  test('the same text is parsed once', async () => {
    const read = await readings();
    expect(read(text).parsed).toEqual([text]);
    expect(read(text).parsed).toEqual([]);
  });

  test('of a later version only the statements that changed are parsed', async () => {
    const read = await readings();
    read(text);
    const changed = text.replace('other(value12)', 'another(value12)');
    const [part, ...others] = read(changed).parsed;
    expect(others).toEqual([]);
    // Short statements stay together.
    expect(part).toMatch(/^ {4}if \(value12\) \{\n {6}another\(value12\);\n {4}\}\n {4}const value13 .*\n$/);
    const more = changed.replace('  two(', '  two(second: string, ');
    expect(read(more).parsed).toHaveLength(1);
    expect(read(more.replace(statement(3), '')).parsed.join('').length).toBeLessThan(statement(2).length);
  });

  test('what only looks like brackets of a kind is left where it is', async () => {
    const read = await readings();
    const list = `create(\n  context,\n  [\n    ${'first, '.repeat(9)}\n  ],\n) {\n${statement(1)}${statement(2)}}\n`;
    const source = `export const rule = make({\n  name: 'rule',\n  ${list.trim().replaceAll('\n', '\n  ')},\n});\n`;
    const isPattern = (opens: string): boolean => opens === '[';
    expect(read(source, isPattern)).toEqual({ parsed: [source], isUnderstood: true });
    const [element, changed, emptied, left, ...others] = read(
      source.replace('(first1,', '(other1,'),
      isPattern,
    ).parsed;
    expect(element).toMatch(/^\[ +first, /);
    expect(changed).toMatch(/^ +const value1 = .*\n$/);
    expect(emptied).toContain('[\n    ],\n  ) {\n  }');
    expect(left).toMatch(/\[\n +first, .*\n {4}\],\n {2}\) \{\n {2}\}/);
    expect(others).toEqual([]);
    expect(read(source.replace('(first1,', '(another1,'), isPattern).parsed).toHaveLength(1);
  });

  test('a part that nothing understands by itself is read with all others, each time', async () => {
    const read = await readings();
    const broken = text.replace('other(value12)', 'other(value12');
    expect(read(broken).isUnderstood).toBe(false);
    expect(read(text).isUnderstood).toBe(true);
    const again = read(broken);
    expect(again.isUnderstood).toBe(false);
    expect(again.parsed).toEqual([]);
  });

  test('lines of comments and templates are part of what they stand in', async () => {
    const read = await readings();
    const said = read(
      `describe('it', () => {\n  const code = \`\nconst no = 1;\n  const neither = 2;\n\`;\n  /**\n  const nor = 3;\n   */\n  const yes = () => {\n    return code;\n  };\n  test('that it does what it should, in many words', () => {\n    expect(yes()).toBe(code);\n  });\n});\n`,
    );
    expect(said.isUnderstood).toBe(true);
    for (const part of said.parsed) expect(part).not.toMatch(/^\s*const n/);
  });
});
