import { z } from 'zod';
import { digest, report } from './issue-schema.js';
import { experiments, focus, gate, guidance, interventions, practices, vision } from './programme-schema.js';
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
      .meta({
        description: 'Files that are tests besides those that the conventions know',
        examples: [['qa/**/*.ts']],
      }),
    links: z
      .array(
        z.strictObject({
          code: pattern.meta({ description: 'Production files', examples: ['src/db/**'] }),
          tests: pattern.meta({ description: 'The tests that cover them', examples: ['qa/database/**'] }),
        }),
      )
      .max(100)
      .default([])
      .meta({
        description: 'Which tests cover which code, where neither name nor import tells',
        examples: [[{ code: 'src/db/**', tests: 'qa/database/**' }]],
      }),
    exclude: z
      .array(pattern)
      .max(100)
      .default([])
      .meta({ description: 'Files that are never judged', examples: [['src/legacy/**']] }),
    bots: z
      .array(z.string().min(1).max(200))
      .max(100)
      .default([])
      .meta({ description: 'Author names of bots, * for anything', examples: [['*-robot']] }),
    vision,
    focus,
    practices,
    interventions,
    experiments: experiments(indicators),
    guidance,
    gate,
    report,
    digest,
  });

/** A configuration that the schema has found right. */
export type WrittenSettings = z.output<ReturnType<typeof settingsSchema>>;
