import { raw } from 'hono/html';
import { kinds } from '../model/refactoring-kinds.js';
import type { RepositoryReport } from '../model/report.js';
import { chartedOf, practices } from '../reports/practices.js';
import { plainText } from '../reports/untrusted.js';
import { counted, densityWords, percent, periodName } from '../reports/words.js';
import { Changes } from './changes.js';
import { trendChart } from './chart.js';
import { Layout, page } from './layout.js';

interface ReportPageOptions {
  /** Where the same report is to be had in other formats: what it is called, and its address. */
  readonly downloads?: readonly { readonly name: string; readonly href: string }[];
  /** Where the other reports are. */
  readonly home?: string | null;
}

type IndicatorView = RepositoryReport['indicators'][number];

/** The report of one repository, in one file. */
export function reportPage(
  report: RepositoryReport,
  { downloads = [], home = null }: ReportPageOptions = {},
): string {
  const { repository, counts, indicators, notes, changes } = report;
  return page(
    <Layout title={`${plainText(repository.name)} · Holdfast`}>
      <header>
        {home === null ? null : (
          <p>
            <a href={home}>All repositories</a>
          </p>
        )}
        <h1>{plainText(repository.name)}</h1>
        <p class="quiet">
          {plainText(repository.branch)} at <code>{repository.head.slice(0, 12)}</code> ·{' '}
          {counted(counts.changes, 'change')}
          {report.since === null ? '' : ` since ${report.since}`}, {counts.eligible.toLocaleString('en-US')}{' '}
          with production code to judge
        </p>
      </header>
      {notes.map((note) => (
        <p class="note">{plainText(note)}</p>
      ))}
      {practices.map((practice) => (
        <section>
          <h2>{practice.title}</h2>
          <div class="numbers">
            {indicators
              .filter((indicator) => indicator.practice === practice.practice)
              .map((indicator) => (
                <Tile indicator={indicator} />
              ))}
          </div>
          <p class="quiet">{practice.bound}</p>
          <OverTime title={practice.title} charted={chartedOf(report, practice)} />
          {practice.practice === 'refactoring' ? <Kinds counts={counts.refactoring} /> : null}
        </section>
      ))}
      <Changes rows={changes} />
      <footer class="quiet">
        {downloads.length === 0 ? null : (
          <p>
            The same as{' '}
            {downloads.map(({ name, href }, at) => (
              <>
                {at > 0 ? ' · ' : ''}
                <a href={href}>{name}</a>
              </>
            ))}
          </p>
        )}
        <p>Holdfast shows practices, never people.</p>
      </footer>
    </Layout>,
  );
}

function Tile({ indicator }: { readonly indicator: IndicatorView }) {
  const { title, x, n, lower, upper, definition } = indicator;
  return (
    <div class="number" title={definition}>
      {title}
      <b>{n === 0 ? 'no data' : percent(x / n)}</b>
      <small>
        {lower === null || upper === null
          ? 'nothing to count'
          : `${x} of ${n} · 95% interval ${percent(lower)} to ${percent(upper)}`}
      </small>
    </div>
  );
}

interface OverTimeProps {
  readonly title: string;
  /** Indicators of the same changes, so that their periods are the same. */
  readonly charted: readonly IndicatorView[];
}

function OverTime({ title, charted }: OverTimeProps) {
  const [first] = charted;
  if (first === undefined || first.periods.length === 0) return null;
  return (
    <>
      <p class="legend">
        {charted.map((indicator, at) => (
          <>
            <span class={KEYS[at]?.name}>{KEYS[at]?.mark}</span> {indicator.title}{' '}
          </>
        ))}
      </p>
      <div class="chart" role="img" aria-label={`${title} by period; the table below has the numbers`}>
        {raw(trendChart(charted.map((trend) => ({ name: trend.title, trend }))))}
      </div>
      <details>
        <summary class="plain">The numbers by period</summary>
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th>from</th>
                <th class="n">changes</th>
                {charted.map((indicator) => (
                  <th class="n">{indicator.title}</th>
                ))}
                <th class="n">95% interval{charted.length > 1 ? ' of the first' : ''}</th>
              </tr>
            </thead>
            <tbody>
              {first.periods.map((period, at) => (
                <tr>
                  <td>{periodName(period)}</td>
                  <td class="n">{period.n}</td>
                  {charted.map(({ periods }) => (
                    <td class="n">{period.enough ? sharePart(periods[at]) : 'too few'}</td>
                  ))}
                  <td class="n">
                    {period.enough ? `${percent(period.lower)}–${percent(period.upper)}` : ''}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
}

/** How the lines of a chart are told apart: by colour, mark and dash. */
const KEYS = [
  { name: 'key-first', mark: '●' },
  { name: 'key-accompanied', mark: '■' },
] as const;

const sharePart = (period?: { readonly x: number; readonly n: number }): string =>
  period === undefined || period.n === 0 ? '' : `${period.x} (${percent(period.x / period.n)})`;

function Kinds({ counts }: { readonly counts: RepositoryReport['counts']['refactoring'] }) {
  const found = kinds.filter(({ type }) => counts.kinds[type] !== undefined);
  if (found.length === 0) return null;
  return (
    <details>
      <summary class="plain">
        The kinds that were found{densityWords(counts) === '' ? '' : ` (${densityWords(counts)})`}
      </summary>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>kind</th>
              <th class="n">found</th>
              <th>what it is</th>
            </tr>
          </thead>
          <tbody>
            {found.map(({ type, sentence, counts: counted }) => (
              <tr>
                <td>
                  <code>{type}</code>
                </td>
                <td class="n">{counts.kinds[type]?.toLocaleString('en-US')}</td>
                <td>
                  {sentence}
                  {counted ? '' : ' Shown, not counted.'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
