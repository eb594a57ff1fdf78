import { z } from 'zod';

/** What `holdfast trend` reads. The published JSON Schema is made from it. */

/** Exact chances take time with the square root of n, and no period has a million changes. */
const MOST_CASES = 1_000_000;
/** Sums of squares of a million such numbers are numbers still. */
const LARGEST = 1e100;

const start = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], {
    error: 'a day as YYYY-MM-DD, or a time as YYYY-MM-DDThh:mm:ssZ',
  })
  .nullish()
  .describe('When the period begins: in all points or in none, and no two alike');

const count = (what: string) =>
  z
    .number({ error: `a whole number from 0 to ${what}` })
    .int({ error: `a whole number from 0 to ${what}` })
    .min(0, { error: `a whole number from 0 to ${what}` })
    .max(MOST_CASES, { error: `a whole number from 0 to ${what}` });

/** More people than this do not work on one thing in one period. */
const MOST_GROUPS = 10_000;

const group = z
  .object({
    key: z.union([z.string(), z.number()], {
      error: 'a word or a number that tells a person or group apart',
    }),
    x: count('n'),
    n: count('1000000'),
  })
  .refine(({ x, n }) => x <= n, { path: ['x'], error: 'a whole number from 0 to n' });

export const ratioPoint = z
  .object({
    start,
    x: count('n').describe('How many of the cases have it'),
    n: count('1000000').describe('How many cases there are'),
    groups: z
      .array(group, { error: 'a list of {key, x, n}' })
      .max(MOST_GROUPS, { error: `at most ${MOST_GROUPS} groups` })
      .optional()
      .describe(
        'Whose cases these are: the win ladder asks it for breadth and newcomers, and never tells keys',
      ),
  })
  .refine(({ x, n }) => x <= n, { path: ['x'], error: 'a whole number from 0 to n' })
  .refine(
    ({ x, n, groups }) => groups === undefined || (summed(groups, 'x') <= x && summed(groups, 'n') <= n),
    {
      path: ['groups'],
      error: 'groups that add up to x of n at most',
    },
  );

function summed(groups: readonly { readonly x: number; readonly n: number }[], what: 'x' | 'n'): number {
  return groups.reduce((sum, it) => sum + it[what], 0);
}

export const measurementPoint = z.object({
  start,
  value: z
    .number({ error: 'a number' })
    .min(-LARGEST, { error: 'a number from -1e100 to 1e100' })
    .max(LARGEST, { error: 'a number from -1e100 to 1e100' }),
});

const direction = z
  .enum(['up', 'down', 'neutral'], { error: 'up, down or neutral' })
  .default('neutral')
  .describe('Which way is better');

const seriesOf = <Point extends z.ZodType>(point: Point, words: string) =>
  z
    .object({
      direction,
      points: z
        .array(point, { error: 'a list' })
        .min(1, { error: 'at least one point' })
        .max(1_000_000, { error: 'at most 1000000 points' }),
    })
    .describe(words);

/** What holds a series, its points unread: a million of them are read one by one. */
export const envelope = seriesOf(z.unknown(), 'What holds a series');

export const seriesSchema = z
  .union([
    seriesOf(ratioPoint, 'Of n cases in each period, x have it'),
    seriesOf(measurementPoint, 'A measurement in each period'),
  ])
  .describe('A series, as holdfast trend reads it; what else stands in it is passed over');
