import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assuranceOf, kindOf } from '../../src/statistics/kinds.js';
import { NHS_RULES, nhsSignals, type Signals, trend, twoOfThree } from '../../src/statistics/nhs-rules.js';
import { longRuns } from '../../src/statistics/sides.js';
import { xmrLimits } from '../../src/statistics/xmr.js';
import { sharedData } from '../shared-data.js';

const text = sharedData('trends/nhs-plot-the-dots.json');
const known = text === null ? null : JSON.parse(text);
const sides = (...values: number[]) => Int8Array.from(values);
const screened = { constant: 'nhs', screen: true } as const;

function charted(
  values: number[],
  options: { constant: 'nhs' | 'exact'; screen: boolean } = screened,
): Signals {
  const limits = xmrLimits(values, options);
  if (limits === null) throw new Error('no limits');
  return nhsSignals(values, limits);
}

// What a rule says of the newest point, as each point comes in.
const asTheyCome = (values: number[], rule: (known: number[]) => Int8Array) =>
  values.map((_, at) => rule(values.slice(0, at + 1)).at(-1));

describe.skipIf(known === null)('the known charts of the NHS (skipped: shared/data is not here)', () => {
  test('have these limits', () => {
    for (const { y, screen, mean, lpl, upl, decimals, signal_at } of known.limits) {
      const limits = xmrLimits(y, { constant: 'nhs', screen });
      const digits = decimals ?? 5;
      const near = (got = Number.NaN, wanted: number) =>
        expect(Math.abs(got - wanted)).toBeLessThanOrEqual(0.51 * 10 ** -digits * (decimals ? 1 : 10));
      near(limits?.center, mean);
      near(limits?.lower, lpl);
      near(limits?.upper, upl);
      const outside = [...charted(y, { constant: 'nhs', screen }).outside.keys()].filter(
        (at) => charted(y, { constant: 'nhs', screen }).outside[at] !== 0,
      );
      if (signal_at !== undefined) expect(outside).toEqual(signal_at);
    }
  });

  test('see seven on one side, and seven that rise or fall, as they come', () => {
    for (const { sign, out } of known.one_side_of_mean) {
      expect(
        asTheyCome(sign, (seen) => longRuns(Int8Array.from(seen), 7)).map((side = 0) => Math.abs(side)),
      ).toEqual(out);
    }
    for (const { y, out } of known.trend7) expect(asTheyCome(y, trend)).toEqual(out);
  });

  test('see all seven afterwards', () => {
    for (const { v, out } of known.part_of_seven) {
      const end = v.indexOf(1);
      const rising = v.map((_: number, at: number) =>
        at <= end && at > end - 7 ? 1 : at > end ? -1 : at % 2 ? 1 : -1,
      );
      const marked = longRuns(Int8Array.from(rising), 7);
      expect([...marked]).toEqual(out.map((side: number, at: number) => (side === 0 ? 0 : rising[at])));
    }
  });

  test('see two in three', () => {
    for (const { close, side, out } of known.two_in_three) {
      const near = Int8Array.from(close.map((it: number, at: number) => it * side[at]));
      const wanted = out.map((it: number, at: number) => (it === 1 && close[at] === 1 ? side[at] : 0));
      expect([...twoOfThree(near, Int8Array.from(side))]).toEqual(wanted);
    }
  });

  test('take two far points on two sides for chance', () => {
    const { y, last_two } = known.opposite_sides;
    const signals = charted(y);
    expect([y.length - 2, y.length - 1].map((at) => kindOf(signals, at, 1).replace('-', '_'))).toEqual(
      last_two,
    );
  });
});

describe('the rules', () => {
  const limits = {
    center: 0,
    lower: -3,
    upper: 3,
    lowerWarning: -2,
    upperWarning: 2,
    meanRange: 0,
    rangeLimit: 0,
  };
  const of = (rule: (typeof NHS_RULES)[number], values: number[]) => [...nhsSignals(values, limits)[rule]];

  test('call outside what is beyond a limit, not on it', () => {
    expect(of('outside', [3, 3.1, -3, -3.1])).toEqual([0, 1, 0, -1]);
  });

  test('break a run at the mean and a trend at a tie', () => {
    expect(of('run', [1, 1, 1, 1, 1, 1, 1])).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect(of('run', [1, 1, 1, 0, 1, 1, 1, 1])).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect([...trend([1, 2, 3, 4, 4, 5, 6, 7])]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });

  test('give a turning point to the way that follows', () => {
    expect([...trend([1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1])]).toEqual([
      1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1,
    ]);
  });

  test('mark only the two close ones of three on a side, and no point outside', () => {
    expect(of('two-of-three', [2.5, 1, 2.5])).toEqual([1, 0, 1]);
    expect(of('two-of-three', [-2.5, -2.5, -0.5])).toEqual([-1, -1, 0]);
    expect(of('two-of-three', [2.5, -1, 2.5])).toEqual([0, 0, 0]);
    expect(of('two-of-three', [2, 1, 2])).toEqual([0, 0, 0]);
    expect(of('two-of-three', [3.5, 1, 2.5])).toEqual([0, 0, 0]);
    expect(of('two-of-three', [2.5, 2.5])).toEqual([0, 0]);
  });

  test('name a point by the first of them that holds', () => {
    const none = Int8Array.of(0);
    const signals = { outside: none, trend: none, 'two-of-three': none, run: none };
    expect(kindOf({ ...signals, outside: sides(1), trend: sides(-1) }, 0, 1)).toBe('improvement');
    expect(kindOf({ ...signals, trend: sides(-1), 'two-of-three': sides(1) }, 0, 1)).toBe('concern');
    expect(kindOf({ ...signals, 'two-of-three': sides(1), run: sides(-1) }, 0, -1)).toBe('concern');
    expect(kindOf({ ...signals, run: sides(-1) }, 0, -1)).toBe('improvement');
    expect(kindOf({ ...signals, run: sides(-1) }, 0, 0)).toBe('low');
    expect(kindOf({ ...signals, run: sides(1) }, 0, 0)).toBe('high');
    expect(kindOf(signals, 0, 1)).toBe('common-cause');
    expect(NHS_RULES).toEqual(['outside', 'trend', 'two-of-three', 'run']);
  });

  test('are what looking at every window says', () => {
    const walk = fc
      .array(fc.integer({ min: -7, max: 7 }), { maxLength: 40 })
      .map((all) => all.map((it) => it / 2));
    fc.assert(
      fc.property(walk, (values) => {
        const windows = (size: number, holds: (window: number[]) => boolean) =>
          values.map((_, at) =>
            values.some((_, from) => {
              const window = values.slice(from, from + size);
              return from <= at && at < from + size && window.length === size && holds(window);
            }),
          );
        const up = windows(7, (seen) => seen.every((it) => it > 0));
        const down = windows(7, (seen) => seen.every((it) => it < 0));
        expect(of('run', values)).toEqual(values.map((_, at) => Number(up[at]) - Number(down[at])));
        const turns = (sign: number) =>
          windows(7, (seen) => seen.every((it, at) => at === 0 || (it - (seen[at - 1] ?? 0)) * sign > 0));
        const [rise, fall] = [turns(1), turns(-1)];
        expect([...trend(values)].map(Math.abs)).toEqual(values.map((_, at) => Number(rise[at] || fall[at])));
        const near = (it: number) => Math.abs(it) > 2 && Math.abs(it) <= 3;
        const three = windows(
          3,
          (seen) =>
            Math.abs(seen.reduce((sum, it) => sum + Math.sign(it), 0)) === 3 && seen.filter(near).length > 1,
        );
        expect(of('two-of-three', values)).toEqual(
          values.map((it, at) => (three[at] && near(it) ? Math.sign(it) : 0)),
        );
      }),
    );
  });
});

describe('assurance', () => {
  test('asks where the target lies, by what is better', () => {
    expect(assuranceOf(9, 2, 8, 1)).toBe('consistent-fail');
    expect(assuranceOf(1, 2, 8, 1)).toBe('consistent-pass');
    expect(assuranceOf(9, 2, 8, -1)).toBe('consistent-pass');
    expect(assuranceOf(1, 2, 8, -1)).toBe('consistent-fail');
    for (const target of [2, 5, 8]) expect(assuranceOf(target, 2, 8, 1)).toBe('inconsistent');
    expect(assuranceOf(9, 2, 8, 0)).toBeNull();
  });
});
