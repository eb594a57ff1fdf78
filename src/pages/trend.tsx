import { raw } from 'hono/html';
import type { InterventionOutcome } from '../model/intervention.js';
import type { Period } from '../model/period.js';
import type { ReportHead } from '../model/report.js';
import { standingTitle } from '../reports/standing.js';
import { percent, RUNG_WORDS } from '../reports/words.js';
import { changesHref, useAround } from './around.js';
import { trendChart } from './chart.js';
import { PLOT } from './drawing.js';
import { Link } from './link.js';
import { marksOf } from './marks.js';
import { Scroll } from './scroll.js';
import { DAY, type Span, spanOfPeriod, timeOf } from './span.js';
import { Log, StandingCard } from './standing.js';

type IndicatorView = ReportHead['indicators'][number];

interface TrendProps {
  readonly indicator: IndicatorView;
  readonly span: Span;
  readonly interventions: readonly InterventionOutcome[];
}

/** An indicator with all that is known of it over time. */
export function TrendView(props: TrendProps) {
  const { indicator } = props;
  return (
    <>
      <StandingCard indicator={indicator} />
      <TrendChart {...props} />
      <Log indicator={indicator} />
      {indicator.periods.length === 0 ? null : <Numbers indicator={indicator} />}
    </>
  );
}

/** A share over time, with what is on the chart said above it. */
export function TrendChart({ indicator, span, interventions }: TrendProps) {
  const around = useAround();
  const { title, name, standing, periods } = indicator;
  const says = standing === null ? '' : `: ${RUNG_WORDS[standing.rung].name}`;
  if (!periods.some(({ enough }) => enough))
    return (
      <p class="empty">
        {periods.length === 0
          ? 'Nothing to draw yet: no change counts.'
          : 'Nothing to draw yet: a point needs five changes within four weeks.'}
      </p>
    );
  const marks = marksOf(indicator, interventions).filter(
    ({ date }) => timeOf(date) >= span.from && timeOf(date) <= span.to,
  );
  const href = changesHref(around, { indicator: name });
  return (
    <>
      <Legend indicator={indicator} kinds={new Set(marks.map(({ kind }) => kind))} />
      <div
        class="chart"
        role="img"
        tabindex={0}
        aria-label={`${title} over ${periods.length} periods${says}; the numbers by period are in a table`}
        data-plot={PLOT}
        data-changes={href ?? undefined}
        data-from={new Date(span.from).toISOString().slice(0, 10)}
        data-to={new Date(span.to - DAY).toISOString().slice(0, 10)}
      >
        {raw(trendChart(indicator, { span, marks }))}
      </div>
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

/** The days of a period, the last one included, as a filter has them. */
export function daysOf(period: Pick<Period, 'start' | 'weeks'>): { from: string; to: string } {
  const { to } = spanOfPeriod(period);
  return { from: period.start, to: new Date(to - DAY).toISOString().slice(0, 10) };
}

/** Every period as a row, newest first: what the chart shows, for who counts or does not see it. */
export function Numbers({ indicator: { name, periods, of } }: { readonly indicator: IndicatorView }) {
  const around = useAround();
  const { say } = around;
  const range = ({ lower, upper }: { readonly lower: number; readonly upper: number }): string =>
    `${percent(lower)}–${percent(upper)}`;
  return (
    <details>
      <summary class="plain">The numbers by period</summary>
      <Scroll label="The numbers by period">
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
            {[...periods].reverse().map((period) => {
              const days = daysOf(period);
              const href = (counts: 'x' | 'n') => changesHref(around, { ...days, indicator: name, counts });
              return (
                <tr>
                  <td>
                    {say.day(period.start)}
                    {period.weeks === 1 ? '' : ` (${period.weeks} weeks)`}
                  </td>
                  <td class="n">
                    <Link href={href('n')}>{period.n}</Link>
                  </td>
                  <td class="n">
                    {period.enough ? (
                      <>
                        <Link href={href('x')}>{period.x}</Link> ({percent(period.x / period.n)})
                      </>
                    ) : (
                      'too few'
                    )}
                  </td>
                  <td class="n">{period.enough ? range(period) : ''}</td>
                  <td class="n">{period.limits === null ? '' : range(period.limits)}</td>
                  <td>{period.signal ?? ''}</td>
                  <td>{period.rung === null ? '' : RUNG_WORDS[period.rung].name}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
    </details>
  );
}
