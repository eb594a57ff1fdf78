import { afterAll, describe, expect, test } from 'vitest';
import { ComparePool } from '../../src/jobs/compare-pool.js';
import type { Compared, Version } from '../../src/jobs/compare-versions.js';

const pool = new ComparePool();
afterAll(() => pool.close());

let made = 0;
const version = (path: string, text: string): Version => ({ path, id: `made ${made++}`, text });

const small = (name: string): string =>
  `export function ${name}(items: number[]): number {\n  let sum = 0;\n  for (const item of items) sum += item;\n  return sum;\n}\n`;
const rename = {
  before: version('src/sum.ts', small('total')),
  after: version('src/sum.ts', small('sum')),
};

/** The hostile file is left out with its reason, and the rename beside it is still found. */
async function leavesOut(hostile: Version, why: RegExp): Promise<void> {
  const found = await pool.compare([
    rename,
    { before: version(hostile.path, small('other')), after: hostile },
  ]);
  expect(found.notAnalysed.map(({ file }) => file)).toEqual([hostile.path]);
  expect(found.notAnalysed[0]?.why).toMatch(why);
  expect(found.refactorings.map(({ type }) => type)).toEqual(['rename-function']);
}

describe('what is over a limit is named, and the rest is compared', () => {
  test('10,000 nested brackets', () =>
    leavesOut(version('a.ts', `x = ${'['.repeat(10_000)}\n${']'.repeat(10_000)};\n`), /nested 10000 deep/));

  test('10,000 nested brackets on lines of their own', () =>
    leavesOut(version('a.ts', `x = ${'[\n'.repeat(10_000)}${']\n'.repeat(10_000)};\n`), /nested 10000 deep/));

  test('a minified file of 5 MB', () =>
    leavesOut(version('a.js', 'function a(b){return b+1};'.repeat(200_000)), /larger than 1 MiB/));

  test('a line of 1 MB', () =>
    leavesOut(version('a.py', `x = "${'y'.repeat(1_000_000)}"\n`), /a line of 1000006 characters/));

  test('zeros', () => leavesOut(version('a.java', '\0'.repeat(100_000)), /binary/));

  test('20,100 declarations', () =>
    leavesOut(
      // Of a language that is read fast: a busy machine must not reach the limit of time before.
      version('a.go', Array.from({ length: 20_100 }, (_, n) => `var a${n} = ${n}\n`).join('')),
      /20100 declarations/,
    ));

  test('a language without a grammar', () => leavesOut(version('a.zig', 'fn a() void {}\n'), /no grammar/));
});

/** Of the same thread as what is slow: they wait for it. */
const askedAgain = (): Promise<Compared>[] =>
  Array.from({ length: 8 }, () =>
    pool.compare([{ before: { ...rename.before, path: 'a.js' }, after: { ...rename.after, path: 'a.js' } }]),
  );

test('a comparison that takes too long is ended, and the pool goes on', async () => {
  const lines = Array.from(
    { length: 12_000 },
    (_, n) => `function f${n}(a${n}) { return g${n}(a${n}, ${n}) + h${n}; }`,
  );
  const slow = [
    { before: version('a.js', lines.join('\n')), after: version('a.js', lines.reverse().join('\n')) },
  ];
  const [late, ...meanwhile] = await Promise.all([pool.compare(slow, 1), ...askedAgain()]);
  expect(late?.notAnalysed).toEqual([{ file: 'a.js', why: 'comparing took more than 0.001 seconds' }]);
  const later = await Promise.all(askedAgain());
  expect([...meanwhile, ...later].map(({ refactorings }) => refactorings.length)).toEqual(Array(16).fill(1));
});

test('names beyond ASCII keep their characters', async () => {
  const latin1 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
  const found = await pool.compare([
    { before: version('a.ts', latin1(small('größe'))), after: version('a.ts', latin1(small('大きさ'))) },
  ]);
  expect(found.refactorings[0]?.name).toEqual({ before: 'größe', after: '大きさ' });
});

test('the same content under another language is another tree', async () => {
  const text = 'class A { total() { return this.items.length + this.offset; } }\n';
  const now = text.replace('total', 'count');
  const both = await pool.compare(
    ['a.js', 'b.ts'].map((path) => ({
      before: { path, id: 'one', text },
      after: { path, id: 'two', text: now },
    })),
  );
  expect(both.refactorings.map(({ type, before }) => `${type} ${before.file}`)).toEqual([
    'rename-function a.js',
    'rename-function b.ts',
  ]);
});

test('after it is closed nothing is begun any more', async () => {
  const other = new ComparePool();
  const asked = Array.from({ length: 6 }, () => other.compare([rename]));
  await other.close();
  expect((await Promise.all(asked)).every(({ refactorings }) => refactorings.length <= 1)).toBe(true);
  expect(await other.compare([rename])).toMatchObject({ refactorings: [], notAnalysed: [] });
});

test('a file that cannot be read in one version is left out in both, whatever it is called in each', async () => {
  const found = await pool.compare([
    {
      before: version('a.js', small('total').replaceAll(': number[]', '').replaceAll(': number', '')),
      after: version('b.js', `x = "${'y'.repeat(30_000)}"\n`),
    },
    {
      before: null,
      after: version('c.js', small('total').replaceAll(': number[]', '').replaceAll(': number', '')),
    },
  ]);
  expect(found.refactorings).toEqual([]);
  expect(found.notAnalysed.map(({ file }) => file)).toEqual(['b.js']);
});

test('many files are compared up to a limit, and the rest is named', async () => {
  const pairs = Array.from({ length: 620 }, (_, n) => ({
    before: version(`f${n}.ts`, small(`old${n}`)),
    after: version(`f${n}.ts`, small(`new${n}`)),
  }));
  const found = await pool.compare(pairs, 60_000);
  expect(found.notAnalysed).toHaveLength(20);
  expect(found.refactorings.filter(({ type }) => type === 'rename-function').length).toBeGreaterThan(500);
});
