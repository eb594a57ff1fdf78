import { kinds } from '../model/refactoring-kinds.js';
import type { RepositoryReport } from '../model/report.js';
import { chartedOf, practices } from '../reports/practices.js';
import { NO_REVIEWS } from '../reports/reviews.js';
import { plainText } from '../reports/untrusted.js';
import { counted, densityWords, percent } from '../reports/words.js';
import { Beside } from './beside.js';
import { Changes } from './changes.js';
import { Layout, page } from './layout.js';
import { Reviews } from './reviews.js';
import { type Span, spanOf } from './span.js';
import { FoldedTrend, TrendView } from './trend.js';

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
  const { repository, counts, notes, changes } = report;
  const span = spanOf(report);
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
        {report.vision === null ? null : <p class="vision">Vision: {plainText(report.vision)}</p>}
      </header>
      {notes.map((note) => (
        <p class="note">{plainText(note)}</p>
      ))}
      {practices.map((practice) => (
        <PracticeSection practice={practice} report={report} span={span} />
      ))}
      <Beside report={report} span={span} />
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

interface PracticeProps {
  readonly practice: (typeof practices)[number];
  readonly report: RepositoryReport;
  readonly span: Span;
}

/** Where a practice stands by its main indicator, its numbers, and what else is charted of it. */
function PracticeSection({ practice, report, span }: PracticeProps) {
  const [main, ...others] = chartedOf(report, practice);
  const shared = { span, interventions: report.interventions };
  if (practice.practice === 'review-feedback' && report.reviews === null)
    return (
      <section>
        <h2>{practice.title}</h2>
        <p class="quiet">{NO_REVIEWS}</p>
      </section>
    );
  const own = report.indicators.filter((indicator) => indicator.practice === practice.practice);
  return (
    <section>
      <h2>{practice.title}</h2>
      {main === undefined ? null : <TrendView indicator={main} {...shared} />}
      {others.map((indicator) => (
        <FoldedTrend indicator={indicator} {...shared} />
      ))}
      {practice.practice === 'refactoring' ? <Kinds counts={report.counts.refactoring} /> : null}
      <div class="numbers">
        {own.map((indicator) => (
          <Tile indicator={indicator} />
        ))}
      </div>
      {practice.practice === 'review-feedback' && report.reviews !== null ? (
        <Reviews reviews={report.reviews} />
      ) : null}
      <p class="quiet">{practice.bound}</p>
    </section>
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
