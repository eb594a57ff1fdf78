import { describe, expect, test } from 'vitest';
import { parseSettings as parse } from '../../src/settings/index.js';

/** What is asked here is the same whatever indicators there are. */
const parseSettings = (text: string) => parse(text, []);

describe('holdfast.yml', () => {
  test('says what is a test, what covers what, what is left out and who is a bot', () => {
    const { settings, problems } = parseSettings(`
tests: ['qa/**/*.ts']
links:
  - code: 'src/db/**'
    tests: 'qa/database/*.ts'
exclude: ['src/legacy/**', 'src/{a,b}/?.ts']
bots: ['*-robot']
`);
    expect(problems).toEqual([]);
    expect(settings.tests[0]?.matches('qa/deep/er/a.ts')).toBe(true);
    expect(settings.tests[0]?.matches('qa/a.ts')).toBe(true);
    expect(settings.tests[0]?.matches('other/qa/a.ts')).toBe(false);
    expect(settings.links[0]?.code.matches('src/db/x/y.ts')).toBe(true);
    expect(settings.links[0]?.tests.matches('qa/database/x/y.ts')).toBe(false);
    expect(settings.exclude[1]?.matches('src/b/x.ts')).toBe(true);
    expect(settings.exclude[1]?.matches('src/b/xy.ts')).toBe(false);
    expect(settings.bots[0]?.matches('release-robot')).toBe(true);
  });

  test.each(['', '# nothing\n', '{}'])('may be empty: %j', (text) => {
    expect(parseSettings(text)).toMatchObject({ problems: [], settings: { tests: [], exclude: [] } });
  });

  test('that is wrong gives the defaults, and every error at once with its line', () => {
    const { settings, problems } = parseSettings(`tests: qa
exclude:
  - 3
  - src/**
link: []
links:
  - code: src/**
`);
    expect(settings.exclude).toEqual([]);
    expect(problems.map(({ line }) => line)).toEqual([1, 3, 5, 7]);
    expect(problems[0]?.message).toMatch(/tests.*list.*got.*"qa"/i);
    expect(problems[2]?.message).toMatch(/link.*unknown/i);
    expect(problems[3]?.message).toMatch(/links\[0\]\.tests.*missing/i);
  });

  test.each([
    ['tests: [', 1],
    ['a: 1\na: 2\n', 2],
    ['tests: &a [*a]', 1],
    ['- a', 1],
    ['tests: !!js/function x', 1],
    [`a: ${'['.repeat(100_000)}`, 1],
  ])('that is no good YAML says so: %.30j', (text, line) => {
    const { problems } = parseSettings(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems[0]?.line).toBe(line);
  });

  test.each([
    '- '.repeat(30_000),
    '? '.repeat(30_000),
    '- ? '.repeat(15_000),
    '[ '.repeat(30_000),
    '[\n'.repeat(30_000),
    '{a: '.repeat(15_000),
    Array.from({ length: 350 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'),
    Array.from({ length: 25 }, (_, at) => `${' '.repeat(200 * at)}${'- '.repeat(100)}`).join('\n'),
  ])('that nests without end is not read: %.10j', (text) => {
    expect(parseSettings(text).problems).toEqual([
      { line: 1, message: 'the file nests lists or maps too deeply' },
    ]);
  });

  test('tells every alias, key that stands twice and key that is no text, each with its line', () => {
    expect(
      parseSettings(
        'tests: &a [x]\nexclude: *a\nbots: []\nbots: [*a]\nlinks:\n  - {? [x] : y, code: a, code: b}\n',
      ).problems,
    ).toEqual([
      { line: 2, message: 'aliases (*a) are not allowed: write it out' },
      { line: 4, message: 'bots stands twice: the first is in line 3' },
      { line: 4, message: 'aliases (*a) are not allowed: write it out' },
      { line: 6, message: 'a key must be a text' },
      { line: 6, message: 'code stands twice: the first is in line 6' },
    ]);
  });

  test.each([
    ['keys', Array.from({ length: 13_000 }, (_, at) => `${at.toString(36)}:`).join('\n')],
    ['tags', '!t '.repeat(20_000)],
    ['anchors', '&a '.repeat(20_000)],
    ['entries', `tests: [${'3,'.repeat(30_000)}]`],
    ['lists', '- {}\n'.repeat(10_000)],
    ['one key', `? "${'a\\n'.repeat(20_000)}"\n: 1`],
  ])('with more %s than anybody writes is told soon, and in a bounded number of lines', (_, text) => {
    const start = performance.now();
    const { problems } = parseSettings(text);
    expect(performance.now() - start).toBeLessThan(3000);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(101);
    for (const { message } of problems) expect(message.length).toBeLessThan(600);
    if (problems.length === 101) expect(problems.at(-1)?.message).toMatch(/^and \d+ more/);
  });

  test('of YAML 1.1 is read as any other, and has no types of its own', () => {
    expect(parseSettings('%YAML 1.1\n---\nbots: [2026-01-05, "no"]\n').problems).toEqual([]);
    expect(parseSettings('bots: [!!timestamp 2026-01-05]').problems).toHaveLength(1);
  });

  test('that is too large is not read', () => {
    expect(parseSettings(`# ${'x'.repeat(70_000)}`).problems[0]?.message).toMatch(/64 KiB/);
  });

  test('has patterns that cannot be made slow', () => {
    const { settings } = parseSettings(`tests: ['${'**/*a'.repeat(15)}b']`);
    expect(settings.tests[0]?.matches(`${'a/'.repeat(1000)}c`)).toBe(false);
  });

  test('has no absurd patterns', () => {
    expect(parseSettings(`tests: ['${'a'.repeat(300)}', '']`).problems).toHaveLength(2);
    expect(parseSettings("tests: ['}{', 'a}b{c']").settings.tests.map((it) => it.matches(it.source))).toEqual(
      [true, true],
    );
  });
});
