import { expect, test } from 'vitest';
import { grammarFor } from '../../src/parsing/grammars/index.js';
import { parserFor } from '../../src/parsing/parser.js';

async function typescript() {
  const grammar = grammarFor('a.ts');
  if (grammar === undefined) throw new Error('no grammar');
  return parserFor(grammar);
}

const text = Array.from(
  { length: 40 },
  (_, n) => `export function f${n}(a: number): number {\n  // ${n}\n  return a + ${n};\n}\n\n`,
).join('');

test('a later version is read as if the earlier one had never been', async () => {
  const parse = await typescript();
  let before = text;
  parse(before, { id: 'version 0' });
  const edits: ((text: string) => string)[] = [
    (it) => it.replace('return a + 3;', 'const b = a;\n  return b + 3;'),
    (it) => it.replace('export function f9', 'export class C9 { m() {} }\nexport function g9'),
    (it) => it.replace(/export function f20[\s\S]*?export function f30/, 'export function f30'),
    (it) => it.replace('// 12\n', '/* 12\n').replace('// 14\n', '14 */\n'),
    (it) => `${it}export const last = () => 1;\n`,
    (it) => it.replace('return a + 5;', 'return `${a}` + "größe" + 5;'),
  ];
  for (const [at, edit] of edits.entries()) {
    const after = edit(before);
    const whole = parse(after);
    expect(parse(after, { id: `version ${at + 1}`, from: `version ${at}` })).toEqual(whole);
    before = after;
  }
});

test('broken code is mended the same way, wherever the parser came from', async () => {
  const parse = await typescript();
  const broken = text.replace('return a + 7;', 'return (a + { 7;');
  const whole = parse(broken);
  parse(text, { id: 'whole' });
  expect(whole.hasErrors).toBe(true);
  expect(parse(broken, { id: 'broken', from: 'whole' })).toEqual(whole);
  expect(parse(text, { id: 'mended', from: 'broken' })).toEqual(parse(text));
});
