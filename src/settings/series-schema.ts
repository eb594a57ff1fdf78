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

export const ratioPoint = z
  .object({
    start,
    x: count('n').describe('How many of the cases have it'),
    n: count('1000000').describe('How many cases there are'),
    groups: z.unknown().optional().describe('What else is told of the cases'),
  })
  .refine(({ x, n }) => x <= n, { path: ['x'], error: 'a whole number from 0 to n' });

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
