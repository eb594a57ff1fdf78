import { describe, expect, test } from 'vitest';
import type { EarlierPull, Step } from '../../../src/analyses/test-first/input.js';
import { judge } from '../../../src/analyses/test-first/judge.js';
import { languageOf } from '../../../src/analyses/test-first/languages/index.js';
import { python } from '../../../src/analyses/test-first/languages/python.js';
import { typescript } from '../../../src/analyses/test-first/languages/typescript.js';
import { readSource } from '../../../src/analyses/test-first/source.js';
import type { Touch } from '../../../src/analyses/test-first/touch.js';
import type { Change } from '../../../src/model/change.js';
import type { Commit } from '../../../src/model/commit.js';
import { defaultSettings } from '../../../src/model/settings.js';

function touch(path: string, over: Partial<Touch> = {}): Touch {
  const language = languageOf(path);
  if (language === null) throw new Error(path);
  const isTest = path.includes('test');
  return {
    path,
    before: path,
    role: isTest ? 'test' : 'production',
    language,
    executable: !isTest,
    why: null,
    stub: false,
    tests: isTest,
    blob: 'b',
    testLines: '',
    source: null,
    ...over,
  };
}

const commit = (sha: string, over: Partial<Commit> = {}): Commit => ({
  sha,
  parents: ['p'],
  author: 'A',
  bot: false,
  committedAt: 0,
  subject: `subject of ${sha}`,
  ...over,
});

function step(sha: string, touches: (string | Touch)[], leftOut: Step['leftOut'] = []): Step {
  return {
    commit: commit(sha),
    touches: touches.map((it) => (typeof it === 'string' ? touch(it) : it)),
    leftOut,
  };
}

function change(steps: Step[], over: Partial<Change> = {}): Change {
  return {
    id: 'm',
    kind: 'pull-request',
    origin: 'merge',
    number: 1,
    title: 'A change',
    mergedAt: 0,
    base: 'b',
    head: steps.at(-1)?.commit.sha ?? 'h',
    commits: steps.map((it) => it.commit),
    author: 'A',
    bot: false,
    cutOff: false,
    ...over,
  };
}

function finding(
  steps: Step[],
  over: Partial<Change> = {},
  rest: {
    before?: Step[];
    earlier?: EarlierPull[];
    net?: string[];
    refactorings?: string[];
    known?: string;
  } = {},
) {
  return judge({
    change: change(steps, over),
    steps,
    before: rest.before ?? [],
    earlier: rest.earlier ?? [],
    net: rest.net === undefined ? null : new Set(rest.net),
    refactorings: new Set(rest.refactorings ?? []),
    knownTest: () => rest.known ?? null,
    index: { aliases: [], handsOn: () => null },
    settings: defaultSettings,
  });
}

describe('a unit', () => {
  test('is first when its test came in an earlier commit', () => {
    const found = finding([step('1', ['src/a.test.ts']), step('2', ['src/a.ts'])]);
    expect(found).toMatchObject({ class: 'first', orderVisible: true });
    expect(found.units).toEqual([
      {
        file: 'src/a.ts',
        class: 'first',
        firstChange: '2',
        firstTest: '1',
        test: 'src/a.test.ts',
        linkedBy: 'name',
      },
    ]);
  });

  test.each([
    ['with', [['src/a.test.ts', 'src/a.ts']]],
    ['with', [['src/a.test.ts', 'src/a.ts'], ['src/a.ts']]],
    ['after', [['src/a.ts'], ['src/a.test.ts']]],
    ['untested', [['packages/a/src/a.ts'], ['packages/b/b.test.ts']]],
    ['untested', [['src/a.ts']]],
  ] as const)('is %s in %j', (expected, commits) => {
    const found = finding(commits.map((files, at) => step(String(at), [...files])));
    expect(found.class).toBe(expected);
  });

  test('is first when only a stub stood beside the test', () => {
    const stub = touch('src/a.ts', { stub: true, executable: true });
    expect(finding([step('1', ['src/a.test.ts', stub]), step('2', ['src/a.ts'])]).class).toBe('first');
    expect(finding([step('1', ['src/a.test.ts']), step('2', [stub])]).class).toBe('first');
    expect(finding([step('1', ['src/a.test.ts', stub])]).class).toBe('with');
    expect(finding([step('1', [stub]), step('2', ['src/a.test.ts']), step('3', ['src/a.ts'])]).class).toBe(
      'after',
    );
  });

  test('is not made by a test edit that is none, nor by code that is none', () => {
    const empty = touch('src/a.test.ts', { tests: false });
    const comments = touch('src/a.ts', { executable: false, why: 'comments and white space only' });
    expect(finding([step('1', [empty]), step('2', ['src/a.ts'])]).class).toBe('untested');
    expect(finding([step('1', ['src/a.test.ts']), step('2', [comments])]).class).toBe('not-applicable');
  });

  test('is followed through renames', () => {
    const found = finding([
      step('1', ['src/a.test.ts']),
      step('2', ['src/a.ts']),
      step('3', [touch('src/b.ts', { before: 'src/a.ts', executable: false, why: 'renamed only' })]),
    ]);
    expect(found.units).toMatchObject([{ file: 'src/b.ts', class: 'first', firstChange: '2' }]);
  });

  test('counts only when it is left at the end', () => {
    const gone = touch('src/a.ts', { executable: false, why: 'deleted' });
    expect(finding([step('1', ['src/a.ts']), step('2', [gone])]).class).toBe('not-applicable');
    expect(finding([step('1', ['src/a.ts', 'src/b.ts'])], {}, { net: ['src/b.ts'] }).units).toMatchObject([
      { file: 'src/b.ts' },
    ]);
  });

  test('with a test of the same package only is not first', () => {
    const found = finding([step('1', ['pkg/o_test.go']), step('2', ['pkg/a.go'])]);
    expect(found.units).toMatchObject([{ class: 'with', linkedBy: 'package' }]);
  });
});

describe('the cascade of links', () => {
  const by = (path: string, text: string) => touch(path, { source: readSource(text, typescript) });
  const other = by('test/other.test.ts', "import { a } from '../src/a';\n");

  test('asks imports where the test of the same name came late', () => {
    const late = [step('1', ['src/a.ts', other]), step('2', ['test/a.test.ts'])];
    expect(finding(late).units).toMatchObject([{ class: 'with', linkedBy: 'import' }]);
    const inTime = [step('1', [other]), step('2', ['src/a.ts', 'test/a.test.ts'])];
    expect(finding(inTime).units).toMatchObject([{ class: 'with', linkedBy: 'name' }]);
  });
});

describe('a change', () => {
  test('has the class of most of its units, and of the weaker ones in a tie', () => {
    const steps = [
      step('1', ['src/a.test.ts', 'src/b.test.ts']),
      step('2', ['src/a.ts', 'src/b.ts', 'src/c.ts']),
    ];
    expect(finding(steps).class).toBe('first');
    expect(finding([...steps, step('3', ['src/d.ts'])]).class).toBe('untested');
  });

  test.each([
    [{ bot: true }, 'bot'],
    [{ title: 'Revert "A change"' }, 'revert'],
    [{ title: 'chore(release): 1.2.3' }, 'release'],
    [{ title: 'v1.2.3' }, 'release'],
    [{ cutOff: true }, 'shallow'],
  ])('is not applicable for %j', (over, word) => {
    const found = finding([step('1', ['src/a.ts'])], over);
    expect(found).toMatchObject({ class: 'not-applicable', units: [] });
    expect(found.reasons.join(' ')).toContain(word);
  });

  test('says what was left out and why', () => {
    const found = finding([step('1', [], [{ path: 'README.md', why: 'documentation' }])]);
    expect(found.class).toBe('not-applicable');
    expect(found.reasons.join('\n')).toMatch(/README\.md.*documentation|documentation.*README\.md/);
  });

  test('of one commit shows no order', () => {
    expect(finding([step('1', ['src/a.ts', 'src/a.test.ts'])])).toMatchObject({
      class: 'with',
      orderVisible: false,
    });
  });

  test('that only refactors code which a test covered before is not applicable', () => {
    const steps = [step('1', ['src/a.ts'])];
    const refactored = finding(steps, {}, { refactorings: ['1'], known: 'test/a.test.ts' });
    expect(refactored.class).toBe('not-applicable');
    expect(refactored.reasons.join(' ')).toContain('refactoring');
    expect(finding(steps, {}, { refactorings: ['1'] }).class).toBe('untested');
  });

  test('that only refactors what its own earlier test covers is not applicable either', () => {
    const steps = [step('1', ['src/a.test.ts']), step('2', ['src/a.ts'])];
    const refactored = finding(steps, {}, { refactorings: ['2'] });
    expect(refactored).toMatchObject({ class: 'not-applicable', units: [] });
    expect(refactored.reasons.join(' ')).toContain('refactoring of code that src/a.test.ts covers');
    const more = [...steps, step('3', ['src/a.ts'])];
    expect(finding(more, {}, { refactorings: ['2'] }).class).toBe('first');
  });
});

describe('a push', () => {
  const push = { kind: 'push', origin: 'push', number: null } as const;

  test('is first when its author changed the test in a commit shortly before', () => {
    const found = finding([step('2', ['src/a.ts'])], push, { before: [step('1', ['src/a.test.ts'])] });
    expect(found).toMatchObject({ class: 'first', orderVisible: true });
    expect(found.units[0]?.firstTest).toBe('1');
  });

  test('shows no order when its author committed nothing shortly before', () => {
    expect(finding([step('2', ['src/a.ts'])], push)).toMatchObject({
      class: 'untested',
      orderVisible: false,
    });
  });

  test('is not first by a test that an earlier change of the code has used up', () => {
    const test = step('1', ['src/a.test.ts']);
    const code = step('2', ['src/a.ts']);
    expect(finding([step('3', ['src/a.ts'])], push, { before: [test, code] }).class).toBe('untested');
    const both = step('1', ['src/a.test.ts', 'src/a.ts']);
    expect(finding([step('2', ['src/a.test.ts', 'src/a.ts'])], push, { before: [both] }).class).toBe('with');
    const stub = step('1', ['src/a.test.ts', touch('src/a.ts', { stub: true })]);
    expect(finding([step('2', ['src/a.ts'])], push, { before: [stub] }).class).toBe('first');
  });

  test('is not first when all that it brings is a stub', () => {
    const red = step('2', ['src/a.test.ts', touch('src/a.ts', { stub: true })]);
    expect(finding([red], push, { before: [step('1', ['src/a.test.ts'])] }).class).toBe('with');
  });
});

describe('a test that no name and no import links to any code of the change', () => {
  const public_ = (path: string) =>
    touch(path, { source: readSource("import { it } from 'vitest';\nrun(['--flag']);\n", typescript) });

  test('may cover it through its public entry: with, and first where it names no other file', () => {
    const found = finding([step('1', [public_('test/cli.test.ts')]), step('2', ['src/a.ts'])]);
    expect(found.units).toMatchObject([{ class: 'first', linkedBy: 'package' }]);
    const naming = touch('test/other.test.ts', {
      source: readSource("import { b } from '../src/b';\n", typescript),
    });
    expect(finding([step('1', [naming]), step('2', ['src/a.ts'])]).class).toBe('with');
    const own = touch('src/utils.test.ts', {
      source: readSource("import { b } from './utils';\n", typescript),
    });
    expect(finding([step('1', [own]), step('2', ['src/a.ts'])]).class).toBe('untested');
    const loading = touch('test/b.test.ts', { source: readSource("load('lib/b-part.cjs');\n", typescript) });
    expect(finding([step('1', [loading]), step('2', ['src/a.ts'])]).class).toBe('with');
  });

  test('is first in a file that names others too, when the edited lines use the public entry alone', () => {
    const source = readSource('import flask\nfrom flask.views import View\n', python);
    const found = (...words: string[]) => {
      const edited = touch('tests/test_all.py', { source, testLines: words.join(' ') });
      return finding([step('1', [edited]), step('2', ['src/flask/ctx.py'])]).class;
    };
    expect(found('flask', 'get')).toBe('first');
    expect(found('flask', 'View')).toBe('with');
    expect(found('client')).toBe('with');
  });

  test('is asked where the test of the same name came late', () => {
    const found = finding([
      step('1', ['src/a.ts', public_('test/all.test.ts')]),
      step('2', ['test/a.test.ts']),
    ]);
    expect(found.units).toMatchObject([{ class: 'with', linkedBy: 'package', firstTest: '1' }]);
    // The package is asked only for want of better, so it never makes a *first* there.
    const before = finding([
      step('1', [public_('test/all.test.ts')]),
      step('2', ['src/a.ts']),
      step('3', ['test/a.test.ts']),
    ]);
    expect(before.class).toBe('with');
  });

  test('is not asked when it is linked to another file of the change', () => {
    const found = finding([step('1', ['src/a.ts', 'src/a.test.ts', 'src/b.ts'])]);
    expect(found.units.map((unit) => unit.class)).toEqual(['with', 'untested']);
  });
});

describe('a test that came with an earlier pull request of the same author', () => {
  const earlier = (...touches: (string | Touch)[]): EarlierPull => ({
    name: '#12',
    touches: touches.map((it) => (typeof it === 'string' ? touch(it) : it)),
  });
  const code = [step('2', ['src/a.ts'])];

  test('is told apart, and counted as none', () => {
    const found = finding(code, {}, { earlier: [earlier('test/a.test.ts')] });
    expect(found).toMatchObject({ class: 'untested', stacked: true });
    expect(found.reasons).toContain(
      'src/a.ts: its test test/a.test.ts came with #12 before (stacked): told apart, not counted as first',
    );
  });

  test('is not looked for where the change has one of its own', () => {
    const found = finding(
      [step('2', ['src/a.ts', 'test/a.test.ts'])],
      {},
      { earlier: [earlier('test/a.test.ts')] },
    );
    expect(found).toMatchObject({ class: 'with', stacked: false });
  });

  test('belongs to the first change of its code: there, or in between', () => {
    const used = finding(code, {}, { earlier: [earlier('test/a.test.ts', 'src/a.ts')] });
    expect(used.stacked).toBe(false);
    const between = finding(code, {}, { earlier: [earlier('src/a.ts'), earlier('test/a.test.ts')] });
    expect(between.stacked).toBe(false);
  });

  test('makes a change stacked only where most of its files would be first', () => {
    const more = [step('2', ['src/a.ts', 'src/b.ts', 'src/c.ts'])];
    expect(finding(more, {}, { earlier: [earlier('test/a.test.ts')] }).stacked).toBe(false);
  });
});
