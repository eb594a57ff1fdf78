import { describe, expect, test } from 'vitest';
import type { Finding, TestFirstUnit } from '../../src/model/finding.js';
import { ExamplesCollected } from '../../src/trends/examples.js';
import { judgedChange } from '../store/made.js';

const unit = (file: string, over: Partial<TestFirstUnit> = {}): TestFirstUnit => ({
  file,
  class: 'first',
  firstChange: 'a',
  firstTest: 'b',
  test: file.replace('src/', 'test/'),
  linkedBy: 'name',
  ...over,
});

function judgement(n: number, findings: readonly Finding[]) {
  return { ...judgedChange(n).judgement, findings };
}

const testFirst = (units: readonly TestFirstUnit[], over: Partial<Finding> = {}): Finding =>
  ({
    practice: 'test-first',
    class: 'first',
    orderVisible: true,
    stacked: false,
    reasons: [],
    units,
    ...over,
  }) as Finding;

const collected = (...all: readonly ReturnType<typeof judgement>[]) => {
  const examples = new ExamplesCollected();
  for (const one of all) examples.add(one);
  return examples.report();
};

describe('what a history has to learn from', () => {
  test('is the newest of each folder, the newest first', () => {
    const { changes } = collected(
      judgement(1, [testFirst([unit('src/a/one.ts')])]),
      judgement(2, [testFirst([unit('src/b/two.ts')])]),
      judgement(3, [testFirst([unit('src/a/three.ts'), unit('src/a/late.ts', { class: 'after' })])]),
    );
    expect(changes.map(({ folder, file, change }) => [folder, file, change.number])).toEqual([
      ['src/a', 'src/a/three.ts', 3],
      ['src/b', 'src/b/two.ts', 2],
    ]);
  });

  test('is nothing whose evidence does not show it', () => {
    const { changes } = collected(
      judgement(1, [testFirst([unit('src/a.ts')], { orderVisible: false })]),
      judgement(2, [testFirst([unit('src/a.ts', { class: 'with' })], { class: 'with' } as Partial<Finding>)]),
    );
    expect(changes).toEqual([]);
  });

  test('are tests too, also of changes that are no example', () => {
    const { tests } = collected(
      judgement(1, [testFirst([unit('src/a/one.ts', { class: 'after' })], { class: 'after' } as never)]),
      judgement(2, [testFirst([unit('src/a/none.ts', { test: null })], { class: 'untested' } as never)]),
    );
    expect(tests).toMatchObject([{ folder: 'src/a', file: 'src/a/one.ts', test: 'test/a/one.ts' }]);
  });

  test('stays small, however many folders there are', () => {
    const many = Array.from({ length: 500 }, (_, n) =>
      judgement(n, [testFirst([unit(`src/part-${n}/file.ts`)])]),
    );
    const { changes, tests } = collected(...many);
    expect(changes).toHaveLength(100);
    expect(changes[0]?.folder).toBe('src/part-499');
    expect(tests).toHaveLength(100);
  });
});
