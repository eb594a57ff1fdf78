import { describe, expect, test } from 'vitest';
import { languageOf } from '../../../src/analyses/test-first/languages/index.js';
import { readTouch } from '../../../src/analyses/test-first/touch.js';

/** An edit that takes lines away and puts others in their place, between the lines of `above` and `below`. */
function touch(path: string, removed: string[], added: string[], above: string[] = [], below: string[] = []) {
  const language = languageOf(path);
  if (language === null) throw new Error(path);
  const text = `${[...above, ...added, ...below].join('\n')}\n`;
  return readTouch(
    {
      path,
      before: path,
      status: 'modified',
      entry: 'file',
      entryBefore: 'file',
      blob: 'x',
      blobBefore: 'w',
      binary: false,
      added: added.length === 0 ? [] : [above.length + 1, added.length],
      text: null,
      removedAt: removed.length === 0 ? [] : [1, removed.length],
      gone: removed.length,
      removed: removed.map((line) => `${line}\n`).join(''),
    },
    text,
    /test/.test(path) ? 'test' : 'production',
    language,
  );
}

describe('a production edit', () => {
  test('with a line of code is executable', () => {
    expect(touch('src/a.ts', ['a();'], ['b();'])).toMatchObject({ executable: true, why: null, stub: false });
  });

  test.each([
    ['src/a.ts', ['function f() {'], ['export function f() {']],
    ['src/A.java', ['  int run() {'], ['  public int run() {']],
    ['src/a.ts', ['export function f() {'], ['function g() {']],
  ])('of %s, %j → %j, is executable: what more can use it can be tested', (path, removed, added) => {
    expect(touch(path, removed, added).executable).toBe(true);
  });

  test.each([
    ['src/a.ts', [], ['// a comment', ''], 'comments and white space only'],
    ['src/a.ts', ['a();'], [], 'lines removed only'],
    ['src/a.ts', [], ["import a from 'a';"], 'imports only'],
    ['src/a.ts', [], ['interface A {', '  a: string;', '}'], 'types only'],
    ['src/a.ts', [], ['interface A {', '}', "import a from 'a';"], 'imports and types only'],
    ['src/a.ts', ["a('x')"], ['a("x");'], 'formatting only'],
    ['src/a.ts', ['call(a, b);'], ['call(', '  a,', '  b,', ');'], 'formatting only'],
    ['src/a.ts', ['a(); // old'], ['a(); // new'], 'formatting only'],
    [
      'src/a.ts',
      ['function f(a: string): void {'],
      ['function f(a: string | null): Promise<void> {'],
      'types in signatures only',
    ],
    ['src/a.ts', ['call((a as Foo).b);'], ['call((a as Bar<Baz>).b);'], 'types in signatures only'],
    [
      'src/a.ts',
      ['const a = b as <', '  T extends Foo', '>(', '  it: T,', ') => it is T;'],
      ['const a = b as (', '  it: Foo,', ') => it is Foo;'],
      'types in signatures only',
    ],
    ['src/a.ts', ['const a: string = b;'], ['const a: Text = b;'], 'types in signatures only'],
    ['src/a.ts', ['export function f() {'], ['function f() {'], 'seen by fewer only'],
    ['src/A.java', ['  public int run() {'], ['  int run() {'], 'seen by fewer only'],
    ['src/a.rs', ['pub(crate) fn run() {'], ['fn run() {'], 'seen by fewer only'],
    [
      'src/A.java',
      ['public abstract class A<S extends A<S, T>, T> extends B<S, T> {', '  public A(Class<?> own) {'],
      [
        'public abstract class A<SELF extends A<SELF, T>, T> extends B<SELF, T> {',
        '  public A(Class<SELF> own) {',
      ],
      'types in signatures only',
    ],
    ['src/a.py', [], ['Text = t.Union[', '    str,', ']'], 'types only'],
    ['src/a.py', ['def f(a, b=1):'], ['def f(a: int, b: int = 1) -> str:'], 'types in signatures only'],
    [
      'src/a.py',
      [],
      ['def f():', '    """Say', '    what = it', '    """'].slice(1),
      'comments and white space only',
    ],
  ])('of %s, %j → %j, is none: %s', (path, removed, added, why) => {
    expect(touch(path, removed, added, path.endsWith('py') ? ['def g():'] : [])).toMatchObject({
      executable: false,
      why,
    });
  });

  test.each([
    ['src/a.ts', ['const a = b ? c : d;'], ['const a = b ? c : e;']],
    ['src/a.ts', ['const a = { b: c, d: e };'], ['const a = { b: x, d: e };']],
    ['src/a.ts', ["a('x');"], ["a('y');"]],
    ['src/a.ts', ['const a = b as (', '  x: X,', ') => X;'], ['const a = c as (', '  x: X,', ') => X;']],
    ['src/a.ts', ['call({ a: b });'], ['call({ a: c });']],
    ['src/a.ts', ['function f(a = 1) {'], ['function f(a = 2) {']],
    ['src/a.py', ['x = {"a": b}'], ['x = {"a": c}']],
    ['src/a.py', ['def f(a=1):'], ['def f(a=2):']],
    ['src/A.java', ['return a<b && c>d;'], ['return a<x && c>d;']],
    ['src/A.java', ['List<A> a = of(b);'], ['List<B> a = of(c);']],
    ['src/A.java', ['f(a < min, b > c);'], ['f(a < max, b > c);']],
    ['src/A.kt', ['a.filterIsInstance<Cat>()'], ['a.filterIsInstance<Dog>()']],
  ])('of %s, %j → %j, is one', (path, removed, added) => {
    expect(touch(path, removed, added)).toMatchObject({ executable: true, why: null });
  });

  test.each([
    [
      'src/a.ts',
      ['export function add(a: number, b: number): number {', "  throw new Error('not implemented');", '}'],
    ],
    ['src/a.py', ['class NotAllowed(Exception):', '    pass']],
    ['src/a.rb', ['def add(a, b)', 'end']],
    ['src/a.go', ['func Add(a, b int) int {', '\treturn 0', '}']],
    ['src/a.rs', ['pub fn add(a: u8) -> u8 {', '    todo!()', '}']],
    ['src/A.java', ['public int add(int a) {', '  return 0;', '}']],
    ['src/kinds.py', ["    red = 'RED'"]],
  ])('of %s is a stub when it only makes a test compile: %j', (path, added) => {
    expect(touch(path, [], added)).toMatchObject({ stub: true });
  });

  test.each([
    ['src/a.ts', ['export function add(a: number) {', '  return a + 1;', '}']],
    ['src/a.ts', ['if (a) {', '}']],
    ['src/a.ts', Array.from({ length: 11 }, (_, n) => `export function f${n}() {}`)],
  ])('of %s is no stub: %j', (path, added) => {
    expect(touch(path, [], added)).toMatchObject({ stub: false });
  });

  test('that changes a value is no stub', () => {
    expect(touch('src/a.py', ['limit = 1'], ['limit = 2'])).toMatchObject({ stub: false });
  });
});

describe('another layout beside a comment that goes on', () => {
  test.each([
    ['src/a.go', ['/*', ' first'], [' more docs', ' last */', 'do(', '  a,', '  b,', ')'], ['do(a, b)']],
    [
      'src/a.py',
      ['def f():', '    """Say', '    what.'],
      ['    More words.', '    """', '    return {', '        a: b,', '    }'],
      ['    return {a: b}'],
    ],
  ])('of %s is no unit', (path, above, added, removed) => {
    expect(touch(path, removed, added, above)).toMatchObject({ executable: false, why: 'formatting only' });
  });
});

describe('a test edit', () => {
  const above = ["test('a', () => {", '  prepare();'];

  test('inside a test body is real', () => {
    expect(touch('test/a.ts', ['  expect(1);'], ['  expect(2);'], above)).toMatchObject({ tests: true });
  });

  test.each([
    ['imports', [], ["import a from 'a';"], []],
    ['an empty file', [], [''], []],
    ['a set-up', [], ['beforeEach(() => {', '  prepare();', '});'], []],
    ['only a new title', ["test('old', () => {"], ["test('new title', () => {"], []],
    ['a new layout', ["  expect('a').toBe(b)"], ['  expect("a").toBe(b);'], above],
    ['a skipped test', [], ["test.skip('a', () => {", '  expect(1);', '});'], []],
  ])('of %s is none', (_, removed, added, before) => {
    expect(touch('test/a.ts', removed, added, before)).toMatchObject({ tests: false });
  });

  test.each([
    [
      'test_a.py',
      ["    ('a', 1),"],
      ["@pytest.mark.parametrize('a, b', ["],
      ['])', 'def test_a(a, b):', '    assert a == b'],
    ],
    [
      'src/test/java/ATest.java',
      ['    "a, 1",'],
      ['  @ParameterizedTest', '  @CsvSource({'],
      ['  })', '  void a(String a) {', '    check(a);', '  }'],
    ],
    ['test/a.ts', ["  ['a', 1],"], ['test.each(['], ["])('a %s', (a, b) => {", '  check(a, b);', '});']],
  ])('of %s in a table above a test is real: %j', (path, added, above, below) => {
    expect(touch(path, [], added, above, below)).toMatchObject({ tests: true });
  });

  test.each([
    ['test/a.ts', ['  if (!built) {', "    t.skip('not built');", '    return;', '  }'], above],
    ['test_a.py', ['    if windows:', "        pytest.skip('no')"], ['def test_a():']],
  ])('of %s that only leaves a test out is none: %j', (path, added, before) => {
    expect(touch(path, [], added, before)).toMatchObject({ tests: false });
    expect(touch(path, [], [...added, '    assert.ok(a)'], before).tests).toBe(true);
  });

  test('is none where production code asserts something', () => {
    expect(touch('src/a.rs', ['panic!("a");'], ['assert!(b);'])).toMatchObject({
      executable: true,
      tests: false,
    });
  });

  test('in a file that holds both is told apart from the code', () => {
    const added = [
      'fn run() { go(); }',
      '#[cfg(test)]',
      'mod tests {',
      '  fn help() {}',
      '  #[test]',
      '  fn works() {',
      '    run();',
      '  }',
      '}',
    ];
    const read = touch('src/a.rs', [], added);
    expect(read.executable).toBe(true);
    expect(read.tests).toBe(true);
  });
});
