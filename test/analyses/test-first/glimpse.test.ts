import { describe, expect, test } from 'vitest';
import { glimpse } from '../../../src/analyses/test-first/glimpse.js';
import { languageOf } from '../../../src/analyses/test-first/languages/index.js';

function see(path: string, added: string[], removed: string[] = []) {
  const language = languageOf(path);
  if (language === null) throw new Error(path);
  const lines = (of: string[]) => of.map((line) => `${line}\n`).join('');
  const edit = {
    path,
    before: path,
    status: 'modified',
    entry: 'file',
    entryBefore: 'file',
    blob: 'b',
    blobBefore: 'a',
    binary: false,
    added: added.length === 0 ? [] : [10, added.length],
    text: lines(added),
    removedAt: removed.length === 0 ? [] : [1, removed.length],
    gone: removed.length,
    removed: lines(removed),
  } as const;
  return glimpse(edit, path.includes('test') ? 'test' : 'production', language);
}

describe('the changed lines alone', () => {
  test.each([
    ['src/a.ts', ['  return a + 1;'], { executable: true, stub: false }],
    ['src/a.ts', ['// a', ''], { executable: false, why: 'comments and white space only' }],
    [
      'src/a.ts',
      [' * a comment = that goes on'],
      { executable: false, why: 'comments and white space only' },
    ],
    ['src/a.ts', ["import a from 'a';"], { executable: false, why: 'imports only' }],
    ['src/A.java', ['int a = b.c();'], { executable: true }],
    ['test/a.ts', ['  expect(a).toBe(1);'], { tests: true }],
    ['test/a.ts', ["import a from 'a';"], { tests: false }],
    ['test/test_a.py', ['    assert a'], { tests: true }],
  ])('of %s, %j, say enough', (path, added, expected) => {
    expect(see(path, added)).toMatchObject(expected);
  });

  test.each([
    ['src/a.ts', ['  name,']],
    ['src/a.ts', ['  size: number;']],
    ['src/a.ts', ['  b(): void;']],
    ['src/a.ts', ['text ` of a template']],
    ['src/a.ts', ['export function a() {', '}']],
    ['src/a.py', ['    x = 1']],
    ['src/a.rs', ['    let x = 1;']],
    ['test/a.ts', ['  prepare(1);']],
    ['test/a.ts', ["it.skip('a', () => {", '  expect(a).toBe(1);']],
  ])('of %s, %j, do not say enough: the file must be read', (path, added) => {
    expect(see(path, added)).toBeNull();
  });

  test('that only went, or are the same in another layout, say enough', () => {
    expect(see('src/a.ts', [], ['a();'])).toMatchObject({ executable: false, why: 'lines removed only' });
    expect(see('src/a.ts', ['a = b("x");'], ["a = b('x')"])).toMatchObject({
      executable: false,
      why: 'formatting only',
    });
  });
});
