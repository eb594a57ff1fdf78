import { z } from 'zod';
import { becameKinds } from '../model/review-feedback.js';

/** The published shapes of review feedback. */

const count = z.number().int().min(0);
const share = z.number().min(0).max(1);
const sha = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/);

const feedback = {
  form: z
    .enum(['suggestion', 'acknowledgement', 'praise', 'request', 'question', 'statement', 'unknown'])
    .describe('What a comment is by its words, never what it is worth'),
  substantive: z.boolean(),
  reasoned: z.boolean(),
  question: z.boolean(),
  praiseWithReason: z.boolean(),
  labelled: z.boolean(),
};
const became = z.enum(becameKinds);
export const reviewClass = z.enum(['reviewed', 'unreviewed', 'not-applicable']);

export const reviewFinding = z.object({
  practice: z.literal('review-feedback'),
  class: reviewClass,
  merged: z.boolean(),
  ownMerge: z.boolean().describe('Unreviewed, and merged by its author'),
  threads: z
    .array(
      z.object({
        id: z.string(),
        path: z.string(),
        line: count.nullable().describe('As it was numbered then; null for a whole file'),
        ...feedback,
        nit: z.boolean(),
        asks: z.boolean().describe('For a change or an answer'),
        resolved: z.boolean(),
        became: became.describe('The strongest evidence that there is'),
        by: sha.nullable().describe('The commit that shows it'),
        counts: z.boolean().describe('It asks for something, and its lines could be followed'),
      }),
    )
    .describe('Those that people other than the author opened'),
  summaries: z.array(z.object(feedback)).describe('Words of reviews that stand in no thread'),
  programs: z.object({ threads: count, reviews: count }),
  chance: z
    .object({ x: count, n: count })
    .describe('Of n places that nobody commented on, how many changed afterwards all the same'),
  rounds: count,
  firstReview: z.object({ hours: z.number(), workingHours: z.number() }).nullable(),
  fastApproval: z.boolean().nullable().describe('Null where it is not asked: not approved, or too small'),
  afterApproval: count.nullable().describe('Commits after the last approval'),
  changedLines: count,
  reasons: z.array(z.string()),
});

const shareOfReviews = z.object({
  x: count,
  n: count,
  interval: z
    .object({ lower: share, upper: share })
    .nullable()
    .describe('95%, allowing for threads of one change being alike; null where there are too few'),
});
const times = z.object({ median: z.number(), p90: z.number() });

export const reviews = z.object({
  known: count.describe('Changes whose review is known'),
  asked: count.describe('Merged pull requests of people that could have been reviewed here'),
  reviewed: shareOfReviews,
  ownMerges: count,
  programs: z.object({ threads: count, reviews: count }),
  became: z.record(became, count).describe('Threads that ask for something and could be followed'),
  withoutNits: shareOfReviews,
  changed: shareOfReviews.describe('Of the same threads, those near which the author changed a line'),
  chance: shareOfReviews.describe('Of places without a comment, those near which the author changed a line'),
  beyondChance: z
    .object({ lower: z.number(), upper: z.number() })
    .nullable()
    .describe('95% interval of the difference'),
  latency: z.object({ n: count, hours: times, workingHours: times }).nullable(),
  depth: z.array(
    z.object({
      upTo: count.nullable().describe('The largest number of changed lines; null for the last band'),
      changes: count,
      commented: count,
      threads: count,
      lines: count,
    }),
  ),
  manyRounds: count,
  stale: z.object({ x: count, n: count }).describe('Approved changes with commits after the last approval'),
  spread: z
    .object({ people: count, reviews: count, evenness: share, familiar: count })
    .nullable()
    .describe('Null where fewer than four people took part, or too little was reviewed'),
  feedback: z.array(
    z.object({
      start: z.string(),
      weeks: count,
      remarks: count,
      reasoned: count,
      questions: count,
      praiseWithReason: count,
      labelled: count,
    }),
  ),
});
