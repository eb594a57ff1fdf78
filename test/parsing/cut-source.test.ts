import { expect, test } from 'vitest';
import type { ParsedSource } from '../../src/model/parsed-source.js';
import { cutSource } from '../../src/parsing/cut-source.js';
import { typescriptFamily } from '../../src/parsing/grammars/typescript.js';
import { openedParts } from '../../src/parsing/opened-parts.js';
import { growing, packed, unpack } from '../../src/parsing/packed-source.js';
import { parserFor } from '../../src/parsing/parser.js';

const [grammar] = typescriptFamily;
if (grammar === undefined) throw new Error('TypeScript has a grammar');
const { begins: _, ...whole } = grammar;

const text = `/** A shop. */
export class Shop extends Base {
  constructor(private readonly owner: string, limit = 3) {
    super(owner); // first
    const local = (a: number) => a + 1;
  }

  add(item: string, ...others: string[]): number {

    // one at a time
    function helper(b: number): number {
      return b;
    }
    if (others.length > 0) {
      const [one] = others;
      return helper(one.length);
    } else {
      return 0;
    }

  }
  // the end
}
const rows = [
  { name: 'one', run: (c: number) => c },
  class extends Shop { go() { return 1; } },
];
`;

test('what is said of a whole text is told apart as if its parts had been parsed', async () => {
  const parse = await parserFor(whole);
  const opened = openedParts(text, grammar);
  if (opened === null) throw new Error('nothing was taken out');
  const numbers = packed(parse(text), text);
  if (numbers === null) throw new Error('numbers can say it');
  const { parts, around } = cutSource(numbers, opened.holes);
  const said = (those: Int32Array | null | undefined, of: string): ParsedSource => {
    const into = growing();
    if (those) unpack(those, of, { start: 0, row: 0 }, into);
    return into;
  };
  expect(said(around, opened.around)).toEqual(parse(opened.around));
  expect(said(around, opened.around).declarations.map(({ name }) => name)).toContain('add');
  expect(parts.size).toBeGreaterThan(3);
  for (const [part, those] of parts) {
    const isElement = text.indexOf('rows') < part.start;
    expect(said(those, part.text)).toEqual(parse(isElement ? `[${part.text.slice(1)}]` : part.text));
  }
});
