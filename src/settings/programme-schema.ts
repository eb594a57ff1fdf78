import { z } from 'zod';
import type { practiceNames } from '../model/finding.js';
import { day, line, link, pattern, practice, share } from './schema-parts.js';

/**
 * What a coaching programme is about, as `holdfast.yml` says it. Maxima are beyond what a page can show; no key takes a
 * person.
 */

const title = (example: string, alone: string) =>
  line(120).meta({ description: `What it is called, where it is shown; ${alone}`, examples: [example] });

export const vision = line(300)
  .optional()
  .meta({
    description: 'Where the team wants to go, in a sentence or two; every report begins with it',
    examples: ['We change any part of the shop on any day, and the tests tell us whether it works'],
  });

export const focus = z
  .array(
    z.strictObject({
      name: line(80).meta({
        description: 'What the area is called; no two alike, whatever their capitals',
        examples: ['Billing'],
      }),
      paths: z
        .array(pattern)
        .min(1)
        .max(100)
        .meta({
          description: 'The files that are in it',
          examples: [['src/billing/**', 'src/{tax,fees}.ts']],
        }),
      goal: line(300)
        .optional()
        .meta({ description: 'What is to be reached there', examples: ['No change without a test'] }),
      by: day('The day by which it is to be reached', '2027-03-31').optional(),
    }),
  )
  .max(20)
  .default([])
  .meta({
    description: 'Named paths that every indicator can be read for',
    examples: [[{ name: 'Billing', paths: ['src/billing/**'] }]],
  });

const practiceSettings = z.strictObject({
  target: share.optional().meta({
    description: 'The share that is aimed at, of the first indicator: from 0 to 1, or with %',
    examples: [0.6, '60%'],
  }),
  baseline: z
    .strictObject({
      from: day('Its first day; where the data begin, if left out', '2026-01-05').optional(),
      to: day(
        'Its last day, after from; after as many periods as a baseline takes, if left out',
        '2026-03-29',
      ).optional(),
    })
    .optional()
    .meta({
      description:
        'The days before the programme, that all later ones are held against; the first ones with data, if left out',
      examples: [{ from: '2026-01-05', to: '2026-03-29' }],
    }),
});

export const practices = z
  .strictObject({
    'test-first': practiceSettings
      .optional()
      .meta({ description: 'What is wanted of writing the test first', examples: [{ target: 0.6 }] }),
    refactoring: practiceSettings
      .optional()
      .meta({ description: 'What is wanted of refactoring', examples: [{ target: 0.6 }] }),
    'review-feedback': practiceSettings
      .optional()
      .meta({ description: 'What is wanted of feedback in reviews', examples: [{ target: 0.6 }] }),
  } satisfies Record<(typeof practiceNames)[number], z.ZodType>)
  .default({})
  .meta({
    description: 'What is wanted of each practice, and the days that it is held against',
    examples: [{ 'test-first': { target: '60%' } }],
  });

export const interventions = z
  .array(
    z
      .strictObject({
        kind: z
          .enum(['coaching', 'training', 'pairing', 'policy'])
          .meta({ description: 'What was done', examples: ['coaching'] }),
        title: title('Test-first in the billing code', 'no two alike on one day'),
        date: day('Its day, if it took one', '2026-04-06').optional(),
        from: day('Its first day, if it took several; then without date', '2026-04-06').optional(),
        to: day('Its last day, if it took several, not before from', '2026-04-10').optional(),
        practice: practice('The practice that it is for; all of them, if left out').optional(),
      })
      .meta({
        oneOf: [{ required: ['date'] }, { required: ['from', 'to'] }],
        dependentRequired: { from: ['to'], to: ['from'] },
      }),
  )
  .max(500)
  .default([])
  .meta({
    description: 'What was done so that practices are taken up; reports show what came before and after',
    examples: [[{ kind: 'policy', title: 'Commits are kept', date: '2026-06-01' }]],
  });

/** @param indicators Names of all that an experiment can be judged by. */
export const experiments = (indicators: readonly string[]) =>
  z
    .array(
      z.strictObject({
        title: title('Tidy first', 'no two alike'),
        hypothesis: line(300).meta({
          description: 'What is expected to be seen, if it works',
          examples: ['Refactorings become changes of their own'],
        }),
        practice: practice('The practice that it is judged by'),
        indicator: z
          .enum(indicators)
          .optional()
          .meta({
            description: 'The indicator of the practice that it is judged by; the first one, if left out',
            examples: indicators.slice(0, 1),
          }),
        start: day('The day on which it starts', '2026-05-04'),
        review: day('The day on which it is judged, after start', '2026-07-31'),
      }),
    )
    .max(100)
    .default([])
    .meta({
      description: 'What is tried, with what is expected of it and the day on which that is judged',
      examples: [
        [
          {
            title: 'Tidy first',
            hypothesis: 'More is tidy',
            practice: 'refactoring',
            start: '2026-05-04',
            review: '2026-07-31',
          },
        ],
      ],
    });

export const guidance = z
  .array(
    z.strictObject({
      practice: practice('The practice that it helps with'),
      title: title('Where to begin with a test', 'no two alike for one practice'),
      link: link.optional().meta({
        description: 'Where to read on: https only, without a name or a password in it',
        examples: ['https://example.org/where-to-begin'],
      }),
      note: line(500)
        .optional()
        .meta({ description: 'What to know', examples: ['Begin with the case that the ticket names'] }),
    }),
  )
  .max(100)
  .default([])
  .meta({
    description: "The coach's own notes and links, shown where a change could have gone another way",
    examples: [
      [{ practice: 'refactoring', title: 'Small steps', note: 'Commit whenever the tests are green' }],
    ],
  });

export const gate = z
  .enum(['with', 'first'])
  .optional()
  .meta({
    description:
      'What the check of a pull request fails without: a test with the code, or one before it (first); what cannot be told never fails; nothing, if left out',
    examples: ['with'],
  });
