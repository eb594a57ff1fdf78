import { raw } from 'hono/html';
import type { InterventionOutcome } from '../model/intervention.js';
import type { RepositoryReport } from '../model/report.js';
import { standingTitle } from '../reports/standing.js';
import { percent, periodName, RUNG_WORDS } from '../reports/words.js';
import { trendChart } from './chart.js';
import { marksOf } from './marks.js';
import type { Span } from './span.js';
import { Log, StandingCard } from './standing.js';

type IndicatorView = RepositoryReport['indicators'][number];

interface TrendProps {
  readonly indicator: IndicatorView;
  readonly span: Span;
  readonly interventions: readonly InterventionOutcome[];
}

/** An indicator with all that is known of it over time. */
export function TrendView({ indicator, span, interventions }: TrendProps) {
  const { title, standing, periods } = indicator;
  const marks = marksOf(indicator, interventions);
  const says = standing === null ? '' : `: ${RUNG_WORDS[standing.rung].name}`;
  return (
    <>
      <StandingCard indicator={indicator} />
      {periods.length === 0 ? null : (
        <>
          <Legend indicator={indicator} kinds={new Set(marks.map(({ kind }) => kind))} />
          <div
            class="chart"
            role="img"
            tabindex={0}
            aria-label={`${title} over ${periods.length} periods${says}; the table below has the numbers`}
          >
            {raw(trendChart(indicator, { id: indicator.name.replace(/\W/g, '-'), span, marks }))}
          </div>
        </>
      )}
      <Log indicator={indicator} />
      {periods.length === 0 ? null : <Numbers indicator={indicator} />}
    </>
  );
}

/** An indicator that is read when the main one has been: closed, but for where it stands. */
export function FoldedTrend(props: TrendProps) {
  const { title, standing } = props.indicator;
  return (
    <details>
      <summary class="plain">
        {title}
        {standing === null ? '' : `: ${standingTitle(standing)}`}
      </summary>
      <TrendView {...props} />
    </details>
  );
}

interface LegendProps {
  readonly indicator: IndicatorView;
  readonly kinds: ReadonlySet<string>;
}

/** What is on the chart, and nothing that is not. */
function Legend({ indicator: { title, periods, baseline }, kinds }: LegendProps) {
  const has = (signal: 'above' | 'below'): boolean => periods.some((period) => period.signal === signal);
  const entries: readonly (readonly [isThere: boolean, key: string, mark: string, words: string])[] = [
    [true, 'key-first', '●', title],
    [baseline !== null, 'key-baseline', '▆', 'baseline'],
    [
      periods.some(({ limits }) => limits !== null),
      'key-limit',
      '╌╌',
      'limits of chance around the baseline',
    ],
    [has('above'), 'key-signal', '▲', 'above it beyond chance'],
    [has('below'), 'key-signal', '▼', 'below it beyond chance'],
    [kinds.has('rung'), 'key-mark', '│', 'rung'],
    [kinds.has('shift'), 'key-mark', '◆', 'shift'],
    [kinds.has('tried'), 'key-mark', '●', 'what was tried'],
  ];
  return (
    <ul class="legend">
      {entries
        .filter(([isThere]) => isThere)
        .map(([, key, mark, words]) => (
          <li>
            <span class={key} aria-hidden="true">
              {mark}
            </span>{' '}
            {words}
          </li>
        ))}
    </ul>
  );
}

function Numbers({ indicator: { periods, of } }: { readonly indicator: IndicatorView }) {
  const range = ({ lower, upper }: { readonly lower: number; readonly upper: number }): string =>
    `${percent(lower)}–${percent(upper)}`;
  return (
    <details>
      <summary class="plain">The numbers by period</summary>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>from</th>
              <th class="n">{of ?? 'changes'}</th>
              <th class="n">with it</th>
              <th class="n">95% interval</th>
              <th class="n">limits</th>
              <th>beyond chance</th>
              <th>rung</th>
            </tr>
          </thead>
          <tbody>
            {periods.map((period) => (
              <tr>
                <td>{periodName(period)}</td>
                <td class="n">{period.n}</td>
                <td class="n">
                  {period.enough ? `${period.x} (${percent(period.x / period.n)})` : 'too few'}
                </td>
                <td class="n">{period.enough ? range(period) : ''}</td>
                <td class="n">{period.limits === null ? '' : range(period.limits)}</td>
                <td>{period.signal ?? ''}</td>
                <td>{period.rung === null ? '' : RUNG_WORDS[period.rung].name}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
