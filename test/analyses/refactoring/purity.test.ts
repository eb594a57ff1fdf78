import { describe, expect, test } from 'vitest';
import { isTidy, residueOfAll } from '../../../src/analyses/refactoring/index.js';
import { between } from './versions.js';

const cart = `
import { Item } from './item';

export function totalOf(items: Item[]): number {
  let sum = 0;
  for (const item of items) {
    sum += item.price * item.count;
  }
  return sum;
}

export function receipt(items: Item[]): string {
  const lines = items.map((item) => item.name + ': ' + item.price);
  lines.push('total: ' + totalOf(items));
  return lines.join('\\n');
}
`;

const pureOf = ({ refactorings }: Awaited<ReturnType<typeof between>>, type: string): boolean | undefined =>
  refactorings.find((it) => it.type === type)?.pure;

describe('a refactoring is pure when nothing else happened to it', () => {
  test('a function that was only renamed, with its uses', async () => {
    const found = await between({ 'cart.ts': cart }, { 'cart.ts': cart.replaceAll('totalOf', 'sumOf') });
    expect(pureOf(found, 'rename-function')).toBe(true);
  });

  test('not when its body does something else besides', async () => {
    const after = cart.replaceAll('totalOf', 'sumOf').replace('let sum = 0', 'let sum = deliveryFee');
    expect(pureOf(await between({ 'cart.ts': cart }, { 'cart.ts': after }), 'rename-function')).toBe(false);
  });

  test('a function that was only moved, though it is exported now', async () => {
    const at = cart.indexOf('export function receipt');
    const found = await between(
      { 'cart.ts': cart.replace('export function totalOf', 'function totalOf') },
      {
        'cart.ts': `import { totalOf } from './sums';\n${cart.slice(at)}`,
        'sums.ts': cart.slice(cart.indexOf('export function totalOf'), at),
      },
    );
    expect(pureOf(found, 'move-function')).toBe(true);
  });

  test('an extracted function whose lines all stood in the other one', async () => {
    const after = `${cart.replace(
      `  let sum = 0;
  for (const item of items) {
    sum += item.price * item.count;
  }
  return sum;`,
      '  return addUp(items);',
    )}
function addUp(items: Item[]): number {
  let sum = 0;
  for (const item of items) {
    sum += item.price * item.count;
  }
  return sum;
}
`;
    expect(pureOf(await between({ 'cart.ts': cart }, { 'cart.ts': after }), 'extract-function')).toBe(true);
    const more = after.replace('let sum = 0', 'let sum = shippingCosts(items) + taxes');
    expect(pureOf(await between({ 'cart.ts': cart }, { 'cart.ts': more }), 'extract-function')).toBe(false);
  });
});

describe('a change is tidy when it only refactors', () => {
  test('a rename with all its uses', async () => {
    const found = await between({ 'cart.ts': cart }, { 'cart.ts': cart.replaceAll('totalOf', 'sumOf') });
    expect(isTidy(found)).toBe(true);
    expect(residueOfAll(found.files).left).toBe(0);
  });

  test('not when behaviour is added beside it', async () => {
    const after = `${cart.replaceAll('totalOf', 'sumOf')}
export function discount(items: Item[], share: number): number {
  return sumOf(items) * (1 - share);
}
`;
    const found = await between({ 'cart.ts': cart }, { 'cart.ts': after });
    expect(isTidy(found)).toBe(false);
    const { changed, left } = residueOfAll(found.files);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(changed);
  });

  test('a moved function counts as changed, and is explained', async () => {
    const at = cart.indexOf('export function receipt');
    const found = await between(
      { 'cart.ts': cart },
      {
        'cart.ts': `import { totalOf } from './sums';\n${cart.slice(at)}`,
        'sums.ts': cart.slice(cart.indexOf('export function totalOf'), at),
      },
    );
    expect(residueOfAll(found.files).changed).toBeGreaterThan(20);
    expect(isTidy(found)).toBe(true);
  });

  test('an extracted function with its call', async () => {
    const after = cart
      .replace("item.name + ': ' + item.price", 'lineOf(item)')
      .concat("\nfunction lineOf(item: Item): string {\n  return item.name + ': ' + item.price;\n}\n");
    expect(isTidy(await between({ 'cart.ts': cart }, { 'cart.ts': after }))).toBe(true);
  });

  test('without a refactoring there is nothing to be tidy about', async () => {
    const found = await between(
      { 'cart.ts': cart },
      { 'cart.ts': cart.replace('let sum = 0', 'let sum = 1') },
    );
    expect(isTidy(found)).toBe(null);
  });

  test('white space, comments and imports are no change', async () => {
    const after = `// a word\n${cart.replace(/ {2}/g, '    ').replace("from './item'", "from './items'")}`;
    const found = await between({ 'cart.ts': cart }, { 'cart.ts': after });
    expect(residueOfAll(found.files)).toEqual({ changed: 0, left: 0 });
  });

  test('the code alone can be asked about, where tests grew beside it', async () => {
    const test =
      "test('a total', () => {\n  expect(sumOf([])).toBe(0);\n  expect(sumOf([apple])).toBe(3);\n});\n";
    const found = await between(
      { 'cart.ts': cart },
      { 'cart.ts': cart.replaceAll('totalOf', 'sumOf'), 'cart.test.ts': test },
    );
    expect(isTidy(found)).toBe(false);
    expect(isTidy(found, (path) => path === 'cart.ts')).toBe(true);
  });
});
