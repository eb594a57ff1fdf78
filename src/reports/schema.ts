import { z } from 'zod';
import { practiceNames } from '../model/finding.js';
import type { RefactoringType } from '../model/refactoring.js';
import { kinds } from '../model/refactoring-kinds.js';
import { reviewClass, reviewFinding, reviews } from './review-schema.js';

/** The published shapes. `docs/schema/` is made from these, and a test holds what is printed against them. */

const sha = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/);
const unitClass = z.enum(['first', 'with', 'after', 'untested']);
const changeClass = z.enum(['first', 'with', 'after', 'untested', 'not-applicable']);
const count = z.number().int().min(0);
const kind = z.enum(['pull-request', 'push']);

const testFirstFinding = z.object({
  practice: z.literal('test-first'),
  class: changeClass,
  orderVisible: z.boolean().describe('Whether the history can show an order at all'),
  stacked: z
    .boolean()
    .describe(
      'Whether the class would be first if tests of an earlier pull request of the same author counted',
    ),
  units: z.array(
    z.object({
      file: z.string(),
      class: unitClass,
      firstChange: sha.describe('The first commit that changed the file in a way that can be executed'),
      firstTest: sha
        .nullable()
        .describe('The first commit with a real edit of a test that is linked to the file'),
      test: z.string().nullable(),
      linkedBy: z.enum(['configured', 'name', 'import', 'package']).nullable(),
    }),
  ),
  reasons: z.array(z.string()),
});

const refactoringType = z.enum(kinds.map(({ type }) => type) as [RefactoringType, ...RefactoringType[]]);
const refactoringCounts = z.partialRecord(refactoringType, count);

const codeLocation = z.object({
  file: z.string(),
  startLine: count.describe('From 1'),
  endLine: count.describe('The last line, included'),
  container: z
    .string()
    .nullable()
    .describe('The types and functions around it, outermost first; null at the top'),
});

const changeReference = z.object({
  id: sha,
  number: z.number().int().nullable(),
  title: z.string(),
  mergedAt: z.string(),
});

const exemplaryChange = z.object({
  practice: z.enum(practiceNames),
  folder: z.string().describe('Without a slash at the end; empty for the top'),
  file: z.string(),
  change: changeReference,
  why: z.string().describe('What it shows, in a few words'),
});

const nearTest = z.object({
  folder: z.string(),
  file: z.string(),
  test: z.string().describe('A test that covers the file, as it was last seen'),
  change: changeReference,
});

const guidance = z.object({
  practice: z.enum(practiceNames),
  title: z.string(),
  link: z.string().nullable(),
  note: z.string().nullable(),
});

const refactoring = z.object({
  type: refactoringType,
  name: z.object({ before: z.string(), after: z.string() }),
  before: codeLocation,
  after: codeLocation,
  similarity: z.number().min(0).max(1).describe('How much of the one is found in the other'),
  pure: z.boolean().describe('Whether nothing else happened to it'),
});

export const refactoringsSchema = z
  .array(refactoring)
  .describe('The refactorings between two versions, as holdfast refactorings prints them');

const refactoringFinding = z.object({
  practice: z.literal('refactoring'),
  class: z.enum(['refactored', 'none', 'not-applicable']),
  refactorings: z.array(
    refactoring.extend({
      commit: sha
        .nullable()
        .describe('The commit that made it; null for what only shows between base and head'),
    }),
  ),
  pure: z
    .boolean()
    .nullable()
    .describe('Whether the change only refactors, or does it in commits of its own; null when there is none'),
  followsTestFirst: z.boolean().describe('Whether it comes within five commits of a change made test first'),
  says: z.boolean().describe('Whether its own words say refactor'),
  changedLines: count,
  notAnalysed: z.array(z.object({ file: z.string(), why: z.string() })),
  reasons: z.array(z.string()),
});

const finding = z.discriminatedUnion('practice', [testFirstFinding, refactoringFinding, reviewFinding]);

export const changeSchema = z
  .object({
    schemaVersion: z.literal(1),
    change: z.object({
      id: sha,
      kind,
      number: z.number().int().optional(),
      title: z.string(),
      mergedAt: z.string(),
      base: sha.nullable(),
      head: sha,
      commits: z.array(sha),
    }),
    findings: z.array(finding),
  })
  .describe('One change, as holdfast changes and holdfast check --format json print it');

const practice = z.enum(practiceNames);
const share = z.number().min(0).max(1);
export const rung = z.enum([
  'no-baseline',
  'no-signal',
  'early-win',
  'holding',
  'sustained',
  'anchored',
  'slipping',
  'relapsed',
]);
export const guard = z.enum([
  'dormant',
  'single-champion',
  'narrow',
  'breadth-not-assessable',
  'newcomers-behind',
  'newcomers-unknown',
  'mix-change',
  'measurement-changed',
  'untested-by-turnover',
  'coached',
  'carried-by-leavers',
]);

const period = z.object({
  start: z.string().describe('Its first Monday, YYYY-MM-DD'),
  weeks: z.number().int().min(1).max(4),
  x: count,
  n: count,
  lower: z.number().min(0).max(1),
  upper: z.number().min(0).max(1),
  enough: z.boolean().describe('False: too few changes for the ratio to say anything'),
  limits: z
    .object({ center: share, lower: share, upper: share })
    .nullable()
    .describe("Where the share would be by chance, were it still the baseline's"),
  signal: z
    .enum(['above', 'below'])
    .nullable()
    .describe('The side of the baseline on which it is beyond chance'),
  rung: rung.nullable().describe('Where the trend stood when the period was over'),
});

const standing = z.object({
  rung,
  since: z.string().describe('The first day of the period in which it was reached'),
  reason: z.string(),
  up: z.string().nullable().describe('What would move it up next'),
  down: z.string().nullable().describe('What would move it down next'),
  guards: z.array(guard).describe('What keeps it from a higher rung, or from being believed'),
});

const trend = z.object({
  baseline: z
    .object({ from: z.string(), to: z.string(), x: count, n: count })
    .nullable()
    .describe('The periods that the trend is held against, by the first days of the first and the last'),
  target: share.nullable().describe('The share that the team aims at'),
  standing: standing.nullable().describe('Null where neither way is better'),
  log: z
    .array(z.object({ start: z.string(), from: rung, to: rung, reason: z.string() }))
    .describe('Every rung that was reached or lost, oldest first'),
  changePoints: z.array(z.object({ start: z.string(), before: share, after: share })),
  people: z
    .object({
      active: count,
      breadth: share.nullable(),
      newcomers: z.enum(['along', 'behind']).nullable(),
    })
    .nullable()
    .describe('Shares over people; null where fewer than 3 are active'),
});

const indicator = z.object({
  name: z.string(),
  practice,
  title: z.string(),
  definition: z.string(),
  direction: z.enum(['up', 'down', 'neutral']).describe('Which way is better'),
  of: z.literal('threads').optional().describe('What is counted; changes, where it is left out'),
  indicator: z.string(),
  x: count,
  n: count,
  lower: z.number().nullable().describe('95% Wilson interval'),
  upper: z.number().nullable(),
  periods: z.array(period),
  ...trend.shape,
});

const day = z.string().describe('YYYY-MM-DD, UTC');
const shareOfPeriods = z.object({ x: count, n: count, periods: count }).nullable();

const intervention = z
  .object({
    kind: z.enum(['coaching', 'training', 'pairing', 'policy', 'experiment']),
    title: z.string(),
    start: day,
    end: day,
    practice: practice.nullable().describe('Null for all practices'),
    indicator: z.string().nullable(),
    hypothesis: z.string().nullable(),
    review: day.nullable(),
    before: shareOfPeriods,
    after: shareOfPeriods,
    difference: z
      .object({ lower: z.number(), upper: z.number() })
      .nullable()
      .describe('95% interval of after less before (Newcombe)'),
    verdict: z.enum([
      'too-early',
      'no-change-detected',
      'more-often',
      'less-often',
      'supported',
      'not-supported',
      'inconclusive',
    ]),
    sentence: z.string(),
  })
  .describe('What was tried, with what came before and after it: association only');

const deliveryWeek = z.object({
  start: z.string().describe('Its Monday, YYYY-MM-DD'),
  changes: count,
  leadHours: z.number().nullable().describe("Median hours from a change's first commit to its merge"),
  timed: count.describe('Of how many changes that is the median'),
  misdated: count.describe('How many were left out of it because their dates cannot be right'),
  reverts: count,
  fixes: count,
  removed: count.nullable().describe('Lines that went; null where ages are not known'),
  reworked: count.nullable().describe('Those of them that were younger than 21 days'),
});

const hotspot = z.object({
  file: z.string(),
  changes: count,
  tested: count.describe('Those of them with a test that is linked to it'),
});

export const reportSchema = z
  .object({
    schemaVersion: z.literal(1),
    repository: z.object({ name: z.string(), branch: z.string(), head: sha, shallow: z.boolean() }),
    since: z.string().nullable(),
    counts: z.object({
      changes: count,
      eligible: count.describe('Changes with production code to judge'),
      orderVisible: count.describe('Eligible changes that show an order'),
      stacked: count.describe('Changes whose tests came with an earlier pull request; none counts as first'),
      classes: z.record(changeClass, count),
      refactoring: z.object({
        eligible: count.describe('Changes with a file of a language that is looked at'),
        refactored: count,
        kinds: refactoringCounts,
        changedLines: count,
      }),
    }),
    indicators: z.array(indicator),
    focus: z
      .array(
        z.object({
          name: z.string(),
          goal: z.string().nullable(),
          by: z.string().nullable(),
          changes: count.describe('Changes that touched the area'),
          all: count,
          indicators: z.array(indicator),
        }),
      )
      .describe('Areas in focus, by the changes that touched them'),
    reviews: reviews
      .nullable()
      .describe('Null where no review is known; the practice has no indicators then'),
    notes: z.array(z.string()),
    vision: z.string().nullable().describe('What the team wants to become true, in its own words'),
    interventions: z.array(intervention),
    delivery: z.array(deliveryWeek).describe('Oldest first: beside the practices, never because of them'),
    hotspots: z.array(hotspot).describe('The most urgent first'),
    guidance: z.array(guidance).describe("The coach's own words, as the configuration has them"),
    examples: z
      .object({ changes: z.array(exemplaryChange), tests: z.array(nearTest) })
      .describe('What the history has to learn from: the newest of each folder, newest first'),
    filter: z
      .object({ focus: z.string().nullable(), from: z.string().nullable(), to: z.string().nullable() })
      .optional()
      .describe(
        'There where a part was asked for: shares, periods, counts of changes and the changes are of it, all else is of the whole',
      ),
    changes: z.array(
      z.object({
        id: sha,
        kind,
        number: z.number().int().nullable(),
        title: z.string(),
        mergedAt: z.string(),
        commits: count,
        class: changeClass,
        orderVisible: z.boolean(),
        stacked: z.boolean(),
        units: z.record(unitClass, count),
        refactoring: z.object({
          class: z.enum(['refactored', 'none', 'not-applicable']),
          pure: z.boolean().nullable(),
          kinds: refactoringCounts,
        }),
        review: z
          .object({ class: reviewClass, threads: count, asking: count, ledTo: count })
          .nullable()
          .describe('Null where its review is not known'),
        findings: z.array(finding).nullable().describe('The evidence; null for all but the newest changes'),
      }),
    ),
  })
  .describe('A repository report, as holdfast analyze --format json prints it');
