import { describe, expect, test } from 'vitest';
import { compareVersions } from '../../src/jobs/compare-versions.js';
import { between, short } from '../analyses/refactoring/versions.js';

const part = (path: string, text: string) => ({ path, id: `${path} ${text}`, text, isPart: true });

describe('files of which only some lines are compared', () => {
  test.each([
    ['a.ts', "import { a } from './x';\n", "import { a } from './y/z';\n"],
    ['a.ts', "} from './x';\n", "} from './y';\n"],
    ['a.py', 'from x.y import a\n', 'from x.z import a\n'],
    ['a.java', 'import com.example.Old;\n', 'import com.example.fresh.Old;\n'],
    ['a.rs', 'use crate::x::A;\n', 'use crate::y::A;\n'],
    ['a.cs', 'using Shop.Cart;\n', 'using Shop.Carts;\n'],
    ['a.cpp', '#include "x.h"\n', '#include "y.h"\n'],
    ['a.rb', "require_relative 'x'\n", "require_relative 'y'\n"],
  ])('of %s: %j → %j is what an import follows', async (path, before, after) => {
    const { files } = await compareVersions([{ before: part(path, before), after: part(path, after) }]);
    expect(files.reduce((sum, { left }) => sum + left, 0)).toBe(0);
  });

  test('tell the words that differ', async () => {
    const { files } = await compareVersions([
      { before: part('a.ts', "fetch('x');\n"), after: part('a.ts', "fetch('other');\n") },
    ]);
    expect(files.reduce((sum, { left }) => sum + left, 0)).toBeGreaterThan(0);
  });
});

describe('files of which only the parts that differ are read', () => {
  /** A type with so many methods that reading all of it would take longer. */
  const typeOf = (name: string, methods: readonly string[]): string =>
    `export class ${name} {\n  private readonly prices = new Map<string, number>();\n\n${methods.join('\n')}}\n`;
  const method = (name: string, at: number): string =>
    `  /** Says what ${name} is. */\n  ${name}(item: string): number {\n    const price = this.prices.get(item) ?? ${at};\n    if (price > ${at * 7}) return price - ${at};\n    return this.round${at}(price * ${at});\n  }\n`;
  const words = 'total tax discount shipping refund credit fee tip deposit rebate voucher margin'.split(' ');
  const methods = [...words, ...words.map((word) => `${word}Later`)].map((name, at) => method(name, at + 2));
  const before = typeOf('Cart', methods);
  const whole = (text: string, other = '') => ({
    'src/cart.ts': text,
    ...(other !== '' && { 'src/till.ts': other }),
  });
  const helper = `  private lowered(item: string): string {\n    const words = item.trim().split('-');\n    return words.map((word) => word.toLowerCase()).join(' ');\n  }\n`;
  const inTwo = before.replace(
    'const price = this.prices.get(item) ?? 4;',
    `const words = item.trim().split('-');\n    const name = words.map((word) => word.toLowerCase()).join(' ');\n    const price = this.prices.get(name) ?? 4;`,
  );

  test.each([
    ['a method that is called otherwise', before, before.replaceAll('refund(', 'payBack(')],
    [
      'a method that was cut out of another',
      inTwo,
      before
        .replace(
          'const price = this.prices.get(item) ?? 4;',
          'const price = this.prices.get(this.lowered(item)) ?? 4;',
        )
        .replace(/\}\n$/, `\n${helper}}\n`),
    ],
    ['a type that is called otherwise', before, before.replace('class Cart', 'class Basket')],
    ['a method that only does something else', before, before.replace('price * 5', 'price * 50')],
  ])('say of %s what the whole says', async (_, old, now) => {
    const id = (text: string) => `${text.length} ${text}`;
    const of = (text: string) => ({ path: 'src/cart.ts', id: id(text), text });
    const said = await compareVersions([{ before: of(old), after: of(now) }]);
    const expected = await between(whole(old), whole(now));
    expect(short(said)).toEqual(short(expected));
    for (const [at, { similarity }] of said.refactorings.entries())
      expect(Math.abs(similarity - (expected.refactorings[at]?.similarity ?? 0))).toBeLessThan(0.01);
  });

  test('follow no type elsewhere that mostly stayed', async () => {
    const gone = methods.slice(3, 8).join('\n');
    const now = before.replace(gone, '');
    const other = typeOf('Till', methods.slice(3, 8));
    const of = (path: string, text: string) => ({ path, id: `${path} ${text}`, text });
    const said = await compareVersions([
      { before: of('src/cart.ts', before), after: of('src/cart.ts', now) },
      { before: null, after: of('src/till.ts', other) },
    ]);
    expect(short(said)).toEqual(short(await between(whole(before), whole(now, other))));
    expect(short(said).join()).not.toMatch(/(?:move|rename)[a-z-]*type/);
  });
});
