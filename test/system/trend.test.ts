import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../builders.js';
import { holdfast } from './holdfast.js';

const text = (path: string): string => readFileSync(resolve(import.meta.dirname, '../..', path), 'utf8');
const valid = (name: string, value: unknown) => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const check = ajv.compile(JSON.parse(text(`docs/schema/${name}.schema.json`)));
  return check(value) ? [] : check.errors;
};

/** Charts a series that is piped in. */
function charted(series: unknown, ...args: string[]) {
  const { status, stdout, stderr } = holdfast(['trend', '-', ...args], { input: JSON.stringify(series) });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const chart = JSON.parse(stdout);
  expect(valid('trend', chart)).toEqual([]);
  return chart;
}

function refused(input: string, ...args: string[]) {
  const { status, stdout, stderr } = holdfast(['trend', ...args], { input });
  expect(stdout).toBe('');
  return { status, lines: stderr.trimEnd().split('\n') };
}

const usual = (x: number, n: number, times: number) => Array(times).fill({ x, n });
const shares = { direction: 'up', points: [...usual(3, 10, 12), ...usual(8, 10, 4)] };
const measured = {
  direction: 'down',
  points: [5, 6, 4, 5, 7, 5, 4, 6, 5, 5, 6, 4, 15].map((value) => ({ value })),
};

describe('holdfast trend', () => {
  test('draws shares and measurements, from a file and from standard input, with and without a name', () => {
    const file = join(temporaryFolder(), 'series.json');
    writeFileSync(file, JSON.stringify(shares));
    const chart = charted(shares, '--freeze', '12');
    expect(chart).toMatchObject({ chart: 'ladder', variation: 'improvement' });
    expect(chart.points).toHaveLength(16);
    expect(chart.rungs.at(-1)).toMatchObject({ rung: 'early-win', sinceIndex: 15 });
    expect(JSON.parse(holdfast(['trend', file, '--freeze', '12']).stdout)).toEqual(chart);
    expect(JSON.parse(holdfast(['trend', '--freeze=12'], { input: JSON.stringify(shares) }).stdout)).toEqual(
      chart,
    );
    expect(charted(measured)).toMatchObject({ chart: 'xmr', variation: 'concern' });
  });

  test('reads the series that its schema tells', () => {
    expect(valid('series', shares)).toEqual([]);
    expect(valid('series', measured)).toEqual([]);
    expect(valid('series', { points: [{ x: 'one', n: 2 }] })).not.toEqual([]);
  });

  test('rounds nothing', () => {
    const [point] = charted({ points: [...usual(1, 3, 12)] }, '--chart', 'p').points;
    expect(point).toMatchObject({ value: 1 / 3, center: 1 / 3, lower: 0, upper: 1 });
  });

  test('takes positions comma by comma and option by option', () => {
    const one = charted(measured, '--exclude', '0,1', '--exclude', '12', '--rebase', '5');
    expect(charted(measured, '--exclude=12,1', '--exclude=0', '--rebase', '5,0')).toEqual(one);
  });

  test('minds every option', () => {
    const plain = charted(measured, '--chart', 'xmr').points[0];
    expect(charted(measured, '--chart', 'xmr', '--constant', 'exact').points[0].upper).toBeLessThan(
      plain.upper,
    );
    expect(charted(measured, '--chart', 'xmr', '--screen', 'off').points[0].upper).toBeGreaterThan(
      plain.upper,
    );
    expect(charted(measured, '--target', '100').assurance).toBe('consistent-pass');
    const level = { points: [...usual(1, 10, 20), ...usual(2, 10, 20)] };
    const changes = (...args: string[]) => charted(level, '--chart', 'change-points', ...args).changePoints;
    expect(changes()).toEqual([{ index: 20, start: null, p: 0, before: 0.1, after: 0.2 }]);
    expect(changes('--min-magnitude', '1.5')).toEqual([]);
    expect(changes('--max-p', '0')).toEqual([]);
    expect(changes('--window', '6')).toHaveLength(1);
  });

  test('puts points in the order of their dates', () => {
    const points = ['2026-01-19', '2026-01-05', '2026-01-12'].map((start, value) => ({ start, value }));
    const chart = charted({ points });
    expect(chart.points.map(({ start }: { start: string }) => start)).toEqual([
      '2026-01-05',
      '2026-01-12',
      '2026-01-19',
    ]);
    expect(chart.notes[0]).toMatch(/order of their dates/);
  });

  test('draws the periods of a report', () => {
    const periods = [{ start: '2026-01-05', weeks: 1, x: 2, n: 5, lower: 0.1, upper: 0.7, enough: true }];
    expect(charted({ direction: 'up', points: periods }).points).toHaveLength(1);
  });

  test('answers a hundred thousand points', () => {
    const many = { points: Array.from({ length: 100_000 }, (_, at) => ({ value: (at * 7919) % 101 })) };
    for (const chart of ['xmr', 'change-points']) {
      expect(charted(many, '--chart', chart).points).toHaveLength(100_000);
    }
  }, 60_000);
});

describe('what holdfast trend cannot read', () => {
  test.each([
    ['', 'expected a series as JSON, got nothing'],
    ['{"points": [{"value": NaN}]}', 'expected JSON, got what is none: .*'],
    ['{"points": []}', 'points: expected at least one point, got a list of 0'],
    ['{"points": [{"x": 3, "n": 2}]}', 'points\\[0\\]\\.x: expected a whole number from 0 to n, got 3'],
  ])('%s is bad input', (input, problem) => {
    const { status, lines } = refused(input);
    expect(status).toBe(1);
    expect(lines[0]).toMatch(new RegExp(`^holdfast: standard input: ${problem}$`));
    expect(lines[1]).toMatch(
      /^holdfast: standard input is no series: mend what is named above; .*trend-command\.md/,
    );
  });

  test('is told point by point, twenty at most', () => {
    const { status, lines } = refused(JSON.stringify({ points: Array(30).fill({ x: -1, n: 1 }) }));
    expect(status).toBe(1);
    expect(lines).toHaveLength(21);
    expect(lines[20]).toMatch(/and there is more like this/);
  });

  test('is no file', () => {
    const folder = temporaryFolder();
    const notText = join(folder, 'bytes');
    writeFileSync(notText, Buffer.from([0xff, 0xfe, 0x00]));
    for (const [path, why] of [
      [join(folder, 'nothing.json'), 'does not exist'],
      [folder, 'is a folder'],
      [notText, 'is no UTF-8 text'],
    ]) {
      expect(refused('', path ?? '')).toEqual({
        status: 1,
        lines: [`holdfast: ${path} ${why}: name a file with a series`],
      });
    }
  });

  test.each([
    [['--chart', 'pie'], /--chart must be one of ladder, xmr, p, p-prime, change-points.*got "pie"/],
    [['--freeze', '0'], /--freeze must be a number of points, got "0"/],
    [['--freeze', 'two'], /--freeze must be/],
    [['--exclude', '1,x'], /--exclude must be positions from 0, got "x"/],
    [['--exclude', '1', '--rebase', '99'], /--rebase 99 is beyond the last point, which is 12/],
    [['--constant', '2.66'], /--constant must be one of nhs, exact/],
    [['--screen', 'maybe'], /--screen must be one of on, off/],
    [['--window', '1'], /--window must be a number of points from 2 to 1000/],
    [['--max-p', '2', '--chart', 'change-points'], /--max-p must be a chance from 0 to 1/],
    [['--max-p', '.1'], /--max-p is for --chart change-points, not xmr/],
    [
      ['--freeze', '3', '--chart', 'change-points'],
      /--freeze is for --chart ladder, xmr, p, p-prime, not change-points/,
    ],
    [['--target', ''], /--target must be a number/],
    [['--chart', 'p'], /--chart p is of shares/],
    [['--nonsense'], /Usage: holdfast trend/],
    [['one.json', 'two.json'], /one FILE at most/],
  ])('%j is wrong usage', (args, words) => {
    const { status, lines } = refused(JSON.stringify(measured), ...args);
    expect(status).toBe(2);
    expect(lines).toEqual([expect.stringMatching(words)]);
  });
});

describe('docs/trend-command.md', () => {
  const blocks = [...text('docs/trend-command.md').matchAll(/```(\S+)(?: (\S+))?\n([\s\S]*?)```/g)].map(
    ([, language = '', name = '', content = '']) => ({ language, name, content }),
  );

  test('shows what is printed', () => {
    const folder = temporaryFolder();
    let shown = 0;
    for (const [at, { language, name, content }] of blocks.entries()) {
      if (language === 'json' && name !== '') writeFileSync(join(folder, name), content);
      const next = blocks[at + 1];
      if (language !== 'sh' || next?.language !== 'json' || next.name !== '') continue;
      const args = content.trim().split(/\s+/).slice(1);
      const { status, stdout, stderr } = holdfast(args, { cwd: folder });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toBe(next.content);
      shown++;
    }
    expect(shown).toBeGreaterThanOrEqual(3);
  });

  test('names every option and every chart', () => {
    const help = holdfast(['--help']).stdout;
    const [line = ''] = help.split('\n').filter((it) => it.includes('holdfast trend'));
    for (const option of line.match(/--[a-z-]+/g) ?? [])
      expect(text('docs/trend-command.md')).toContain(option);
    expect(line.match(/--[a-z-]+/g)).toHaveLength(10);
  });
});
