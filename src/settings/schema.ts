import { z } from 'zod';
import { experiments, focus, guidance, interventions, practices, vision } from './programme-schema.js';
import { pattern } from './schema-parts.js';

/**
 * What `holdfast.yml` may say. The published JSON Schema is made from it; what holds between keys is in `rules.ts`.
 * @param indicators Names of all indicators that there are.
 */
export const settingsSchema = (indicators: readonly string[]) =>
  z.strictObject({
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
    vision,
    focus,
    practices,
    interventions,
    experiments: experiments(indicators),
    guidance,
  });

/** A configuration that the schema has found right. */
export type WrittenSettings = z.output<ReturnType<typeof settingsSchema>>;
