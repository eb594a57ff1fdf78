import type { Chart, ChartOptions, RungAt } from '../model/chart.js';
import type { RatioPoint, Series } from '../model/series.js';
import { type ClimbPeriod, climb, firstBaseline, NOTHING_YET } from './ladder/climb.js';
import { BASELINE } from './ladder/thresholds.js';
import { standingOf } from './ladder/words.js';
import { ratioChart } from './limit-charts.js';
import { type Contribution, Contributions } from './people/contributions.js';
import { PeopleBehind } from './people/guards.js';
import { ENOUGH, MOST_WEEKS } from './periods.js';

const DAY = 24 * 60 * 60 * 1000;
/** Points without dates are taken for weeks. */
const WEEK = 7;

/** Some points that are one period: the first and the last of them. */
interface Pooled extends ClimbPeriod {
  readonly first: number;
  readonly last: number;
}

/**
 * Shares on the win ladder. Points are pooled as weeks are: until they hold five cases, four points at most. What is said
 * at a point is what was known when it was over.
 */
export function ladderChart(
  points: readonly RatioPoint[],
  series: Series,
  options: ChartOptions,
): Omit<Chart, 'chart'> {
  const isFlipped = series.direction === 'down';
  const days = daysOf(points);
  const pools = pooled(points, days, isFlipped);
  const baseline = baselineOf(pools, options.freeze);
  const contributions = contributionsOf(points, days, isFlipped);
  const behind =
    contributions.length === 0 ? null : new PeopleBehind(new Contributions(contributions), pools);
  const steps = climb(pools, {
    baseline,
    ...(behind !== null && { guards: behind.ask }),
  });
  const placeOf = (period: number): number => pools[period]?.first ?? 0;
  const name = (period: number): string => points[placeOf(period)]?.start ?? `point ${placeOf(period)}`;
  const rungs: RungAt[] = [];
  let period = -1;
  let cases = 0;
  let told: Omit<RungAt, 'start'> | null = null;
  for (const [at, { start }] of points.entries()) {
    if (pools[period + 1]?.last === at) {
      period += 1;
      cases += pools[period]?.n ?? 0;
      told = null;
    }
    if (told === null) {
      const step = steps[period] ?? NOTHING_YET;
      const { since, ...rest } = standingOf({
        step,
        seen: { periods: period + 1, cases },
        name,
        isFlipped,
        isDormant: false,
      });
      told = { ...rest, since: points[placeOf(step.since)]?.start ?? null, sinceIndex: placeOf(step.since) };
    }
    rungs.push({ start, ...told });
  }
  const end = baseline === null ? null : (pools[baseline.to - 1]?.last ?? 0) + 1;
  const drawn = ratioChart(points, series, { ...options, freeze: end }, { laney: true });
  const last = rungs.at(-1);
  return {
    ...drawn,
    rungs,
    notes: [
      ...(last?.rung === 'no-baseline' ? [last.reason] : drawn.notes),
      ...(behind === null
        ? ['No groups are told, so nothing is known of people: anchored is out of reach.']
        : []),
    ],
  };
}

/** The first day of each point, in days since 1970, and how many it has: no more than is usual, a gap being none. */
function daysOf(points: readonly RatioPoint[]): readonly { readonly day: number; readonly days: number }[] {
  const starts = points.map(({ start }, at) => (start === null ? at * WEEK : Date.parse(start) / DAY));
  const steps = starts.slice(1).map((day, at) => day - (starts[at] ?? 0));
  const usual = Float64Array.from(steps).sort()[Math.floor(steps.length / 2)] ?? WEEK;
  return starts.map((day, at) => ({ day, days: Math.min(steps[at] ?? usual, usual) }));
}

function pooled(
  points: readonly RatioPoint[],
  days: readonly { readonly day: number; readonly days: number }[],
  isFlipped: boolean,
): Pooled[] {
  const pools: Pooled[] = [];
  let first = 0;
  let [x, n] = [0, 0];
  for (const [at, point] of points.entries()) {
    if (at - first >= MOST_WEEKS) [first, x, n] = [at, 0, 0];
    x += isFlipped ? point.n - point.x : point.x;
    n += point.n;
    if (n < ENOUGH) continue;
    const [from, to] = [days[first], days[at]];
    const day = from?.day ?? 0;
    pools.push({ first, last: at, x, n, day, days: (to?.day ?? 0) + (to?.days ?? 0) - day });
    [first, x, n] = [at + 1, 0, 0];
  }
  return pools;
}

function baselineOf(pools: readonly Pooled[], freeze: number | null): { from: number; to: number } | null {
  if (freeze === null) return firstBaseline(pools);
  const to = pools.filter(({ last }) => last < freeze).length;
  const cases = pools.slice(0, to).reduce((sum, { n }) => sum + n, 0);
  return to >= BASELINE.periods && cases >= BASELINE.cases ? { from: 0, to } : null;
}

const contributionsOf = (
  points: readonly RatioPoint[],
  days: readonly { readonly day: number }[],
  isFlipped: boolean,
): Contribution[] =>
  points.flatMap(({ groups = [] }, at) =>
    groups.map(({ key, x, n }) => ({
      day: days[at]?.day ?? 0,
      who: String(key),
      x: isFlipped ? n - x : x,
      n,
      band: null,
      way: null,
      visible: null,
    })),
  );
