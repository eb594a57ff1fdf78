import type { InterventionOutcome } from '../src/model/intervention.js';
import type { RepositoryReport } from '../src/model/report.js';
import type { Guard, Rung } from '../src/model/rung.js';
import {
  fullReport,
  gain,
  madeIndicator,
  madeOutcome,
  madeReport,
  madeStanding,
  monday,
} from './made-reports.js';

/** What a text of the team is in these reports, so that words of ours can be told from it. */
export const TEAM = 'Zx';

const words = (count: number): string => `${TEAM} `.repeat(count).trim();

const GUARDS: readonly Guard[] = [
  'coached',
  'newcomers-unknown',
  'untested-by-turnover',
  'mix-change',
  'carried-by-leavers',
];

/** Three practices, each on a rung. */
export const onRungs = (
  rungs: readonly [Rung, Rung, Rung],
  guards: readonly Guard[] = [],
): RepositoryReport =>
  madeReport({
    ...fullReport(60),
    indicators: (
      [
        ['test-first.observed', 'test-first'],
        ['refactoring.share', 'refactoring'],
        ['review-feedback.uptake', 'review-feedback'],
      ] as const
    ).map(([name, practice], at) =>
      madeIndicator({
        ...gain(60),
        name,
        practice,
        standing: madeStanding(rungs[at] ?? 'no-baseline', { since: monday(40), guards }),
        target: 0.6,
      }),
    ),
    vision: TEAM,
  });

/** As much as a summary can hold: texts as long as the configuration takes them, and more entries than are shown. */
export function longestReport(filler: (count: number) => string = words): RepositoryReport {
  const text = (most: number): string => filler(most).slice(0, most);
  const report = onRungs(['slipping', 'early-win', 'sustained'], GUARDS);
  const long = (over: Partial<InterventionOutcome>): InterventionOutcome =>
    madeOutcome({
      title: text(120),
      hypothesis: text(300),
      kind: 'experiment',
      review: monday(70),
      ...over,
    });
  return {
    ...report,
    repository: { ...report.repository, name: `${TEAM}${'-long'.repeat(20)}`.slice(0, 100), shallow: true },
    vision: text(300),
    notes: ['x (the defaults were used)'],
    counts: { ...report.counts, eligible: 400, orderVisible: 90 },
    focus: Array.from({ length: 5 }, (_, at) => ({
      name: text(80),
      goal: text(300),
      by: monday(55 + at),
      changes: 112,
      all: 431,
      indicators: report.indicators,
    })),
    interventions: Array.from({ length: 6 }, (_, at) =>
      long({
        start: monday(19 + at),
        end: monday(21 + at),
        verdict: at % 2 === 0 ? 'not-supported' : 'inconclusive',
      }),
    ),
  };
}
