import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RefactoringFinding, TestFirstFinding } from '../../src/model/finding.js';
import type { Judgement } from '../../src/model/judgement.js';
import { type CheckInput, checkRun, mergeGroupCheck, notJudgedCheck } from '../../src/reports/check-run.js';
import { gain, madeIndicator } from '../made-reports.js';

const unit = (
  file: string,
  over: Partial<TestFirstFinding['units'][number]> = {},
): TestFirstFinding['units'][number] => ({
  file,
  class: 'first',
  firstChange: 'c'.repeat(40),
  firstTest: 'b'.repeat(40),
  test: `test/${file}`,
  linkedBy: 'name',
  ...over,
});

const testFirst = (over: Partial<TestFirstFinding> = {}): TestFirstFinding => ({
  practice: 'test-first',
  class: 'first',
  orderVisible: true,
  units: [
    unit('src/a.ts'),
    unit('src/b.ts', { class: 'untested', firstTest: null, test: null, linkedBy: null }),
  ],
  stacked: false,
  reasons: ['src/a.ts: its test came one commit before'],
  ...over,
});

const renamed: RefactoringFinding['refactorings'][number] = {
  type: 'rename-function',
  name: { before: 'total', after: 'sum' },
  before: { file: 'src/cart.ts', startLine: 3, endLine: 9, container: null },
  after: { file: 'src/cart.ts', startLine: 4, endLine: 10, container: null },
  similarity: 1,
  pure: true,
  commit: null,
};

const refactoring = (over: Partial<RefactoringFinding> = {}): RefactoringFinding => ({
  practice: 'refactoring',
  class: 'refactored',
  refactorings: [renamed, { ...renamed, name: { before: 'tax', after: 'vat' } }],
  pure: true,
  followsTestFirst: false,
  says: false,
  changedLines: 12,
  notAnalysed: [],
  reasons: [],
  ...over,
});

const judgement = (findings: Judgement['findings']): Judgement => ({
  change: {
    id: 'd'.repeat(40),
    kind: 'pull-request',
    origin: 'range',
    number: 7,
    title: 'Sum the cart',
    mergedAt: 1_767_000_000,
    base: 'a'.repeat(40),
    head: 'd'.repeat(40),
    commits: [],
    author: 'key',
    bot: false,
    cutOff: false,
  },
  findings,
  lines: null,
  paths: [],
  people: null,
});

const input = (over: Partial<CheckInput> = {}): CheckInput => ({
  judgement: judgement([testFirst(), refactoring()]),
  trends: [madeIndicator(gain(40))],
  vision: null,
  guidance: [],
  gate: null,
  problems: [],
  notes: [],
  reportUrl: 'https://holdfast.example/r/team/shop',
  canRecheck: true,
  ...over,
});

describe('a check', () => {
  test('says in one line what this change shows, and where the trend stands', () => {
    expect(checkRun(input()).title).toBe('test-first 1 of 2 · 2 refactorings, tidy · trend: sustained');
  });

  test('says when an order cannot be seen, instead of a zero', () => {
    const { title } = checkRun(
      input({ judgement: judgement([testFirst({ orderVisible: false, class: 'with' })]) }),
    );
    expect(title).toBe('test-first: order not visible, tests with 1 of 2 · trend: sustained');
  });

  test('says that nothing was judged of a practice, and why in its row', () => {
    const finding = testFirst({ class: 'not-applicable', units: [], reasons: ['only documents changed'] });
    const { title, summary } = checkRun(
      input({ judgement: judgement([finding, refactoring()]), trends: [] }),
    );
    expect(title).toBe('test-first: not applicable · 2 refactorings, tidy');
    expect(summary).toContain('| test-first | only documents changed |');
  });

  test('has no columns in which nothing stands', () => {
    const { summary } = checkRun(input({ trends: [] }));
    expect(summary).toMatch(/^\| practice \| this change \|\n\| --- \| --- \|\n/);
    expect(checkRun(input()).summary).toMatch(/^\| practice \| this change \| repository \| rung \|/);
  });

  test('names first what is open: files without a test, and those whose test came after', () => {
    const units = [
      ...Array.from({ length: 7 }, (_, at) => unit(`src/${at}.ts`, { class: 'untested', test: null })),
      unit('src/late.ts', { class: 'after' }),
    ];
    const { summary } = checkRun(input({ judgement: judgement([testFirst({ units, class: 'untested' })]) }));
    expect(summary).toContain(
      '- No test came with `src/0.ts`, `src/1.ts`, `src/2.ts`, `src/3.ts`, `src/4.ts` and 2 more.',
    );
    expect(summary).toContain('- The test came after `src/late.ts`.');
  });

  test('is a success that blocks nothing, whatever it says', () => {
    const worst = testFirst({ class: 'untested', units: [unit('src/a.ts', { class: 'untested' })] });
    expect(checkRun(input({ judgement: judgement([worst]) })).conclusion).toBe('success');
  });

  test('has a row a practice: this change, the repository, its rung, and what would move it', () => {
    const { summary } = checkRun(input());
    const [row] = summary.split('\n').filter((line) => line.startsWith('| test-first'));
    expect(row).toContain('| 1 of 2 files test first, 1 of 2 with tests |');
    expect(row).toMatch(/\| \d+% \(\d+ of \d+\) [▁▂▃▄▅▆▇█·]+ \|/);
    expect(row).toContain('■■■□ sustained');
    expect(row).toContain('What would move it up.');
    expect(summary).toContain('https://holdfast.example/r/team/shop');
  });

  test('begins with what the team wants', () => {
    expect(checkRun(input({ vision: 'Any *part* on any day' })).summary).toMatch(
      /^> Any `\*part\*` on any day\n/,
    );
  });

  test('points to lines of the head, as notices', () => {
    const { annotations } = checkRun(input());
    expect(annotations).toEqual([
      expect.objectContaining({
        path: 'src/b.ts',
        startLine: 1,
        endLine: 1,
        level: 'notice',
        title: 'No test with it',
      }),
      expect.objectContaining({
        path: 'src/cart.ts',
        startLine: 4,
        endLine: 10,
        title: 'rename-function total → sum',
        message:
          'A function or method has another name in the same place.\nsrc/cart.ts:3-9 → src/cart.ts:4-10',
      }),
      expect.objectContaining({ path: 'src/cart.ts', title: 'rename-function tax → vat' }),
    ]);
  });

  test('names no more than fifty places, and says how many more there are', () => {
    const many = refactoring({ refactorings: Array.from({ length: 120 }, () => renamed) });
    const { annotations, text } = checkRun(input({ judgement: judgement([many]) }));
    expect(annotations).toHaveLength(50);
    expect(text).toContain('and 80 more refactorings');
  });

  test('tells its evidence in words, and only what is written elsewhere as code', () => {
    const reasons = ['src/a.ts: first: test/a.test.ts changed in 1a2b3c4d, the code after it'];
    const { text } = checkRun(input({ judgement: judgement([testFirst({ reasons })]) }));
    expect(text).toContain('- `src/a.ts`: first: `test/a.test.ts` changed in 1a2b3c4d, the code after it\n');
  });

  test('has two buttons, within GitHub’s lengths', () => {
    const { actions } = checkRun(input());
    expect(actions.map(({ identifier }) => identifier)).toEqual(['recheck', 'wrong']);
    for (const { label, description, identifier } of actions) {
      expect(label.length).toBeLessThanOrEqual(20);
      expect(description.length).toBeLessThanOrEqual(40);
      expect(identifier.length).toBeLessThanOrEqual(20);
    }
  });

  test('tells the errors of a configuration that the change touches where they are', () => {
    const { annotations, summary } = checkRun(
      input({
        problems: [{ file: '.github/holdfast.yml', line: 3, message: 'visoin: did you mean vision?' }],
      }),
    );
    expect(annotations[0]).toMatchObject({ path: '.github/holdfast.yml', startLine: 3, level: 'warning' });
    expect(summary).toContain('1 error in the configuration');
  });

  test('shows the coach’s own words to whom they may help', () => {
    const guidance = [
      {
        practice: 'test-first' as const,
        title: 'How we begin',
        link: 'https://wiki.example/tdd',
        note: 'Ask | us',
      },
    ];
    expect(checkRun(input({ guidance })).summary).toContain('[How we begin](<https://wiki.example/tdd>)');
    const good = judgement([testFirst({ units: [unit('src/a.ts')] })]);
    expect(checkRun(input({ guidance, judgement: good })).summary).not.toContain('How we begin');
    // The nearest test and a change that shows how stand beside it, under the same condition.
    const change = { id: 'e'.repeat(40), number: 7, title: 'Add `it`', mergedAt: '2026-01-05T00:00:00.000Z' };
    const here = { folder: 'src', file: 'src/x.ts', change };
    const examples = {
      changes: [{ ...here, practice: 'test-first' as const, why: 'its tests came before the code' }],
      tests: [{ ...here, test: 'test/x.ts' }],
    };
    const { summary } = checkRun(input({ examples }));
    expect(summary).toContain('The nearest test to `src/b.ts` is `test/x.ts`.');
    expect(summary).toContain(
      'A change that shows how: #7 `` Add `it` `` (its tests came before the code; the newest in the same folder).',
    );
    expect(checkRun(input({ examples, judgement: good })).summary).not.toContain('nearest test');
  });
});

describe('a gate', () => {
  const untested = judgement([testFirst({ class: 'untested' })]);
  const after = judgement([testFirst({ class: 'after' })]);
  const unseen = judgement([testFirst({ class: 'with', orderVisible: false })]);

  test('that the team has set is the only thing that fails a check', () => {
    expect(checkRun(input({ gate: 'with', judgement: untested })).conclusion).toBe('failure');
    expect(checkRun(input({ gate: 'with', judgement: after })).conclusion).toBe('failure');
    expect(checkRun(input({ gate: 'with' })).conclusion).toBe('success');
    expect(
      checkRun(input({ gate: 'first', judgement: judgement([testFirst({ class: 'with' })]) })).conclusion,
    ).toBe('failure');
  });

  test('does not fail what cannot be told, and says what failed', () => {
    expect(checkRun(input({ gate: 'first', judgement: unseen })).conclusion).toBe('success');
    const none = judgement([testFirst({ class: 'not-applicable', units: [] })]);
    expect(checkRun(input({ gate: 'first', judgement: none })).conclusion).toBe('success');
    expect(checkRun(input({ gate: 'with', judgement: untested })).summary).toContain('the team’s own gate');
  });
});

describe('whatever a repository writes', () => {
  const hostile = '\u001b]0;x\u0007@everyone | `code` <img src=x> \u202e ![i](https://x.example/p.png)';

  test('mentions nobody, draws nothing and hides nothing', () => {
    const { summary, text, annotations, title } = checkRun(
      input({
        vision: hostile,
        notes: [hostile],
        judgement: judgement([
          testFirst({ units: [unit(hostile, { class: 'untested' })], reasons: [hostile] }),
          refactoring({ refactorings: [{ ...renamed, name: { before: hostile, after: hostile } }] }),
        ]),
      }),
    );
    for (const markdown of [summary, text ?? '']) {
      const outside = markdown.replace(/(`+)[^\n]*?\1(?!`)/g, '');
      expect(outside).not.toMatch(/@everyone|<img|!\[i\]/);
    }
    for (const all of [
      summary,
      text ?? '',
      title,
      ...annotations.map(({ title: own, message }) => own + message),
    ])
      expect(all).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });

  test('is cut at what GitHub takes, within a character of UTF-8', () => {
    const long = 'ü'.repeat(4000);
    const { summary, text, annotations } = checkRun(
      input({
        vision: long,
        notes: Array.from({ length: 60 }, () => long),
        judgement: judgement([
          testFirst({
            units: Array.from({ length: 60 }, (_, at) => unit(`${at}${long}`, { class: 'untested' })),
            reasons: Array.from({ length: 60 }, () => long),
          }),
        ]),
      }),
    );
    for (const markdown of [summary, text ?? '']) {
      expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(60_000);
      expect(markdown).not.toContain('\ufffd');
    }
    for (const { title, message } of annotations) {
      expect(title.length).toBeLessThanOrEqual(255);
      expect(Buffer.byteLength(message)).toBeLessThanOrEqual(60_000);
    }
  });
});

describe('where nothing is judged', () => {
  test('one honest line says why, and nothing is pending', () => {
    const check = notJudgedCheck('it is a draft: it will be judged when it is ready for review', null);
    expect(check).toMatchObject({
      conclusion: 'neutral',
      title: 'Not judged: it is a draft',
      annotations: [],
      actions: [{ identifier: 'recheck' }],
    });
    expect(check.summary).toContain('it will be judged when it is ready for review');
  });

  test('a merge group is answered at once, without buttons', () => {
    expect(mergeGroupCheck(null)).toMatchObject({ conclusion: 'success', actions: [], annotations: [] });
  });
});

/** Sentences of a check as a document shows them: title, then what GitHub renders. */
const shown = ({
  name,
  conclusion,
  title,
  summary,
  text,
  annotations,
}: ReturnType<typeof checkRun>): string =>
  [
    `**${name}** · ${conclusion} · ${title}`,
    '',
    summary,
    '',
    (text ?? '').trim(),
    '',
    `Annotations: ${annotations.map((it) => `\`${it.path}:${it.startLine}\` ${it.title}`).join('; ')}`,
    '',
  ].join('\n');

describe('the example in the document', () => {
  const example = shown(
    checkRun(
      input({
        vision: 'We change any part of the shop on any day',
        guidance: [
          {
            practice: 'test-first',
            title: 'How we begin',
            link: 'https://wiki.example/tdd',
            note: 'ask in #craft',
          },
        ],
      }),
    ),
  );

  test('is what a check looks like', async () => {
    await expect(example).toMatchFileSnapshot('../golden/check.md');
  });

  test('stands in docs/check.md as it is', () => {
    const document = readFileSync(resolve(import.meta.dirname, '../../docs/check.md'), 'utf8');
    const [, , there] = /(<!-- example -->\n)([\s\S]*?)<!-- \/example -->/.exec(document) ?? [];
    expect(there).toBe(
      example
        .replace(/^### /gm, '#### ')
        .split('\n')
        .map((line) => `> ${line}`.trimEnd())
        .join('\n')
        .replace(/>$/, ''),
    );
  });
});
