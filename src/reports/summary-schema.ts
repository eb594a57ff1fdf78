import { z } from 'zod';
import { practiceNames } from '../model/finding.js';
import { rung } from './schema.js';

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const sentence = z.string();

export const summarySchema = z
  .object({
    schemaVersion: z.literal(1),
    repository: z.object({ name: z.string(), branch: z.string(), head: z.string() }),
    until: day.nullable().describe('The first day of the last week that anything is told of'),
    vision: z.string().nullable(),
    headline: sentence,
    practices: z.array(
      z.object({
        practice: z.enum(practiceNames),
        title: z.string(),
        means: sentence.describe('What the practice is'),
        rung: rung.nullable().describe('Null where nothing is known of the practice'),
        stands: z.string().describe('The rung in words'),
        isWin: z.boolean(),
        since: day.nullable(),
        lasts: z.string().describe('Whether the gain lasts'),
        says: z.array(sentence),
        recent: z
          .array(z.number().min(0).max(1).nullable())
          .describe('Its shares by period, oldest first; null where one holds too little'),
      }),
    ),
    delivery: z
      .object({
        windows: z.array(z.string()).describe('What the columns are'),
        rows: z.array(z.object({ title: z.string(), cells: z.array(z.string()) })),
        says: z.array(sentence),
      })
      .nullable()
      .describe('What stands beside the practices: association only'),
    focus: z.array(
      z.object({
        name: z.string(),
        goal: z.string().nullable(),
        by: day.nullable(),
        says: z.array(sentence),
      }),
    ),
    tried: z
      .array(
        z.object({
          when: z.string(),
          kind: z.string(),
          title: z.string(),
          expected: z.string().nullable(),
          says: sentence,
        }),
      )
      .describe('Newest first'),
    next: z.array(sentence).describe('What needs a decision or help, the most urgent first'),
    unknown: z.array(sentence).describe('What cannot be told'),
    terms: z.array(z.object({ term: z.string(), means: z.string() })),
  })
  .describe('What a repository is for those who lead, in plain words');
