import { describe, expect, test } from 'vitest';
import type { Rung, RungChange } from '../../src/model/rung.js';
import { ladderOf } from '../../src/pages/ladder.js';
import { RUNG_WORDS } from '../../src/reports/words.js';
import { madeStanding } from '../made-reports.js';

const on = (rung: Rung, log: readonly RungChange[] = []): string =>
  ladderOf(madeStanding(rung), log)
    .map(
      ({ rung: step, state, says }) =>
        `${state === 'here' ? '>' : state === 'passed' ? '+' : ''}${step}${says === RUNG_WORDS[step].name ? '' : ` (${says})`}`,
    )
    .join(' ');

describe('the ladder on a page', () => {
  test('shows the steps below as passed, and those above as ahead', () => {
    expect(on('no-baseline')).toBe('>no-baseline no-signal early-win holding sustained anchored');
    expect(on('holding')).toBe('+no-baseline +no-signal +early-win >holding sustained anchored');
    expect(on('anchored')).toBe('+no-baseline +no-signal +early-win +holding +sustained >anchored');
  });

  test('says of a trend that slips from where it does', () => {
    const log: RungChange[] = [{ start: '2021-01-04', from: 'holding', to: 'slipping', reason: '' }];
    expect(on('slipping', log)).toBe(
      '+no-baseline +no-signal +early-win >holding (slipping from holding) sustained anchored',
    );
    expect(on('slipping')).toContain('>early-win (slipping from early sign)');
  });

  test('shows a trend that relapsed at the baseline', () => {
    expect(on('relapsed')).toBe('+no-baseline >no-signal (relapsed) early-win holding sustained anchored');
  });
});
