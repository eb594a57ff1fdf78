import { z } from 'zod';

const pattern = z
  .string()
  .min(1)
  .max(200)
  .describe('A path pattern from the root of the repository: * within a folder, ** over folders, ?, {a,b}');

/** What `holdfast.yml` may say. The published JSON Schema is made from it. */
export const settingsSchema = z.strictObject({
  tests: z
    .array(pattern)
    .max(100)
    .default([])
    .describe('Files that are tests besides those that the conventions know'),
  links: z
    .array(
      z.strictObject({
        code: pattern.describe('Production files'),
        tests: pattern.describe('The tests that cover them'),
      }),
    )
    .max(100)
    .default([])
    .describe('Which tests cover which code, where neither name nor import tells'),
  exclude: z.array(pattern).max(100).default([]).describe('Files that are never judged'),
  bots: z
    .array(z.string().min(1).max(200))
    .max(100)
    .default([])
    .describe('Author names of bots, * for anything'),
});
