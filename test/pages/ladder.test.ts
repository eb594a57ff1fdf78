import { describe, expect, test } from 'vitest';
import type { Rung, RungChange } from '../../src/model/rung.js';
import { ladderOf } from '../../src/pages/ladder.js';
import { madeStanding } from '../made-reports.js';

const SIGNS = { passed: '+', here: '>', ahead: '' } as const;
const on = (rung: Rung, log: readonly RungChange[] = []): string =>
  ladderOf(madeStanding(rung), log)
    .map(({ says, state }) => `${SIGNS[state]}${says}`)
    .join(' | ');

describe('the ladder on a page', () => {
  test('shows the steps below as passed, and those above as ahead', () => {
    expect(on('no-baseline')).toBe('>no baseline yet | early sign | holding | sustained | anchored');
    expect(on('no-signal')).toBe('>no change detected | early sign | holding | sustained | anchored');
    expect(on('holding')).toBe('+baseline | +early sign | >holding | sustained | anchored');
    expect(on('anchored')).toBe('+baseline | +early sign | +holding | +sustained | >anchored');
  });

  test('says of a trend that slips from where it does', () => {
    const log: RungChange[] = [{ start: '2021-01-04', from: 'holding', to: 'slipping', reason: '' }];
    expect(on('slipping', log)).toBe(
      '+baseline | +early sign | >slipping from holding | sustained | anchored',
    );
    expect(on('slipping')).toContain('>slipping from early sign');
  });

  test('shows a trend that relapsed at the baseline', () => {
    expect(on('relapsed')).toBe('>relapsed | early sign | holding | sustained | anchored');
  });
});
