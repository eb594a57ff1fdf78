import { raw } from 'hono/html';
import type { ReportRow, RepositoryReport } from '../model/report.js';
import { referenceOf } from '../reports/change.js';
import { plainText } from '../reports/untrusted.js';
import { CLASS_WORDS, counted, LOWER_BOUND, percent, periodName } from '../reports/words.js';
import { trendChart } from './chart.js';
import { Layout, page } from './layout.js';

/** So many changes are shown on a page; the files beside it have all. */
const CHANGES = 200;
/** So many reasons of one change: an import of thousands of files must not make a page of a hundred megabytes. */
const REASONS = 60;

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
      <section class="numbers" aria-label="Indicators">
        {indicators.map((indicator) => (
          <Tile indicator={indicator} />
        ))}
      </section>
      <p class="quiet">{LOWER_BOUND}</p>
      {notes.map((note) => (
        <p class="note">{plainText(note)}</p>
      ))}
      <OverTime indicators={indicators} />
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

function OverTime({ indicators }: { readonly indicators: readonly IndicatorView[] }) {
  const [observed] = indicators;
  const accompanied = indicators.at(-1);
  if (observed === undefined || accompanied === undefined || observed.periods.length === 0) return null;
  const chart = trendChart([observed, accompanied].map((trend) => ({ name: trend.title, trend })));
  return (
    <section>
      <h2>Over time</h2>
      <p class="legend">
        <span class="key-first">●</span> {observed.title} <span class="key-accompanied">■</span>{' '}
        {accompanied.title}
      </p>
      <div
        class="chart"
        role="img"
        aria-label="Test-first and test-accompanied by period; the table below has the numbers"
      >
        {raw(chart)}
      </div>
      <details>
        <summary class="plain">The numbers by period</summary>
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th>from</th>
                <th class="n">changes</th>
                <th class="n">test first</th>
                <th class="n">95% interval</th>
                <th class="n">with a test</th>
              </tr>
            </thead>
            <tbody>
              {observed.periods.map((period, at) => (
                <tr>
                  <td>{periodName(period)}</td>
                  <td class="n">{period.n}</td>
                  <td class="n">
                    {period.enough ? `${period.x} (${percent(period.x / period.n)})` : 'too few'}
                  </td>
                  <td class="n">
                    {period.enough ? `${percent(period.lower)}–${percent(period.upper)}` : ''}
                  </td>
                  <td class="n">{period.enough ? (accompanied.periods[at]?.x ?? 0) : ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}

function Changes({ rows }: { readonly rows: readonly ReportRow[] }) {
  if (rows.length === 0) return null;
  const shown = rows.slice(0, CHANGES);
  return (
    <section>
      <h2>Changes</h2>
      <p class="quiet">Newest first. Open one for its evidence.</p>
      {shown.map((row) => (
        <Row row={row} />
      ))}
      {rows.length > shown.length ? (
        <p class="quiet">
          {counted(rows.length - shown.length, 'older change')} not shown here: the CSV has all of them, and{' '}
          <code>holdfast changes</code> their evidence.
        </p>
      ) : null}
    </section>
  );
}

function Row({ row }: { readonly row: ReportRow }) {
  const reasons = row.findings?.flatMap((finding) => finding.reasons) ?? [];
  return (
    <details>
      <summary>
        <span class="quiet">{row.mergedAt.slice(0, 10)}</span>
        <span class={`class ${row.class}`}>{CLASS_WORDS[row.class]}</span>
        <span class="title">
          {referenceOf(row)} {plainText(row.title)}
        </span>
      </summary>
      <div class="evidence">
        <p class="quiet">
          {counted(row.commits, 'commit')} · <code>{row.id}</code> · the order is{' '}
          {row.orderVisible ? '' : 'not '}visible
        </p>
        <ul>
          {reasons.slice(0, REASONS).map((reason) => (
            <li>{plainText(reason)}</li>
          ))}
          {reasons.length > REASONS ? <li>and {reasons.length - REASONS} more</li> : null}
        </ul>
      </div>
    </details>
  );
}
