import { z } from 'zod';

/** A review comment with what was read from it. */
export interface ReadFeedback {
  readonly id: string | number;
  readonly reading: Omit<z.infer<typeof feedbackSchema>, 'id' | 'lineChanged'>;
  /** Only where it was asked; null where the comment stands at no line. */
  readonly lineChanged?: boolean | null;
}

const flag = z.boolean();

export const feedbackSchema = z
  .object({
    id: z.union([z.string(), z.number()]).describe('As it was given'),
    form: z
      .enum(['suggestion', 'acknowledgement', 'praise', 'request', 'question', 'statement', 'unknown'])
      .describe(
        'The first that fits; unknown: another language than English, or nothing to read. Not a poor one',
      ),
    substantive: flag.describe('More than an acknowledgement or praise, and enough of it'),
    informative: flag.describe('Says enough to act on it, for all that its text tells'),
    actionable: flag.describe('Suggests, asks for a change, or asks a question'),
    reasoned: flag.describe('Says why, or links to it'),
    anchored: flag.describe('Names something that the hunk has too'),
    nit: flag.describe('Calls itself a nit'),
    blocking: flag.nullable().describe('Whether its label says that it blocks; null where none says so'),
    praise: flag.describe('Thanks, or says that something is good'),
    question: flag,
    request: flag,
    acknowledgement: flag.describe('Says no more than that it agrees, likes it, or has done it'),
    lineChanged: flag
      .nullable()
      .optional()
      .describe('Where laterFileDiff was given: whether the commented line changed; null without a hunk'),
  })
  .describe('What was read from one review comment: a line of what holdfast feedback prints');

/** A line of docs/schema/feedback.schema.json. */
export function feedbackJson({ id, reading, ...after }: ReadFeedback): string {
  const { form, substantive, informative, actionable, reasoned, anchored } = reading;
  const { nit, blocking, praise, question, request, acknowledgement } = reading;
  return `${JSON.stringify({
    id,
    form,
    substantive,
    informative,
    actionable,
    reasoned,
    anchored,
    nit,
    blocking,
    praise,
    question,
    request,
    acknowledgement,
    ...after,
  })}\n`;
}
