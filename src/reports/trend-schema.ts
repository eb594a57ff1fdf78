import { z } from 'zod';
import { type ChartName, charts } from '../model/chart.js';

import { guard, rung } from './schema.js';

const number = z.number();
const kind = z.enum(['improvement', 'concern', 'high', 'low', 'common-cause']);
const place = z.number().int().min(0);

export const trendSchema = z
  .object({
    chart: z.enum(Object.keys(charts) as [ChartName, ...ChartName[]]),
    points: z.array(
      z.object({
        start: z.string().nullable().describe('As it was given'),
        value: number.nullable().describe('What was measured, or the share; null in a period without a case'),
        n: place.optional().describe('Of shares: how many cases'),
        center: number.nullable().describe('The mean that holds here; null where too little is known'),
        lower: number.nullable(),
        upper: number.nullable(),
        signals: z
          .array(z.enum(['outside', 'trend', 'two-of-three', 'run']))
          .describe('All that hold; the first one says what kind of point it is'),
        kind: kind.nullable().describe('Null where there is nothing to judge'),
      }),
    ),
    variation: kind.optional().describe('What the newest point says'),
    assurance: z.enum(['consistent-pass', 'consistent-fail', 'inconsistent']).optional(),
    changePoints: z
      .array(
        z.object({
          index: place.describe('The first point after the change, from 0'),
          start: z.string().nullable(),
          p: z.number().min(0).max(1),
          before: number.describe('The mean since the change before'),
          after: number.describe('The mean until the next change'),
        }),
      )
      .optional(),
    rungs: z
      .array(
        z.object({
          start: z.string().nullable(),
          rung,
          since: z.string().nullable().describe('The start of the point at which it was reached'),
          sinceIndex: place,
          reason: z.string(),
          up: z.string().nullable().describe('What would move it up next'),
          down: z.string().nullable().describe('What would move it down next'),
          guards: z.array(guard).describe('What keeps it from a higher rung, or from being believed'),
        }),
      )
      .optional()
      .describe('Where the series stood on the win ladder when each point was over'),
    notes: z.array(z.string()).describe('What to know before it is believed'),
  })
  .describe('A chart of a series, as holdfast trend prints it');
