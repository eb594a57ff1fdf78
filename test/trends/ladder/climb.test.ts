import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Guard, Rung } from '../../../src/model/rung.js';
import { type AskGuards, type ClimbPeriod, climb, type Step } from '../../../src/trends/ladder/climb.js';

/** Weeks of n cases each, of which the shares say how many; rounded so that they come out right over time. */
function weeks(...parts: readonly { readonly count: number; readonly share: number; readonly n?: number }[]) {
  const periods: ClimbPeriod[] = [];
  for (const { count, share, n = 10 } of parts) {
    for (let at = 0; at < count; at += 1) {
      const x = Math.floor(share * n * (at + 1) + 1e-9) - Math.floor(share * n * at + 1e-9);
      periods.push({ day: periods.length * 7, days: 7, x, n });
    }
  }
  return periods;
}

const path = (steps: readonly Step[]): Rung[] =>
  steps.map(({ rung }) => rung).filter((rung, at, all) => rung !== all[at - 1]);
const firstOf = (steps: readonly Step[], rung: Rung): number => steps.findIndex((step) => step.rung === rung);
const always =
  (...guards: Guard[]): AskGuards =>
  () =>
    guards;

describe('the win ladder', () => {
  test('is climbed one rung after the other by a gain that lasts', () => {
    const steps = climb(weeks({ count: 12, share: 0.3 }, { count: 60, share: 0.6 }));
    expect(path(steps)).toEqual(['no-baseline', 'no-signal', 'early-win', 'holding', 'sustained']);
    // Four, twelve and twenty-six periods at the least since the gain began.
    expect(firstOf(steps, 'early-win')).toBeGreaterThanOrEqual(12 + 3);
    expect(firstOf(steps, 'holding')).toBe(12 + 11);
    expect(firstOf(steps, 'sustained')).toBe(12 + 25);
  });

  test('is not climbed where nothing changes, nor where it becomes less', () => {
    expect(path(climb(weeks({ count: 100, share: 0.3 })))).toEqual(['no-baseline', 'no-signal']);
    expect(path(climb(weeks({ count: 12, share: 0.6 }, { count: 60, share: 0.2 })))).toEqual([
      'no-baseline',
      'no-signal',
    ]);
  });

  test('has no rung without a baseline of twelve periods and sixty cases', () => {
    expect(path(climb(weeks({ count: 11, share: 0.3 })))).toEqual(['no-baseline']);
    expect(path(climb(weeks({ count: 14, share: 0.5, n: 4 })))).toEqual(['no-baseline']);
    expect(firstOf(climb(weeks({ count: 20, share: 0.5, n: 4 })), 'no-signal')).toBe(15);
  });

  test('calls twenty good weeks no win, and says when they are over', () => {
    const steps = climb(
      weeks({ count: 12, share: 0.3 }, { count: 20, share: 0.6 }, { count: 30, share: 0.3 }),
    );
    expect(path(steps)).not.toContain('sustained');
    expect(path(steps).at(-1)).toBe('relapsed');
    expect(firstOf(steps, 'relapsed') - 32).toBeLessThanOrEqual(12);
  });

  test('slips at once and comes back after four clear periods', () => {
    const steps = climb(
      weeks(
        { count: 12, share: 0.3 },
        { count: 30, share: 0.6 },
        { count: 1, share: 0 },
        { count: 20, share: 0.6 },
      ),
    );
    expect(path(steps)).toEqual([
      'no-baseline',
      'no-signal',
      'early-win',
      'holding',
      'sustained',
      'slipping',
      'sustained',
    ]);
    expect(firstOf(steps, 'slipping')).toBe(42);
    expect(steps.findIndex(({ rung }, at) => at > 42 && rung === 'sustained')).toBe(46);
  });

  test('begins anew after a relapse, with a new signal', () => {
    const steps = climb(
      weeks(
        { count: 12, share: 0.3 },
        { count: 30, share: 0.6 },
        { count: 14, share: 0.3 },
        { count: 20, share: 0.7 },
      ),
    );
    expect(path(steps)).toContain('relapsed');
    expect(path(steps).slice(-2)).toEqual(['early-win', 'holding']);
  });

  test('ends at holding for a single champion, and at early for another mix', () => {
    const gain = weeks({ count: 12, share: 0.3 }, { count: 80, share: 0.7 });
    expect(path(climb(gain, { guards: always('single-champion') })).at(-1)).toBe('holding');
    expect(path(climb(gain, { guards: always('narrow') })).at(-1)).toBe('holding');
    expect(path(climb(gain, { guards: always('mix-change') })).at(-1)).toBe('early-win');
    expect(path(climb(gain, { guards: always('untested-by-turnover') })).at(-1)).toBe('sustained');
    expect(path(climb(gain, { guards: always('coached') })).at(-1)).toBe('sustained');
    expect(path(climb(gain, { guards: always() })).at(-1)).toBe('anchored');
  });

  test('stays where it is while something else is measured', () => {
    const gain = weeks({ count: 12, share: 0.3 }, { count: 40, share: 0.7 }, { count: 20, share: 0.1 });
    const guards: AskGuards = ({ at }) => (at >= 50 ? ['measurement-changed'] : []);
    expect(path(climb(gain, { guards })).at(-1)).toBe('sustained');
  });

  test('slips when breadth or newcomers fall behind what was sustained', () => {
    const gain = weeks({ count: 12, share: 0.3 }, { count: 60, share: 0.7 });
    // Breadth must be missing for four periods: who is active changes by and by.
    for (const [guard, concern, at] of [
      ['narrow', 'breadth', 53],
      ['newcomers-behind', 'newcomers', 50],
    ] as const) {
      const steps = climb(gain, { guards: (asked) => (asked.at >= 50 ? [guard] : []) });
      expect(steps[at - 1]).toMatchObject({ rung: 'sustained' });
      expect(steps[at]).toMatchObject({ rung: 'slipping', concern });
    }
  });

  test('does not count a pause as time', () => {
    const gain = weeks({ count: 12, share: 0.3 }, { count: 12, share: 0.7 });
    const paused = gain.map((period, at) => ({ ...period, days: 1, day: period.day + (at >= 18 ? 365 : 0) }));
    // Twelve periods of a day with six between them: not the 84 days that holding takes.
    expect(path(climb(paused)).at(-1)).toBe('early-win');
  });

  test('answers whatever comes, and climbs one rung a period at most', () => {
    expect(climb([])).toEqual([]);
    expect(path(climb(weeks({ count: 40, share: 0 })))).toEqual(['no-baseline', 'no-signal']);
    expect(path(climb(weeks({ count: 40, share: 1 })))).toEqual(['no-baseline', 'no-signal']);
    const order: Rung[] = ['no-baseline', 'no-signal', 'early-win', 'holding', 'sustained', 'anchored'];
    const some = fc.array(
      fc.integer({ min: 1, max: 30 }).chain((n) => fc.record({ n: fc.constant(n), x: fc.nat(n) })),
      { maxLength: 120 },
    );
    fc.assert(
      fc.property(some, (counts) => {
        const steps = climb(
          counts.map(({ x, n }, at) => ({ day: at * 7, days: 7, x, n })),
          { guards: always() },
        );
        for (const [at, { earned, rung }] of steps.entries()) {
          const [was, is] = [steps[at - 1]?.earned ?? 'no-signal', earned];
          expect(order.indexOf(is) - order.indexOf(was)).toBeLessThanOrEqual(1);
          if (rung === 'sustained') expect(at).toBeGreaterThanOrEqual(12 + 25);
        }
      }),
    );
  });

  test('never says otherwise of a period when later ones come', () => {
    const gain = weeks(
      { count: 12, share: 0.3 },
      { count: 30, share: 0.6 },
      { count: 20, share: 0.3 },
      { count: 30, share: 0.8 },
    );
    const whole = climb(gain);
    for (const length of [13, 20, 40, 60, 80])
      expect(climb(gain.slice(0, length))).toEqual(whole.slice(0, length));
  });
});
