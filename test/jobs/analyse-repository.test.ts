import { describe, expect, test } from 'vitest';
import { openRepository } from '../../src/git/repository.js';
import { analyseRepository } from '../../src/jobs/analyse-repository.js';
import type { RepositoryReport } from '../../src/model/report.js';
import { Repo } from '../builders.js';
import { feature, teamRepository } from '../stories.js';

async function report(repo: Repo, since: string | null = null): Promise<RepositoryReport> {
  const repository = await openRepository(repo.path);
  try {
    return await analyseRepository(repository, { branch: null, since });
  } finally {
    await repository.close();
  }
}

const classes = ({ changes }: RepositoryReport) =>
  Object.fromEntries(changes.map((row) => [row.title, row.class]));

test('a large refactoring does not hide a small change of another file beside it', async () => {
  const [large, small] = [feature('large'), feature('small')];
  const steps = Array.from(
    { length: 12 },
    (_, at) => `  sum = sum * ${at + 2} + weight[${at}] - offset(${at});\n`,
  );
  const whole = `export function large(n: number): number {\n  let sum = n;\n${steps.join('')}  return sum;\n}\n`;
  const cut = `export function large(n: number): number {\n  return weighed(n);\n}\n\nfunction weighed(n: number): number {\n  let sum = n;\n${steps.join('')}  return sum;\n}\n`;
  const repo = new Repo();
  repo.commit('Begin', { 'README.md': '# Both\n' });
  repo.commit('Add both', { ...large.tests, ...small.tests, ...small.code, 'src/large.ts': whole });
  repo.commit('Cut', { 'src/large.ts': cut });
  repo.commit('Join', { 'src/large.ts': whole });
  repo.commit('Cut, and negate', {
    'src/large.ts': cut,
    'src/small.ts': 'export function small(n: number): number {\n  return -(n * 2);\n}\n',
  });
  expect(classes(await report(repo))).toMatchObject({
    Cut: 'not-applicable',
    'Cut, and negate': 'untested',
  });
});

describe('a team', () => {
  test('has each of its changes judged for what its history shows', async () => {
    expect(classes(await report(teamRepository()))).toEqual({
      Begin: 'not-applicable',
      'RED alpha doubles': 'not-applicable',
      GREEN: 'first',
      'refactor: name it better': 'not-applicable',
      'Give doubling a name of its own': 'not-applicable',
      'Merge pull request #1': 'first',
      'Merge pull request #2': 'after',
      'Add delta (#3)': 'first',
      'Add epsilon (#4)': 'with',
      Meanwhile: 'not-applicable',
      'Test zeta': 'not-applicable',
      'Add zeta': 'first',
      'Bump a from 1 to 2 (#5)': 'not-applicable',
      Explain: 'not-applicable',
      'v1.0.0': 'not-applicable',
      'Quick fix': 'untested',
      'Revert "Quick fix"': 'not-applicable',
    });
  });

  test('has its ratios counted over the changes that count', async () => {
    const { indicators, counts } = await report(teamRepository());
    expect(counts).toMatchObject({ changes: 17, eligible: 7 });
    const ratios = Object.fromEntries(indicators.map(({ name, x, n }) => [name, [x, n]]));
    expect(ratios['test-first.observed']).toEqual([4, 7]);
    expect(ratios['test-first.accompanied']).toEqual([5, 7]);
  });

  test('has its refactorings found, with what each change did besides', async () => {
    const { changes, counts, indicators } = await report(teamRepository());
    const found = Object.fromEntries(changes.map(({ title, refactoring }) => [title, refactoring]));
    expect(found['Give doubling a name of its own']).toEqual({
      class: 'refactored',
      pure: true,
      kinds: { 'extract-function': 1 },
    });
    expect(found['refactor: name it better']).toMatchObject({
      class: 'none',
      kinds: { 'rename-parameter': 1 },
    });
    expect(found['Bump a from 1 to 2 (#5)']?.class).toBe('not-applicable');
    expect(found['Explain']?.class).toBe('not-applicable');
    expect(counts.refactoring).toMatchObject({ refactored: 1 });
    const ratios = Object.fromEntries(indicators.map(({ name, x, n }) => [name, [x, n]]));
    expect(ratios['refactoring.share']).toEqual([1, counts.refactoring.eligible]);
    expect(ratios['refactoring.tidy']).toEqual([1, 1]);
    expect(ratios['refactoring.follow-through']).toEqual([1, 1]);
    expect(ratios['refactoring.named']).toEqual([1, 1]);
    const [evidence] = changes
      .filter(({ title }) => title.startsWith('Give'))
      .flatMap(({ findings }) => findings ?? [])
      .filter((finding) => finding.practice === 'refactoring');
    expect(evidence?.refactorings[0]).toMatchObject({
      name: { before: 'alpha', after: 'doubled' },
      before: { file: 'src/alpha.ts', startLine: 1, endLine: 3 },
      after: { file: 'src/alpha.ts', startLine: 5, endLine: 7 },
    });
  });

  test('has a test that came a pull request earlier told apart, for a week', async () => {
    const repo = new Repo();
    const day = 86_400;
    const start = Date.UTC(2026, 0, 5) / 1000;
    repo.commit('Begin', { 'README.md': 'x\n' }, { at: start });
    const pull = (number: number, files: Record<string, string>, at: number): void => {
      repo.branch(`b${number}`).commit(`Work on ${number}`, files, { at });
      repo.checkout('main').merge(`Merge pull request #${number} from x/b${number}`, [`b${number}`], { at });
    };
    const [soon, late] = [feature('alpha'), feature('beta')];
    pull(1, soon.tests, start + day);
    pull(2, soon.code, start + 7 * day);
    pull(3, late.tests, start + 8 * day);
    pull(4, late.code, start + 16 * day);
    const { changes, counts, notes } = await report(repo);
    expect(changes.map(({ number, class: name, stacked }) => [number, name, stacked])).toEqual([
      [4, 'untested', false],
      [3, 'not-applicable', false],
      [2, 'untested', true],
      [1, 'not-applicable', false],
      [null, 'not-applicable', false],
    ]);
    expect(counts.stacked).toBe(1);
    expect(notes.join()).toContain('1 change would be test-first');
  });

  test('can be asked for the time since a day only', async () => {
    const repo = teamRepository();
    expect((await report(repo, '2026-01-06')).counts.changes).toBeLessThan(16);
    expect((await report(repo, '2030-01-01')).counts.changes).toBe(0);
  });
});

test('what .gitattributes calls generated or vendored is left out, and what it says is not is judged', async () => {
  const repo = new Repo();
  repo.commit('Begin', {
    '.gitattributes':
      'src/api/** linguist-generated\nlegacy/** linguist-vendored\nvendor/own/** -linguist-vendored\n',
  });
  const code = 'export const a = (b: number): number => b + 1;\n';
  repo.commit('Work', {
    'src/api/a.ts': code,
    'legacy/b.ts': code,
    'vendor/own/c.ts': code,
    'vendor/d.ts': code,
  });
  const [newest] = (await report(repo)).changes;
  const finding = newest?.findings?.find((it) => it.practice === 'test-first');
  expect(finding?.units.map(({ file }) => file)).toEqual(['vendor/own/c.ts']);
  expect(finding?.reasons).toEqual(
    expect.arrayContaining([
      'left out: src/api/a.ts: generated',
      'left out: legacy/b.ts, vendor/d.ts: vendored',
    ]),
  );
});

test('a test that a push has used up hides no other', async () => {
  const repo = new Repo();
  const test = (name: string) =>
    `import { a } from '../src/a.js';\ntest('${name}', () => {\n  expect(a(1)).toBe(2);\n});\n`;
  const code = (value: number) => `export function a(n: number): number {\n  return n + ${value};\n}\n`;
  repo.commit('Test', { 'test/a.test.ts': test('a') });
  repo.commit('Code', { 'src/a.ts': code(1) });
  repo.commit('More', { 'src/a.ts': code(2), 'test/flow.test.ts': test('flow') });
  expect(classes(await report(repo))).toMatchObject({ Code: 'first', More: 'with' });
});

test('an index file is read as it was at each change, whatever was read for others', async () => {
  const repo = new Repo();
  const code = (name: string, value: number) =>
    `export function ${name}(n: number): number {\n  return n + ${value};\n}\n`;
  const index = (names: string[]) =>
    names.map((name) => `export { ${name} } from './${name}.js';\n`).join('');
  const test = (name: string) =>
    `import { ${name} } from '../src/feat/index.js';\ntest('${name}', () => {\n  expect(${name}(1)).toBe(2);\n});\n`;
  repo.commit('Begin', {
    'src/feat/index.ts': index(['one']),
    'src/feat/one.ts': code('one', 1),
    'src/feat/two.ts': code('two', 1),
  });
  repo.branch('a').checkout('main');
  repo.commit('Hand on', { 'src/feat/index.ts': index(['one', 'two']) });
  repo
    .branch('b')
    .checkout('a')
    .commit('Test of one', { 'test/alpha.test.ts': test('one') });
  repo.commit('Work on one', { 'src/feat/one.ts': code('one', 2) });
  repo.checkout('main').merge('Merge pull request #1 from x/a', ['a']);
  repo.checkout('b').commit('Test of two', { 'test/beta.test.ts': test('two') });
  repo.commit('Work on two', { 'src/feat/two.ts': code('two', 2) });
  repo.checkout('main').merge('Merge pull request #2 from x/b', ['b']);
  const { changes } = await report(repo);
  expect(changes.map(({ number, class: name }) => [number, name]).slice(0, 2)).toEqual([
    [2, 'first'],
    [1, 'first'],
  ]);
});

test('a test that names a class is found, also where the test of its name came later', async () => {
  const repo = new Repo();
  const code = (value: number): string =>
    `package p;\npublic class Command {\n  int run() {\n    return ${value};\n  }\n}\n`;
  const tests = (name: string): string =>
    `package p;\nclass ${name} {\n  @Test\n  void runs() {\n    assertEquals(1, new Command().run());\n  }\n}\n`;
  const path = 'src/main/java/p/Command.java';
  repo.commit('Begin', { 'README.md': 'x\n', [path]: code(0) });
  repo.branch('work').commit('One', { [path]: code(1), 'src/test/java/p/RunTest.java': tests('RunTest') });
  repo.commit('Two', { 'src/test/java/p/CommandTest.java': tests('CommandTest') });
  repo.commit('Three', { [path]: code(3) });
  repo.checkout('main').merge('Merge pull request #1 from x/work', ['work']);
  const { changes } = await report(repo);
  expect(changes[0]).toMatchObject({ number: 1, class: 'with' });
});

describe('the layouts of languages', () => {
  test.each([
    [
      'TypeScript',
      'packages/a/src/one.ts',
      'packages/a/test/one.test.ts',
      'export const one = () => 1;\n',
      "test('a', () => {\n  expect(one()).toBe(1);\n});\n",
    ],
    [
      'Python',
      'src/pkg/one.py',
      'tests/test_one.py',
      'def one():\n    return 1\n',
      'def test_one():\n    assert one() == 1\n',
    ],
    [
      'Java',
      'src/main/java/a/One.java',
      'src/test/java/a/OneTest.java',
      'class One {\n  int x = 1;\n}\n',
      'class OneTest {\n  @Test void a() {\n    x();\n  }\n}\n',
    ],
    [
      'Kotlin',
      'src/main/kotlin/One.kt',
      'src/test/kotlin/OneTest.kt',
      'fun one() = 1\n',
      'class OneTest {\n  @Test fun a() {\n    one()\n  }\n}\n',
    ],
    [
      'Go',
      'one.go',
      'one_test.go',
      'package a\nfunc One() int { return 1 }\n',
      'package a\nfunc TestOne(t *testing.T) {\n\tOne()\n}\n',
    ],
    [
      'C#',
      'src/A/One.cs',
      'test/A.Tests/OneTests.cs',
      'class One { int x = 1; }\n',
      'class OneTests {\n  [Fact]\n  void A() {\n    X();\n  }\n}\n',
    ],
    [
      'Ruby',
      'lib/one.rb',
      'spec/one_spec.rb',
      'def one\n  1\nend\n',
      "it 'a' do\n  expect(one).to eq 1\nend\n",
    ],
    [
      'PHP',
      'src/One.php',
      'tests/OneTest.php',
      '<?php\nclass One { public $x = 1; }\n',
      '<?php\nclass OneTest {\n  public function testA() {\n    $this->a();\n  }\n}\n',
    ],
    [
      'Rust',
      'src/one.rs',
      'tests/one.rs',
      'pub fn one() -> u8 { 1 }\n',
      '#[test]\nfn a() {\n  assert_eq!(1, 1);\n}\n',
    ],
    [
      'C++',
      'src/one.cpp',
      'tests/one_test.cpp',
      'int one() { return 1; }\n',
      'TEST(A, b) {\n  EXPECT_EQ(1, one());\n}\n',
    ],
    [
      'Swift',
      'Sources/A/One.swift',
      'Tests/ATests/OneTests.swift',
      'let one = 1\n',
      'class OneTests {\n  func testA() {\n    run()\n  }\n}\n',
    ],
    [
      'JavaScript',
      'lib/one.js',
      'lib/__tests__/one.js',
      'exports.one = () => 1;\n',
      "it('a', () => {\n  run();\n});\n",
    ],
  ])('of %s are known', async (_, code, covers, codeText, testText) => {
    const repo = new Repo();
    repo.commit('start', { 'README.md': 'x\n' });
    repo.branch('work').commit('test', { [covers]: testText });
    repo.commit('code', { [code]: codeText });
    repo.checkout('main').merge('Merge pull request #1 from a/b', ['work']);
    expect((await report(repo)).changes[0]).toMatchObject({ class: 'first', units: { first: 1 } });
  });
});

describe('a configuration', () => {
  test('in the repository is obeyed', async () => {
    const repo = new Repo();
    repo.commit('configure', { '.github/holdfast.yml': "exclude: ['src/old/**']\nbots: ['robo*']\n" });
    repo.commit('old', { 'src/old/a.ts': 'run();\n' });
    repo.commit('robot', feature('beta').code, { author: 'robofriend' });
    const [robot, old] = (await report(repo)).changes;
    expect(robot?.findings?.[0]?.reasons).toEqual(['made by a bot']);
    expect(old?.findings?.[0]?.reasons.join()).toContain('excluded by the configuration (src/old/**)');
  });

  test('that is wrong is told, and the defaults hold', async () => {
    const repo = new Repo();
    repo.commit('configure', { 'holdfast.yml': 'exclude: 3\nnonsense: 1\n', 'src/a.ts': 'run();\n' });
    const { notes, counts } = await report(repo);
    expect(counts.eligible).toBe(1);
    expect(notes.filter((note) => note.startsWith('holdfast.yml:'))).toHaveLength(2);
  });
});
