import type { AdoptionPoint } from '../model/organisation.js';
import type { Rung } from '../model/rung.js';
import { RUNG_WORDS } from '../reports/words.js';

/** From the bottom: what lasts, what begins, what is lost, and what is not known. */
export const STACKED: readonly Rung[] = [
  'anchored',
  'sustained',
  'holding',
  'early-win',
  'slipping',
  'relapsed',
  'no-signal',
  'no-baseline',
];

const WIDTH = 860;
const LEFT = 44;
const RIGHT = 8;
const TOP = 10;
const HEIGHT = 180;
const BOTTOM = 24;
/** A label of a month and the space around it. */
const LABEL = 64;
/** One bar alone would fill the chart. */
const WIDEST = 48;

interface AdoptionChartProps {
  readonly title: string;
  readonly points: readonly AdoptionPoint[];
}

/** How many repositories stood on each rung, month by month; the table beside it has the numbers. */
export function AdoptionChart({ title, points }: AdoptionChartProps) {
  const all = Object.values(points[0]?.rungs ?? {}).reduce((sum, n) => sum + n, 0);
  if (all === 0) return null;
  const step = Math.min(WIDEST, (WIDTH - LEFT - RIGHT) / points.length);
  const labelled = Math.ceil(LABEL / step);
  const ticks = [...new Set([0, Math.round(all / 2), all])];
  const heightOf = (n: number): number => (n / all) * HEIGHT;
  return (
    <div
      class="chart"
      role="img"
      tabindex={0}
      aria-label={`${title}: ${all} repositories by rung, from ${points[0]?.day} to ${points.at(-1)?.day}; the table below has the numbers`}
    >
      <svg viewBox={`0 0 ${WIDTH} ${TOP + HEIGHT + BOTTOM}`} class="adoption" aria-hidden="true">
        {ticks.map((tick) => (
          <>
            <line
              class="rule"
              x1={LEFT}
              x2={WIDTH - RIGHT}
              y1={TOP + HEIGHT - heightOf(tick)}
              y2={TOP + HEIGHT - heightOf(tick)}
            />
            <text x={LEFT - 6} y={TOP + HEIGHT - heightOf(tick) + 4} text-anchor="end">
              {tick}
            </text>
          </>
        ))}
        {points.map((point, at) => (
          <>
            <Column point={point} x={LEFT + at * step} width={step * 0.86} heightOf={heightOf} />
            {at % labelled === 0 ? (
              <text x={LEFT + at * step} y={TOP + HEIGHT + 16}>
                {point.day.slice(0, 7)}
              </text>
            ) : null}
          </>
        ))}
      </svg>
    </div>
  );
}

interface ColumnProps {
  readonly point: AdoptionPoint;
  readonly x: number;
  readonly width: number;
  readonly heightOf: (n: number) => number;
}

function Column({ point: { day, rungs }, x, width, heightOf }: ColumnProps) {
  let below = 0;
  return (
    <>
      {STACKED.map((rung) => {
        const n = rungs[rung] ?? 0;
        if (n === 0) return null;
        below += n;
        return (
          <rect
            class={`bar-${rung}`}
            x={rounded(x)}
            width={rounded(width)}
            y={rounded(TOP + HEIGHT - heightOf(below))}
            height={rounded(heightOf(n))}
          >
            <title>{`${day}: ${RUNG_WORDS[rung].name} ${n}`}</title>
          </rect>
        );
      })}
    </>
  );
}

const rounded = (value: number): number => Math.round(value * 10) / 10;
