import { describe, expect, test } from 'vitest';
import { judge, observe } from '../../../src/analyses/refactoring/index.js';
import type { Change } from '../../../src/model/change.js';
import type { Refactoring, RefactoringType } from '../../../src/model/refactoring.js';

const change = (over: Partial<Change> = {}): Change => ({
  id: 'f'.repeat(40),
  kind: 'push',
  origin: 'push',
  number: null,
  title: 'Call it what it is',
  mergedAt: 0,
  base: '0'.repeat(40),
  head: 'f'.repeat(40),
  commits: [],
  author: 'a',
  bot: false,
  cutOff: false,
  ...over,
});

const found = (type: RefactoringType, name = 'total'): Refactoring => {
  const at = { file: 'src/cart.ts', startLine: 1, endLine: 4, container: null };
  return { type, name: { before: name, after: 'sum' }, before: at, after: at, similarity: 1, pure: true };
};

const compared = (over: object = {}) => ({
  refactorings: [] as Refactoring[],
  files: [{ path: 'src/cart.ts', changed: 10, left: 0 }],
  notAnalysed: [],
  looked: 1,
  missed: 0,
  ...over,
});

const one = (over: object = {}, more: object = {}) =>
  judge({
    change: change(),
    commits: [{ sha: 'c1', subject: 'Call it what it is', compared: compared(over) }],
    net: null,
    changedLines: 12,
    sinceTestFirst: null,
    ...more,
  });

const values = (finding: Parameters<typeof observe>[0]) =>
  Object.fromEntries(observe(finding).map(({ indicator, x }) => [indicator, x]));

describe('one commit', () => {
  test('with a rename and nothing else is tidy', () => {
    const finding = one({ refactorings: [found('rename-function')] });
    expect(finding).toMatchObject({ practice: 'refactoring', class: 'refactored', pure: true });
    expect(finding.refactorings[0]).toMatchObject({ type: 'rename-function', commit: 'c1' });
    expect(values(finding)).toEqual({
      'refactoring.share': 1,
      'refactoring.tidy': 1,
      'refactoring.follow-through': 0,
    });
  });

  test('with a rename beside other work is not', () => {
    const files = [{ path: 'src/cart.ts', changed: 10, left: 6 }];
    const finding = one({ refactorings: [found('rename-function')], files });
    expect(finding.pure).toBe(false);
    expect(values(finding)).toMatchObject({ 'refactoring.share': 1, 'refactoring.tidy': 0 });
  });

  test('with a local rename alone has no refactoring that counts', () => {
    const finding = one({ refactorings: [found('rename-variable')] });
    expect(finding).toMatchObject({ class: 'none', pure: null });
    expect(finding.refactorings).toHaveLength(1);
    expect(values(finding)).toEqual({ 'refactoring.share': 0 });
  });

  test('whose files were not all analysed is never called tidy', () => {
    const notAnalysed = [{ file: 'src/big.ts', why: 'larger than 1 MiB (2.0 MiB)' }];
    const finding = one({ refactorings: [found('rename-function')], notAnalysed, looked: 2 });
    expect(finding).toMatchObject({ class: 'refactored', pure: null });
    expect(finding.reasons.join('\n')).toContain('not analysed: src/big.ts: larger than 1 MiB (2.0 MiB)');
    expect(values(finding)).not.toHaveProperty('refactoring.tidy');
  });

  test('of which nothing could be analysed says nothing', () => {
    const notAnalysed = [{ file: 'src/big.ts', why: 'larger than 1 MiB (2.0 MiB)' }];
    const finding = one({ files: [], notAnalysed, missed: 1 });
    expect(finding).toMatchObject({ class: 'not-applicable', pure: null });
    expect(observe(finding)).toEqual([]);
  });

  test('without a file that is looked at, by a bot, or at the end of a shallow clone', () => {
    expect(one({ looked: 0, files: [] }).reasons).toEqual(['no file of a language that is looked at']);
    expect(one({}, { change: change({ bot: true }) }).class).toBe('not-applicable');
    expect(one({}, { change: change({ cutOff: true }) }).class).toBe('not-applicable');
  });

  test('that says refactor is held against what is found', () => {
    const say = { commits: [{ sha: 'c1', subject: 'refactor: names', compared: compared() }] };
    expect(values(one({}, say))).toEqual({ 'refactoring.share': 0, 'refactoring.named': 0 });
  });

  test('soon after a change made test first is its third step', () => {
    const refactorings = [found('extract-function')];
    expect(values(one({ refactorings }, { sinceTestFirst: 5 }))['refactoring.follow-through']).toBe(1);
    expect(values(one({ refactorings }, { sinceTestFirst: 6 }))['refactoring.follow-through']).toBe(0);
  });
});

describe('several commits', () => {
  const commits = [
    { sha: 'c1', subject: 'Tidy', compared: compared({ refactorings: [found('rename-function')] }) },
    {
      sha: 'c2',
      subject: 'Add',
      compared: compared({ files: [{ path: 'src/new.ts', changed: 50, left: 50 }] }),
    },
  ];

  test('structure and behaviour apart are tidy, though they are mixed when taken together', () => {
    const net = compared({
      refactorings: [found('rename-function')],
      files: [{ path: 'src/cart.ts', changed: 60, left: 50 }],
    });
    const finding = one({}, { commits, net });
    expect(finding.pure).toBe(true);
    expect(finding.refactorings).toHaveLength(1);
  });

  test('what only shows between base and head is told apart', () => {
    const net = compared({ refactorings: [found('rename-function'), found('move-type', 'Cart')] });
    const finding = one({}, { commits, net });
    expect(finding.refactorings.map(({ type, commit }) => [type, commit])).toEqual([
      ['rename-function', 'c1'],
      ['move-type', null],
    ]);
  });
});

describe('what commits did one after the other is told once', () => {
  /** `rename-function src/a.ts Cart.total → src/a.ts Cart.sum` */
  const told = (words: string): Refactoring => {
    const [type = '', fileBefore = '', before = '', , fileAfter = '', after = ''] = words.split(' ');
    const end = (file: string, path: string) => ({
      name: path.slice(path.lastIndexOf('.') + 1),
      at: { file, startLine: 1, endLine: 4, container: path.split('.').slice(0, -1).join('.') || null },
    });
    const [one, other] = type.endsWith('-file')
      ? [
          { ...end(fileBefore, ''), name: fileBefore.replace(/.*\//, '') },
          { ...end(fileAfter, ''), name: fileAfter.replace(/.*\//, '') },
        ]
      : [end(fileBefore, before), end(fileAfter, after)];
    return {
      type: type as RefactoringType,
      name: { before: one.name, after: other.name },
      before: one.at,
      after: other.at,
      similarity: 1,
      pure: true,
    };
  };
  const net = (commits: string[][], together: string[]) =>
    one(
      {},
      {
        commits: commits.map((list, at) => ({
          sha: `c${at}`,
          subject: 'Tidy',
          compared: compared({ refactorings: list.map(told) }),
        })),
        net: compared({ refactorings: together.map(told) }),
      },
    )
      .refactorings.filter(({ commit }) => commit === null)
      .map(({ type, name }) => `${type} ${name.before} → ${name.after}`);

  test.each<[string, string[][], string[]]>([
    [
      'two names',
      [
        ['rename-function src/a.ts one → src/a.ts two'],
        [],
        ['rename-function src/a.ts two → src/a.ts three'],
      ],
      ['rename-function src/a.ts one → src/a.ts three'],
    ],
    [
      'a name, then a place',
      [['rename-type src/a.ts One → src/a.ts Two'], ['move-type src/a.ts Two → src/b.ts Two']],
      ['move-and-rename-type src/a.ts One → src/b.ts Two'],
    ],
    [
      'a name, then its file has another',
      [['rename-function src/a.ts one → src/a.ts two'], ['rename-file src/a.ts - → src/b.ts -']],
      ['rename-function src/a.ts one → src/b.ts two', 'rename-file src/a.ts - → src/b.ts -'],
    ],
    [
      'a file through two places',
      [['move-file src/a.ts - → lib/a.ts -'], ['rename-file lib/a.ts - → lib/b.ts -']],
      ['move-and-rename-file src/a.ts - → lib/b.ts -'],
    ],
    [
      'a method, then its type moves under another name',
      [
        ['rename-function src/a.ts Cart.one → src/a.ts Cart.two'],
        ['move-and-rename-type src/a.ts Cart → src/b.ts Basket'],
      ],
      [
        'rename-function src/a.ts Cart.one → src/b.ts Basket.two',
        'move-and-rename-type src/a.ts Cart → src/b.ts Basket',
      ],
    ],
    [
      'cut out, then called otherwise',
      [
        ['rename-function src/a.ts all → src/a.ts whole'],
        ['extract-function src/a.ts whole → src/a.ts part'],
        ['rename-function src/a.ts part → src/a.ts piece'],
      ],
      ['rename-function src/a.ts all → src/a.ts whole', 'extract-function src/a.ts all → src/a.ts piece'],
    ],
    [
      'put back, then its holder moves',
      [['inline-function src/a.ts part → src/a.ts whole'], ['move-function src/a.ts whole → src/b.ts whole']],
      ['inline-function src/a.ts part → src/b.ts whole', 'move-function src/a.ts whole → src/b.ts whole'],
    ],
    [
      'parameters',
      [['rename-parameter src/a.ts x → src/a.ts y'], ['rename-parameter src/a.ts y → src/a.ts z']],
      ['rename-parameter src/a.ts x → src/a.ts z'],
    ],
  ])('%s', (_, commits, together) => {
    expect(net(commits, together)).toEqual([]);
  });

  test.each<[string, string[][], string[], string[]]>([
    [
      'another thing of that name',
      [
        ['rename-function src/a.ts A.one → src/a.ts A.two'],
        ['rename-function src/a.ts B.two → src/a.ts B.three'],
      ],
      ['rename-function src/a.ts A.one → src/a.ts A.three'],
      ['rename-function one → three'],
    ],
    [
      'the other order',
      [['rename-function src/a.ts two → src/a.ts three'], ['rename-function src/a.ts one → src/a.ts two']],
      ['rename-function src/a.ts one → src/a.ts three'],
      ['rename-function one → three'],
    ],
    [
      'a thing of another kind',
      [['rename-type src/a.ts one → src/a.ts two'], ['rename-function src/a.ts two → src/a.ts three']],
      ['rename-function src/a.ts one → src/a.ts three'],
      ['rename-function one → three'],
    ],
    [
      'where it only went with its file',
      [['move-file src/a.ts - → lib/a.ts -']],
      ['move-function src/a.ts one → lib/b.ts one'],
      ['move-function one → one'],
    ],
  ])('but not %s', (_, commits, together, left) => {
    expect(net(commits, together)).toEqual(left);
  });
});
