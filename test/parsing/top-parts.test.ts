import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ParsedSource } from '../../src/model/parsed-source.js';
import { grammarFor, grammars } from '../../src/parsing/grammars/index.js';
import { parserFor } from '../../src/parsing/parser.js';
import { topParts } from '../../src/parsing/top-parts.js';

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

/** Blocks in blocks, lists, and what only looks like them. */
const nested = `export class Shop<T> extends Base {
  private readonly items: T[] = [];

  constructor(private readonly owner: string, limit = 3) {
    super(owner);
    this.items = [];
  }

  async add(item: T, ...others: T[]): Promise<number> {
    // one at a time
    const known = this.items.find((it) => it === item);
    if (known !== undefined) {
      const place = this.items.indexOf(known);
      throw new Error(\`\${place}
if (this.is.text) {
  const no = 1;
}
\`);
    } else if (others.length > 0) {
      for (const other of others) {
        await this.add(other);
      }
    } else {
      this.items.push(item);
    }
    /*
    const comment = 1;
    if (comment) {
    }
    */
    const last = () => {
      return this.items.at(-1);
    };
    function helper(a: number): number {
      let sum = a
      sum += 1
      return sum
    }
    switch (helper(1)) {
      case 1: {
        const one = 1;
        return one;
      }
      default:
        if (item) {
          const inSwitch = 1;
        }
    }
    do {
      const looped = last();
    }
    while (false)
    const object = {
      run(x: number) {
        const inside = x;
        return inside;
      },
      go: () => {
        return 2;
      },
    };
    return object.run(1);
  }
}

describe('a suite', () => {
  const rows = [
    { name: 'one', run: () => {
      const inRow = 1;
    } },
    [
      'two',
      (x: number) => x,
    ],
    class { method() { return 1; } },
    function named() {
      const inNamed = 2;
    },
  ];
  test.each(rows)('works', async (row) => {
    class Local implements Kept {
      field = row;
      get() {
        const value = this.field;
        return value;
      }
    }
    const made = new Local();
    try {
      expect(made.get()).toBe(1);
    } catch (error) {
      const caught = error;
    } finally {
      const done = true;
    }
  });
});
`;

describe('what is read part by part is what is read as a whole', () => {
  test.each([
    ['a.ts', typescript],
    ['a.tsx', typescript],
    ['nested.ts', nested],
    ['nested.tsx', nested.replaceAll('  ', '\t')],
    [
      'nested.js',
      nested.replace(
        /: (?:T\[\]|number|string|Promise<number>)|<T>|private readonly | implements Kept|item: T/g,
        '',
      ),
    ],
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
    ['code that is broken inside', nested.replace('sum += 1', 'sum += (1')],
    ['code that ends inside', nested.slice(0, 1500)],
    ['code that begins inside', nested.slice(400)],
    ['code that is not indented', nested.replace(/^ +/gm, '')],
    [
      'code that is indented at will',
      nested.replace(/^ +/gm, (spaces, at) => ' '.repeat((at * 7 + spaces.length) % 5)),
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

test('our own analyses are read part by part as they are as a whole', async () => {
  const own = new URL('../../src/analyses/', import.meta.url);
  const files = readdirSync(own, { recursive: true, encoding: 'utf8' }).filter((it) => /\.tsx?$/.test(it));
  expect(files.length).toBeGreaterThan(50);
  for (const file of files) {
    const [parts, whole] = await both(file, readFileSync(new URL(file, own), 'utf8'));
    expect(parts, file).toEqual(whole);
  }
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
