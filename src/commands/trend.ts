import { createReadStream } from 'node:fs';
import type { ChartRequest } from '../jobs/chart-series.js';
import { type ChartName, type ChartOptions, charts } from '../model/chart.js';
import { chartJson } from '../reports/trend.js';
import { atMostOne } from './arguments.js';
import { type Command, InputError, UsageError, type Values } from './command.js';
import { print, warn } from './output.js';

/** More than this nobody reads at once. */
const MOST_PROBLEMS = 20;
/** Windows are looked through pair by pair. */
const LARGEST_WINDOW = 1000;

type Read<T> = (option: string, words: readonly string[]) => T;

const last = (words: readonly string[]): string => words.at(-1) ?? '';

/** One of some words. */
const oneOf =
  <T>(table: Record<string, T>): Read<T> =>
  (option, words) => {
    const chosen = Object.hasOwn(table, last(words)) ? table[last(words)] : undefined;
    if (chosen !== undefined) return chosen;
    throw wrong(option, `one of ${Object.keys(table).join(', ')}`, last(words));
  };

const numberFrom =
  (least: number, most: number, what: string, whole = false): Read<number> =>
  (option, words) => {
    const number = last(words).trim() === '' ? Number.NaN : Number(last(words));
    if (number >= least && number <= most && (!whole || Number.isInteger(number))) return number;
    throw wrong(option, what, last(words));
  };

/** Positions, comma by comma or option by option. */
const places: Read<number[]> = (option, words) =>
  words
    .flatMap((word) => word.split(','))
    .map((word) => {
      if (/^ *\d{1,9} *$/.test(word)) return Number(word);
      throw wrong(option, 'positions from 0', word);
    });

const wrong = (option: string, expected: string, got: string): UsageError =>
  new UsageError(`--${option} must be ${expected}, got ${JSON.stringify(got)}`);

/** How each option is read, and which one of a chart it sets. */
const OPTIONS: {
  readonly [Name in keyof ChartOptions]: { readonly option: string; read: Read<ChartOptions[Name]> };
} = {
  freeze: { option: 'freeze', read: numberFrom(1, 1e9, 'a number of points', true) },
  exclude: { option: 'exclude', read: places },
  rebase: { option: 'rebase', read: places },
  target: { option: 'target', read: numberFrom(-1e100, 1e100, 'a number') },
  constant: { option: 'constant', read: oneOf({ nhs: 'nhs', exact: 'exact' }) },
  screen: { option: 'screen', read: oneOf({ on: true, off: false }) },
  window: {
    option: 'window',
    read: numberFrom(2, LARGEST_WINDOW, `a number of points from 2 to ${LARGEST_WINDOW}`, true),
  },
  maxP: { option: 'max-p', read: numberFrom(0, 1, 'a chance from 0 to 1') },
  minMagnitude: { option: 'min-magnitude', read: numberFrom(0, 1e100, 'a number from 0') },
};

export const trend: Command = {
  usage: `trend [FILE|-] [--chart ${Object.keys(charts).join('|')}] [--freeze N] [--exclude I…] [--rebase I…] [--target T] [--constant nhs|exact] [--screen on|off] [--window N] [--max-p P] [--min-magnitude M]`,
  does: 'a series of shares or measurements (JSON) as a chart with limits, signals or change points',
  options: Object.fromEntries(
    ['chart', ...Object.values(OPTIONS).map(({ option }) => option)].map((option) => [
      option,
      { type: 'string', multiple: true } as const,
    ]),
  ),
  run,
};

async function run(values: Values, positionals: readonly string[]): Promise<void> {
  const file = atMostOne(positionals, 'FILE') ?? '-';
  const name = file === '-' ? 'standard input' : file;
  const request = requestFrom(values);
  if (file === '-' && process.stdin.isTTY) throw new UsageError('name a FILE, or pipe a series in');
  // A library of distributions comes with it: it is loaded when it is asked for.
  const { chartSeries } = await import('../jobs/chart-series.js');
  const charted = await chartSeries(file === '-' ? process.stdin : createReadStream(file), request);
  if (charted.kind === 'chart') return print(chartJson(charted.chart));
  if (charted.kind === 'misfit') throw new UsageError(charted.why);
  if (charted.kind === 'unreadable')
    throw new InputError(`${name} ${charted.why}: name a file with a series`);
  const { problems } = charted;
  for (const problem of problems.slice(0, MOST_PROBLEMS)) warn(`${name}: ${problem}`);
  const more = problems.length > MOST_PROBLEMS ? ', and there is more like this' : '';
  throw new InputError(
    `${name} is no series${more}: mend what is named above; docs/trend-command.md shows what a series looks like`,
  );
}

function requestFrom(values: Values): ChartRequest {
  const words = (option: string): readonly string[] | null => {
    const given = [values[option] ?? []].flat().map(String);
    return given.length === 0 ? null : given;
  };
  const named = words('chart');
  const names = Object.fromEntries(Object.keys(charts).map((name) => [name, name as ChartName]));
  const chart = named === null ? null : oneOf(names)('chart', named);
  const options = Object.entries(OPTIONS).flatMap(([key, { option, read }]) => {
    const given = words(option);
    return given === null ? [] : [[key, read(option, given)]];
  });
  return { chart, options: Object.fromEntries(options) };
}
