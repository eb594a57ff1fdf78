import { describe, expect, test } from 'vitest';
import { withEarlierPushes } from '../../../src/analyses/test-first/index.js';
import type { TestFirstFinding, TestFirstUnit, UnitClass } from '../../../src/model/finding.js';

const unit = (file: string, own: UnitClass, over: Partial<TestFirstUnit> = {}): TestFirstUnit => ({
  file,
  class: own,
  firstChange: 'c'.repeat(40),
  firstTest: own === 'untested' ? null : 't'.repeat(40),
  test: own === 'untested' ? null : `test/${file}`,
  linkedBy: own === 'untested' ? null : 'name',
  ...over,
});

const finding = (
  units: readonly TestFirstUnit[],
  over: Partial<TestFirstFinding> = {},
): TestFirstFinding => ({
  practice: 'test-first',
  class: units[0]?.class ?? 'not-applicable',
  orderVisible: true,
  units,
  stacked: false,
  reasons: ['as it is now'],
  ...over,
});

const squashed = finding([unit('a.ts', 'with'), unit('b.ts', 'with')], {
  class: 'with',
  orderVisible: false,
});

describe('what was forced away', () => {
  test('shows the order that the last push hides', () => {
    const seen = withEarlierPushes(squashed, [finding([unit('a.ts', 'first'), unit('b.ts', 'after')])]);
    expect(seen.units.map((it) => it.class)).toEqual(['first', 'after']);
    expect(seen.orderVisible).toBe(true);
    expect(seen.reasons.join('\n')).toMatch(/a\.ts: first: as it was pushed before a force-push/);
    expect(seen.reasons).toContain('as it is now');
  });

  test('is told by the oldest push that knows a file', () => {
    const pushes = [
      finding([unit('a.ts', 'after')]),
      finding([unit('a.ts', 'first'), unit('b.ts', 'first')]),
    ];
    expect(withEarlierPushes(squashed, pushes).units.map((it) => it.class)).toEqual(['after', 'first']);
  });

  test('says nothing where its own order cannot be seen, of files that are no more, or of code without a test', () => {
    const hidden = finding([unit('a.ts', 'with')], { orderVisible: false });
    const others = finding([unit('gone.ts', 'first'), unit('b.ts', 'untested')]);
    expect(withEarlierPushes(squashed, [hidden, others])).toEqual(squashed);
  });

  test('does not take back what the last push shows itself', () => {
    const now = finding([unit('a.ts', 'first')]);
    expect(withEarlierPushes(now, [finding([unit('a.ts', 'after')])])).toEqual(now);
  });

  test('gives a test back to no code whose test is gone now', () => {
    const now = finding([unit('a.ts', 'untested')]);
    expect(withEarlierPushes(now, [finding([unit('a.ts', 'first')])])).toEqual(now);
  });

  test('leaves a change that is not judged as it is', () => {
    const none = finding([], { class: 'not-applicable', orderVisible: false });
    expect(withEarlierPushes(none, [finding([unit('a.ts', 'first')])])).toEqual(none);
  });
});
