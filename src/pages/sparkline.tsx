import type { Period } from '../model/period.js';
import { counted, percent } from '../reports/words.js';
import { type Span, timeOf } from './span.js';

type Point = Pick<Period, 'start' | 'x' | 'n' | 'enough'>;

/** Of a cell of a table; the edge keeps ends of lines inside. */
const WIDTH = 104;
const HEIGHT = 24;
const EDGE = 3;

interface SparklineProps {
  /** Oldest first. */
  readonly periods: readonly Point[];
  /** A time that several share, so that they can be held against each other; their own, where it is left out. */
  readonly span?: Span;
}

/**
 * A share over time as a small line, from nothing at the bottom to all at the top. Without the chart library: a page has
 * hundreds of them.
 */
export function Sparkline({ periods, span }: SparklineProps) {
  const { from, to } = span ?? ownSpan(periods);
  const shown = periods.filter(({ start }) => timeOf(start) >= from && timeOf(start) <= to);
  if (shown.length === 0) return '';
  const place = ({ start, x, n }: Point): readonly [number, number] => [
    rounded(EDGE + ((timeOf(start) - from) / Math.max(1, to - from)) * (WIDTH - 2 * EDGE)),
    rounded(HEIGHT - EDGE - (x / n) * (HEIGHT - 2 * EDGE)),
  ];
  const last = shown.findLast(({ enough }) => enough);
  const [x, y] = last === undefined ? [] : place(last);
  return (
    <svg
      class="spark"
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={sparklineWords(shown)}
    >
      <path
        d={runs(shown)
          .map((run) => lineOf(run.map(place)))
          .join('')}
      />
      {x === undefined || y === undefined ? null : <circle cx={x} cy={y} r={2.5} />}
    </svg>
  );
}

/** What a sparkline shows, for who does not see it. */
export function sparklineWords(periods: readonly Point[]): string {
  const enough = periods.filter((period) => period.enough);
  const [first, last] = [enough[0], enough.at(-1)];
  const count = counted(periods.length, 'period');
  if (first === undefined || last === undefined)
    return periods.length === 0 ? 'no periods yet' : `${count}, too few changes in each`;
  const shareOf = ({ x, n }: Point): string => percent(x / n);
  if (first === last) return `${count} from ${first.start}: ${shareOf(first)}`;
  return `${count} from ${first.start}: ${shareOf(first)}, lately ${shareOf(last)}`;
}

const ownSpan = (periods: readonly Point[]): Span => ({
  from: timeOf(periods[0]?.start ?? '1970-01-01'),
  to: timeOf(periods.at(-1)?.start ?? '1970-01-01'),
});

/** Periods that follow each other without a gap. */
function runs(periods: readonly Point[]): Point[][] {
  const found: Point[][] = [];
  let run: Point[] = [];
  for (const period of periods) {
    if (period.enough) run.push(period);
    else if (run.length > 0) {
      found.push(run);
      run = [];
    }
  }
  return run.length > 0 ? [...found, run] : found;
}

/** A line through points; through one it has no length, and the round ends make a dot of it. */
const lineOf = (points: readonly (readonly [x: number, y: number])[]): string =>
  points.length === 1
    ? `M${points[0]?.join(' ')}h0`
    : points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x} ${y}`).join('');

const rounded = (value: number): number => Math.round(value * 10) / 10;
