import type { DeliveryWeek, Hotspot } from '../src/model/delivery.js';
import type { InterventionOutcome } from '../src/model/intervention.js';
import type { Period, Trend } from '../src/model/period.js';
import type { RepositoryReport } from '../src/model/report.js';
import type { ReviewReport } from '../src/model/review-report.js';
import type { Rung, RungChange, Standing } from '../src/model/rung.js';
import { wilson } from '../src/statistics/interval.js';

type IndicatorView = RepositoryReport['indicators'][number];

const WEEK = 7 * 24 * 60 * 60 * 1000;

/** The Monday so many weeks after the first one of 2021. */
export const monday = (week: number): string =>
  new Date(Date.UTC(2021, 0, 4) + week * WEEK).toISOString().slice(0, 10);

/** A week in which x of n changes show it; without limits, signal or rung. */
export function madePeriod(week: number, x: number, n: number, over: Partial<Period> = {}): Period {
  const { lower, upper } = wilson(x, n) ?? { lower: 0, upper: 1 };
  return {
    start: monday(week),
    weeks: 1,
    x,
    n,
    lower,
    upper,
    enough: n >= 5,
    limits: null,
    signal: null,
    rung: null,
    ...over,
  };
}

export const madeStanding = (rung: Rung, over: Partial<Standing> = {}): Standing => ({
  rung,
  since: monday(30),
  reason: `The reason for ${rung}.`,
  up: 'What would move it up.',
  down: 'What would move it down.',
  guards: [],
  ...over,
});

/** Test-first observed, with nothing known of it but what is given. */
export function madeIndicator(over: Partial<IndicatorView> = {}): IndicatorView {
  const periods = over.periods ?? [];
  const x = periods.reduce((sum, period) => sum + period.x, 0);
  const n = periods.reduce((sum, period) => sum + period.n, 0);
  const interval = wilson(x, n);
  return {
    name: 'test-first.observed',
    practice: 'test-first',
    title: 'test-first observed',
    definition: 'Changes whose test came first.',
    direction: 'up',
    indicator: over.name ?? 'test-first.observed',
    x,
    n,
    lower: interval?.lower ?? null,
    upper: interval?.upper ?? null,
    periods,
    baseline: null,
    standing: madeStanding('no-baseline', { down: null }),
    log: [],
    changePoints: [],
    target: null,
    people: null,
    ...over,
  };
}

/** A report of no change at all. */
export function madeReport(over: Partial<RepositoryReport> = {}): RepositoryReport {
  return {
    schemaVersion: 1,
    repository: { name: 'team', branch: 'main', head: 'b'.repeat(40), shallow: false },
    since: null,
    counts: {
      changes: 0,
      eligible: 0,
      orderVisible: 0,
      stacked: 0,
      classes: { first: 0, with: 0, after: 0, untested: 0, 'not-applicable': 0 },
      refactoring: { eligible: 0, refactored: 0, kinds: {}, changedLines: 0 },
    },
    indicators: [],
    focus: [],
    reviews: null,
    notes: [],
    interventions: [],
    delivery: [],
    hotspots: [],
    guidance: [],
    examples: { changes: [], tests: [] },
    vision: null,
    changes: [],
    ...over,
  };
}

/** What is added to a share from one week to the next, so that it looks like a team and not like a ruler. */
const WAVER = [0, 0.08, -0.1, 0.05, -0.06, 0.1, -0.04];

/** Where a trend stood from which week on. */
const CLIMB: readonly (readonly [week: number, rung: Rung])[] = [
  [0, 'no-baseline'],
  [12, 'no-signal'],
  [24, 'early-win'],
  [32, 'holding'],
  [46, 'sustained'],
  [52, 'slipping'],
  [57, 'sustained'],
];

/** So many weekly periods of a gain from 20% to 60% in the 21st week, with limits and rungs. */
export function gainPeriods(weeks: number): Period[] {
  return Array.from({ length: weeks }, (_, week) => {
    const n = 6 + ((week * 7) % 9);
    const share = (week < 20 ? 0.2 : 0.6) + (WAVER[week % WAVER.length] ?? 0);
    const half = 3 * Math.sqrt((0.2 * 0.8) / n);
    return madePeriod(week, Math.round(n * share), n, {
      limits: { center: 0.2, lower: Math.max(0, 0.2 - half), upper: Math.min(1, 0.2 + half) },
      signal: week >= 21 && week % 3 === 0 ? 'above' : null,
      rung: CLIMB.filter(([from]) => from <= week).at(-1)?.[1] ?? null,
    });
  });
}

export const gainLog: readonly RungChange[] = CLIMB.slice(1).map(([week, to], at) => ({
  start: monday(week),
  from: CLIMB[at]?.[1] ?? 'no-baseline',
  to,
  reason: `The reason for ${to}.`,
}));

/** A trend that has climbed to a win over so many weeks. */
export const gain = (weeks: number): Partial<IndicatorView> & Pick<Trend, 'periods'> => ({
  periods: gainPeriods(weeks),
  baseline: { from: monday(0), to: monday(11), x: 24, n: 118 },
  standing: madeStanding('sustained', { since: monday(57), guards: ['newcomers-unknown', 'coached'] }),
  log: gainLog,
  changePoints: [{ start: monday(20), before: 0.21, after: 0.61 }],
  people: { active: 5, breadth: 0.8, newcomers: 'along' },
});

export const madeOutcome = (over: Partial<InterventionOutcome> = {}): InterventionOutcome => ({
  kind: 'coaching',
  title: 'Pairing with the coach',
  start: monday(19),
  end: monday(21),
  practice: 'test-first',
  indicator: null,
  hypothesis: null,
  review: null,
  before: { x: 24, n: 118, periods: 12 },
  after: { x: 200, n: 330, periods: 30 },
  difference: { lower: 0.3, upper: 0.5 },
  verdict: 'more-often',
  sentence: 'More often since: 61% against 20% before (30 to 50 points more).',
  ...over,
});

export const madeWeeks = (weeks: number): DeliveryWeek[] =>
  Array.from({ length: weeks }, (_, week) => ({
    start: monday(week),
    changes: 8 + (week % 5),
    leadHours: week % 11 === 10 ? null : 20 + 10 * (week % 4),
    timed: week % 11 === 10 ? 0 : 6,
    misdated: 0,
    reverts: week % 9 === 8 ? 1 : 0,
    fixes: week % 3,
    removed: 100 + week,
    reworked: 30 + (week % 7),
  }));

export const madeHotspots: readonly Hotspot[] = [
  { file: 'src/billing/invoice.ts', changes: 31, tested: 2 },
  { file: 'src/odd | name`.ts', changes: 12, tested: 0 },
];

export const madeReviews = (over: Partial<ReviewReport> = {}): ReviewReport => ({
  known: 240,
  asked: 200,
  reviewed: { x: 180, n: 200, interval: { lower: 0.85, upper: 0.93 } },
  ownMerges: 12,
  programs: { threads: 40, reviews: 55 },
  became: {
    'suggestion-applied': 20,
    'line-changed': 110,
    'file-changed': 0,
    answered: 25,
    'resolved-only': 10,
    'outdated-only': 5,
    unaddressed: 30,
    unknown: 0,
  },
  withoutNits: { x: 120, n: 160, interval: { lower: 0.66, upper: 0.82 } },
  changed: { x: 130, n: 200, interval: { lower: 0.56, upper: 0.73 } },
  chance: { x: 60, n: 400, interval: { lower: 0.11, upper: 0.2 } },
  beyondChance: { lower: 0.4, upper: 0.59 },
  latency: { n: 180, hours: { median: 6.25, p90: 74 }, workingHours: { median: 1.5, p90: 60.4 } },
  depth: [
    { upTo: 10, changes: 40, commented: 6, threads: 7, lines: 220 },
    { upTo: 100, changes: 90, commented: 50, threads: 110, lines: 4000 },
    { upTo: 500, changes: 45, commented: 32, threads: 90, lines: 9000 },
    { upTo: null, changes: 5, commented: 2, threads: 3, lines: 6100 },
  ],
  manyRounds: 4,
  stale: { x: 22, n: 170 },
  spread: { people: 6, reviews: 88, evenness: 0.82, familiar: 61 },
  feedback: Array.from({ length: 14 }, (_, week) => ({
    start: monday(week),
    weeks: week === 3 ? 2 : 1,
    remarks: 10 + week,
    reasoned: 3 + (week % 5),
    questions: 2 + (week % 3),
    praiseWithReason: week % 2,
    labelled: week,
  })),
  ...over,
});

/** Reviews of which too little is known to say much. */
export const fewReviews = madeReviews({
  known: 1,
  asked: 1,
  reviewed: { x: 0, n: 1, interval: null },
  ownMerges: 0,
  programs: { threads: 0, reviews: 0 },
  became: {
    'suggestion-applied': 0,
    'line-changed': 0,
    'file-changed': 0,
    answered: 0,
    'resolved-only': 0,
    'outdated-only': 0,
    unaddressed: 0,
    unknown: 0,
  },
  withoutNits: { x: 0, n: 0, interval: null },
  changed: { x: 0, n: 0, interval: null },
  chance: { x: 0, n: 0, interval: null },
  beyondChance: null,
  latency: null,
  depth: [],
  manyRounds: 0,
  stale: { x: 0, n: 0 },
  spread: null,
  feedback: [],
});

/** Everything that a report can say. */
export const fullReport = (weeks = 60): RepositoryReport =>
  madeReport({
    indicators: [
      madeIndicator(gain(weeks)),
      madeIndicator({
        name: 'test-first.accompanied',
        title: 'test-accompanied',
        periods: gainPeriods(weeks).map((period) => ({
          ...period,
          signal: null,
          rung: 'no-signal' as const,
        })),
        baseline: { from: monday(0), to: monday(11), x: 40, n: 118 },
        standing: madeStanding('no-signal', { down: null }),
      }),
      madeIndicator({
        name: 'refactoring.share',
        practice: 'refactoring',
        title: 'changes with a refactoring',
      }),
      madeIndicator({
        ...gain(weeks),
        name: 'review-feedback.uptake',
        practice: 'review-feedback',
        title: 'feedback that led to something',
        of: 'threads',
      }),
    ],
    reviews: madeReviews(),
    vision: 'Every change comes with its test.',
    interventions: [
      madeOutcome(),
      madeOutcome({
        kind: 'experiment',
        title: 'Mob on Mondays',
        start: monday(50),
        end: monday(58),
        hypothesis: 'More tests come first',
        review: monday(58),
        verdict: 'too-early',
        sentence: 'Too early to say: 2 periods since, 8 are needed.',
      }),
    ],
    delivery: madeWeeks(weeks),
    hotspots: madeHotspots,
  });
