import { describe, expect, test } from 'vitest';
import type { ParsedSource } from '../../src/model/parsed-source.js';
import { grammarFor, grammars } from '../../src/parsing/grammars/index.js';
import { parserFor } from '../../src/parsing/parser.js';
import { areMany, topParts } from '../../src/parsing/top-parts.js';

/** Grammars that read every text as a whole. */
const wholes = new Map(grammars.map(({ begins: _, ...whole }) => [whole.language, whole]));

/** What is said of a text part by part, and what is said of it as a whole. */
async function both(path: string, text: string): Promise<readonly [ParsedSource, ParsedSource]> {
  const grammar = grammarFor(path);
  const whole = wholes.get(grammar?.language ?? '');
  if (grammar?.begins === undefined || whole === undefined) throw new Error(`${path} is not read by parts`);
  return [(await parserFor(grammar))(text), (await parserFor(whole))(text)];
}

const typescript = `#!/usr/bin/env node
/* Licence. */
import { a } from './a.js';
import {
  b,
} from './b.js';
export * from './c.js';

/** What it is for. */
export function total(items: number[], ...rest: number[]): number {
  // inside
  const sum = (x: number) => x + 1;
  return sum(items.length);
}

@Component({
  name: 'x',
})
@Sealed
export class Store extends Base implements Kept {
  size = 1;
  get(key: string): string { return key; }
}

const text = \`
const inside = 1;
\`;
let later = { run() { return 1; } }
type Both = A
  | B;
export const memo = React.memo((props: Props) => props.size);
test('works', () => { expect(total([1])).toBe(2); });
// the end`;

const python = `"""What this is for."""
import os
from a import (
    b,
)

LIMIT = 3


@cached
@other(
    1,
)
def total(items, *rest, key=None):
    """Sums."""
    size = len(items)
    return size
# behind it


class Store(Base):
    kept = 1

    def get(self, key):
        self.key = key
        return key

    # the end of it

async def later():
    pass


if LIMIT:
    def one(): pass
else:
    def other(): pass
`;

describe('what is read part by part is what is read as a whole', () => {
  test.each([
    ['a.ts', typescript],
    ['a.tsx', typescript],
    ['a.js', typescript.replace(/: (?:number\[\]|number|string|Props)| implements Kept|^type[^;]*;/gm, '')],
    ['a.py', python],
  ])('%s', async (path, text) => {
    for (const ends of ['\n', '\r\n']) {
      const [parts, whole] = await both(path, text.replaceAll('\n', ends));
      expect(whole.declarations.length).toBeGreaterThan(6);
      expect(parts).toEqual(whole);
    }
  });

  test('where most of a text is empty lines, too', async () => {
    const [parts, whole] = await both(
      'a.ts',
      typescript.replace(/^(export function|type)/gm, '\n\n\n\n\n\n$1'),
    );
    expect(parts).toEqual(whole);
  });

  test.each([
    [
      'a comment that holds code',
      `${typescript}\n/*\nexport function no() {}\n*/\nexport function yes() {}\n`,
    ],
    [
      'code that is not indented in its block',
      `namespace N {\nexport function a() {}\nconst b = 1;\n}\nlet c;\n`,
    ],
    ['broken code', `${typescript}\nfunction broken( {\n${typescript}`],
    ['a text that does not end', `${typescript}\nconst text = \`\n${typescript}`],
  ])('%s', async (_, text) => {
    const [parts, whole] = await both('a.ts', text);
    expect(parts).toEqual(whole);
  });

  test('and stays so when some of it is known already', async () => {
    const block = 'namespace N {\nexport function a() {}\n}\nnamespace M {\nexport function b() {}\n}\n';
    for (const text of [block, typescript, block, typescript + block]) {
      const [parts, whole] = await both('a.ts', text);
      expect(parts).toEqual(whole);
    }
  });
});

const begins = /^(?:@|def )/gm;
const line = `  ${'x'.repeat(100)}\n`;

test('parts begin where something at the top begins, and have no empty lines at their ends', () => {
  const text = `# a\n${line}\n\ndef a():\n${line}\n\n@b\n@c\ndef d():\n${line}def e(): 3`;
  expect(topParts(text, begins)).toEqual([
    { start: 0, row: 0, text: `# a\n${line}` },
    { start: 109, row: 4, text: `def a():\n${line}` },
    { start: 223, row: 8, text: `@b\n@c\ndef d():\n${line}` },
    { start: 341, row: 12, text: 'def e(): 3' },
  ]);
});

test('what is short stays with what follows', () => {
  const text = `def a(): 1\ndef b(): 2\ndef c():\n${line}def d(): 3\n`;
  expect(topParts(text, begins).map(({ row }) => row)).toEqual([0, 4]);
});

test('where one part is most of a text, the parts are not many', () => {
  const areManyOf = (text: string): boolean => areMany(topParts(text, begins));
  expect(areManyOf(`def a():\n${line}`)).toBe(false);
  expect(areManyOf(`def a():\n${line}def b():\n${line}${line}`)).toBe(false);
  expect(areManyOf(`def a():\n${line}def b():\n${line}`)).toBe(true);
  expect(areManyOf('')).toBe(true);
});
