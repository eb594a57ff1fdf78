import type { Practice } from '../src/model/finding.js';
import type { InterventionOutcome } from '../src/model/intervention.js';
import type { ListedRepository } from '../src/model/overview.js';
import type { Rung } from '../src/model/rung.js';
import { overviewOf } from '../src/reports/overview.js';
import { gainPeriods, madeIndicator, madeReport, madeStanding, monday } from './made-reports.js';

const INDICATORS: Record<Practice, string> = {
  'test-first': 'test-first.observed',
  refactoring: 'refactoring.share',
  'review-feedback': 'review-feedback.uptake',
};

/** The main indicator of a practice with a year of periods, on a rung since a day. */
function madeMain(practice: Practice, rung: Rung, since: string) {
  return madeIndicator({
    name: INDICATORS[practice],
    practice,
    title: practice,
    periods: rung === 'no-baseline' ? gainPeriods(3) : gainPeriods(52),
    standing: madeStanding(rung, { since, ...(rung === 'slipping' && { guards: ['single-champion'] }) }),
    log:
      rung === 'no-baseline'
        ? []
        : [
            { start: monday(12), from: 'no-baseline', to: 'no-signal', reason: 'x' },
            ...(rung === 'no-signal'
              ? []
              : [{ start: since, from: 'no-signal', to: rung, reason: 'x' } as const]),
          ],
    people: { active: 5, breadth: 0.6, newcomers: null },
  });
}

/** A repository in a list, on a rung of each practice; null where there is no report. */
export function madeListed(
  name: string,
  rungs: Partial<Record<Practice, Rung>> | null,
  since: string = monday(30),
  interventions: readonly InterventionOutcome[] = [],
): ListedRepository {
  const path = `/r/${name}`;
  if (rungs === null) return { name, path, overview: null, state: 'no report yet' };
  const indicators = Object.entries(rungs).map(([practice, rung]) =>
    madeMain(practice as Practice, rung, since),
  );
  const report = madeReport({ indicators, interventions });
  const repository = { ...report.repository, name };
  const counts = { ...report.counts, changes: 240 };
  return { name, path, overview: overviewOf({ ...report, repository, counts }), state: '' };
}
