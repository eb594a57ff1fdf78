import { describe, expect, test } from 'vitest';
import type { TestFirstUnit, UnitClass } from '../../src/model/finding.js';
import { hotspotsOf } from '../../src/trends/hotspots.js';

const NOW = Date.UTC(2026, 5, 1) / 1000;
const WEEK = 7 * 24 * 60 * 60;

const unit = (file: string, it: UnitClass): TestFirstUnit => ({
  file,
  class: it,
  firstChange: 'c1',
  firstTest: it === 'untested' ? null : 'c2',
  test: it === 'untested' ? null : 'a.test.ts',
  linkedBy: it === 'untested' ? null : 'name',
});

/** A change a week, the newest first, each of one file. */
const changes = (file: string, classes: readonly UnitClass[]) =>
  classes.map((it, at) => ({ mergedAt: NOW - at * WEEK, units: [unit(file, it)] }));
const times = (count: number, it: UnitClass): UnitClass[] => Array.from({ length: count }, () => it);

describe('hotspots', () => {
  test('count a change once for each of its files', () => {
    const twice = changes('a.ts', times(5, 'with')).map(({ mergedAt, units: [own] }) => ({
      mergedAt,
      units: own === undefined ? [] : [own, unit('a.ts', 'untested'), unit('b.ts', 'with')],
    }));
    expect(hotspotsOf(twice, NOW)).toEqual([
      { file: 'a.ts', changes: 5, tested: 0 },
      { file: 'b.ts', changes: 5, tested: 5 },
    ]);
  });

  test('are files of five changes or more, with how many a test came with', () => {
    const some = [
      ...changes('a.ts', ['first', 'with', 'after', 'untested', 'untested']),
      ...changes('b.ts', times(4, 'untested')),
    ];
    expect(hotspotsOf(some, NOW)).toEqual([{ file: 'a.ts', changes: 5, tested: 2 }]);
  });

  test('name those first that change most often without a test', () => {
    const some = [
      ...changes('well-tested.ts', times(20, 'with')),
      ...changes('seldom.ts', times(5, 'untested')),
      ...changes('often.ts', [...times(9, 'untested'), 'first']),
      ...changes('seldom-too.ts', [...times(5, 'after'), 'with']),
    ];
    expect(hotspotsOf(some, NOW).map(({ file }) => file)).toEqual([
      'often.ts',
      'seldom-too.ts',
      'seldom.ts',
      'well-tested.ts',
    ]);
  });

  test('look back 26 weeks, and at nothing that is dated ahead', () => {
    const old = changes('old.ts', times(5, 'untested')).map((it) => ({
      ...it,
      mergedAt: it.mergedAt - 26 * WEEK,
    }));
    const ahead = changes('ahead.ts', times(5, 'untested')).map((it) => ({
      ...it,
      mergedAt: it.mergedAt + 10 * WEEK,
    }));
    expect(hotspotsOf([...old, ...ahead], NOW)).toEqual([]);
    expect(hotspotsOf(changes('edge.ts', times(30, 'untested')), NOW)).toEqual([
      { file: 'edge.ts', changes: 26, tested: 0 },
    ]);
  });

  test('are ten at most, in an order that does not change', () => {
    const some = Array.from({ length: 12 }, (_, at) =>
      changes(`${String.fromCharCode(97 + at)}.ts`, times(6, 'untested')),
    );
    const files = hotspotsOf(some.reverse().flat(), NOW).map(({ file }) => file);
    expect(files).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].map((name) => `${name}.ts`));
  });

  test('of nothing are none', () => {
    expect(hotspotsOf([], NOW)).toEqual([]);
  });

  test('may be called as anything', () => {
    expect(hotspotsOf(changes('__proto__', times(5, 'untested')), NOW)).toEqual([
      { file: '__proto__', changes: 5, tested: 0 },
    ]);
  });
});
