import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EARLY_BY_CHANCE, SUSTAINED_BY_CHANCE } from '../../src/model/rung.js';
import { climb } from '../../src/trends/ladder/climb.js';
import { Maker } from './trend-series.js';

const document = readFileSync(resolve('docs/error-rates.md'), 'utf8');

describe('the document on error rates', () => {
  test('holds a whole run of the bench, of 2,000 series a cell or more, with every bound reached', () => {
    expect(Number(/Nothing changed: (\d+) series a cell/.exec(document)?.[1])).toBeGreaterThanOrEqual(2000);
    const bounds = document.match(/^(?:reached|MISSED ) .*$/gm) ?? [];
    expect(bounds.length).toBeGreaterThan(20);
    expect(bounds.filter((line) => line.startsWith('MISSED'))).toEqual([]);
  });

  test('is what an early win says of chance', () => {
    const share = Number(/shown by chance within 52 periods in (\.\d+)/.exec(document)?.[1]);
    // One in eight.
    expect(EARLY_BY_CHANCE).toContain('one team in eight');
    expect(Math.round(1 / share)).toBe(8);
  });

  test('is what a summary says of a win', () => {
    const share = Number(
      /P\(sustained \| nothing changed, 52 periods\) ≤ 0\.02: (0\.\d+)/.exec(document)?.[1],
    );
    expect(SUSTAINED_BY_CHANCE).toContain('fewer than one team in fifty');
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThan(1 / 50);
  });

  test('is true of the code that is here, as far as a few hundred series can tell', () => {
    const row = /^ \.30 {2}10 {2}ρ 0\.00 φ 0\.0 {3}(\.\d+) {4}(\.\d+) {5}(\.\d+)/m.exec(document);
    const told = Number(row?.[1]);
    const maker = new Maker(11);
    let early = 0;
    const series = 400;
    for (let run = 0; run < series; run += 1) {
      const { periods, start } = maker.make({ n: 10, periods: 64, share: () => 0.3 });
      if (climb(periods).some(({ rung }, at) => rung === 'early-win' && at - start < 52)) early += 1;
    }
    // Four standard deviations.
    expect(Math.abs(early / series - told)).toBeLessThan(4 * Math.sqrt((told * (1 - told)) / series));
  });
});
