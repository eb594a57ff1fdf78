import { expect, test } from 'vitest';
import { Comparison, type SourceFile } from '../../../src/analyses/refactoring/comparison.js';
import { codeTree } from '../../../src/analyses/refactoring/index.js';
import { grammarFor } from '../../../src/parsing/grammars/index.js';
import { parserFor } from '../../../src/parsing/parser.js';

const PATH = 'a.ts';

async function fileOf(text: string, others?: readonly string[]): Promise<SourceFile> {
  const grammar = grammarFor(PATH);
  if (grammar === undefined) throw new Error(`no grammar for ${PATH}`);
  const tree = codeTree(text, (await parserFor(grammar))(text));
  return { path: PATH, tree, ...(others !== undefined && { leftOut: { rows: [], code: () => others } }) };
}

const others = Array.from({ length: 9 }, (_, at) => `function other${at}() {\n  return price(${at});\n}\n`);
const [one, other] = ['function a() { price(); rare(); }\n', 'function a() { price(); seldom(); }\n'];

/** How alike the first functions of both versions are. */
function likeness(comparison: Comparison): number {
  const [before, after] = [comparison.before[0]?.all[1], comparison.after[0]?.all[1]];
  if (before === undefined || after === undefined) throw new Error('there is no function');
  return comparison.likeness(comparison.body(before), comparison.body(after));
}

test('a word says as little where what has it was left out as where it is in the trees', async () => {
  const whole = new Comparison(
    [await fileOf(one + others.join(''))],
    [await fileOf(other + others.join(''))],
  );
  const parts = new Comparison([await fileOf(one)], [await fileOf(other, others)]);
  const alone = new Comparison([await fileOf(one)], [await fileOf(other)]);
  expect(likeness(parts)).toBeCloseTo(likeness(whole), 10);
  expect(likeness(alone)).toBeGreaterThan(likeness(whole) + 0.05);
});
