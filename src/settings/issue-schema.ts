import { z } from 'zod';

/** Issues that are kept up to date in place, as `holdfast.yml` switches them on. */

const YES_OR_NO = { error: 'true or false' };
const REPOSITORY = { error: 'a repository as owner/name' };
const OWNER_AND_NAME = /^[A-Za-z0-9_-]{1,100}\/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/;

export const report = z
  .strictObject({
    issue: z
      .boolean(YES_OR_NO)
      .default(false)
      .meta({
        description: 'Whether one issue of this repository has its report, and is edited weekly',
        examples: [true],
      }),
  })
  .default({ issue: false })
  .meta({ description: 'Where the report is besides its page', examples: [{ issue: true }] });

export const digest = z
  .strictObject({
    issue: z
      .boolean(YES_OR_NO)
      .default(false)
      .meta({
        description:
          'Whether one issue of this repository tells what became of others, and is edited weekly; only where this repository says so itself',
        examples: [true],
      }),
    to: z
      .string(REPOSITORY)
      .regex(OWNER_AND_NAME, REPOSITORY)
      .optional()
      .meta({
        description:
          'The private repository whose digest may tell of this one, if this one is private; in no digest, if left out',
        examples: ['acme/coaching'],
      }),
  })
  .default({ issue: false })
  .meta({
    description: 'The weekly digest for coaches: where it is, and who may tell of this repository',
    examples: [{ issue: true }],
  });
