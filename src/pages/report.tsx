import { kinds } from '../model/refactoring-kinds.js';
import type { ReportHead, ReportRow } from '../model/report.js';
import { chartedOf, practices } from '../reports/practices.js';
import { NO_REVIEWS } from '../reports/reviews.js';
import { plainText } from '../reports/untrusted.js';
import { counted, densityWords } from '../reports/words.js';
import { ALONE, type Around, AroundContext, changesHref, indicatorHref, useAround } from './around.js';
import { Delivery, Hotspots } from './beside.js';
import { Cards } from './cards.js';
import { ChangeRows } from './changes.js';
import { Commit } from './evidence.js';
import { FilterBar, FilterSaid, Problems } from './filter-bar.js';
import { Focus } from './focus.js';
import { Improvements } from './improvements.js';
import { Layout, page, type Served } from './layout.js';
import { Link } from './link.js';
import { People } from './people.js';
import { Reviews } from './reviews.js';
import { Scroll } from './scroll.js';
import { Counted, Figure } from './share.js';
import { type Span, spanOf, spanWithin } from './span.js';
import { StandingCard } from './standing.js';
import { FoldedTrend, Numbers, TrendChart } from './trend.js';

export interface ReportPageOptions extends Served {
  readonly around?: Around;
  /** Where the same report is to be had in other formats: what it is called, and its address. */
  readonly downloads?: readonly { readonly name: string; readonly href: string }[];
  /** Where the other reports are. */
  readonly home?: string | null;
  /** How many changes there are besides those that are shown; those of a file that stands alone are in its CSV. */
  readonly olderChanges?: number;
  /** What of the address makes no sense. */
  readonly problems?: readonly string[];
}

/** So many changes are in a file that stands alone. */
const CHANGES = 200;

/** The report of one repository: what a team reads first, with the details folded or on pages of their own. */
export function reportPage(
  report: ReportHead & { readonly changes: readonly ReportRow[] },
  options: ReportPageOptions = {},
): string {
  const { around = ALONE, downloads = [], home = null, problems = [], script = null } = options;
  const { repository, notes } = report;
  const rows = report.changes.slice(0, CHANGES);
  const older = options.olderChanges ?? report.changes.length - rows.length;
  const whole = spanOf(report);
  const span = spanWithin(whole, around.filter);
  return page(
    <AroundContext.Provider value={around}>
      <Layout title={`${plainText(repository.name)} · Holdfast`} script={script}>
        <Head report={report} home={home} />
        <FilterBar report={report} span={whole} />
        <Problems problems={problems} />
        <FilterSaid />
        {notes.map((note) => (
          <p class="note">{plainText(note)}</p>
        ))}
        <Focus report={report} />
        <Cards report={report} />
        {practices.map((practice) => (
          <PracticeSection practice={practice} report={report} span={span} />
        ))}
        <Improvements report={report} />
        <People report={report} />
        <Delivery report={report} span={span} />
        <Hotspots report={report} />
        <Latest report={report} rows={rows} older={older} />
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
      </Layout>
    </AroundContext.Provider>,
  );
}

function Head({ report, home }: { readonly report: ReportHead; readonly home: string | null }) {
  const around = useAround();
  const { say } = around;
  const { repository, counts } = report;
  return (
    <header>
      {home === null ? null : (
        <p>
          <a href={home}>All repositories</a>
        </p>
      )}
      <h1>{plainText(repository.name)}</h1>
      {report.vision === null ? null : (
        <p class="vision">
          <span class="quiet">Vision:</span> {plainText(report.vision)}
        </p>
      )}
      <p class="quiet">
        {plainText(repository.branch)} at <Commit sha={repository.head} /> ·{' '}
        <Link href={changesHref(around, {})}>
          {counts.changes === 1 ? '1 change' : `${say.number(counts.changes)} changes`}
        </Link>
        {report.since === null ? '' : ` since ${say.day(report.since)}`}, {say.number(counts.eligible)} with
        production code to judge
      </p>
    </header>
  );
}

interface PracticeProps {
  readonly practice: (typeof practices)[number];
  readonly report: ReportHead;
  readonly span: Span;
}

/** A practice by its main indicator over time, its other numbers, and what else is known of it. */
function PracticeSection({ practice, report, span }: PracticeProps) {
  const { path } = useAround();
  const [main, ...others] = chartedOf(report, practice);
  const shared = { span, interventions: report.interventions };
  if (practice.practice === 'review-feedback' && report.reviews === null)
    return (
      <section id={practice.practice}>
        <h2>{practice.title}</h2>
        <p class="empty">{NO_REVIEWS}</p>
      </section>
    );
  const own = report.indicators.filter((indicator) => indicator.practice === practice.practice);
  return (
    <section id={practice.practice}>
      <h2>{practice.title}</h2>
      {main === undefined ? (
        <p class="empty">Nothing is known of it yet.</p>
      ) : (
        <>
          <TrendChart indicator={main} {...shared} />
          <StandingCard indicator={main} />
          {path === null && main.periods.length > 0 ? <Numbers indicator={main} /> : null}
        </>
      )}
      {/* Where it is served, each has a page of its own. */}
      {path === null ? others.map((indicator) => <FoldedTrend indicator={indicator} {...shared} />) : null}
      <ul class="numbers">
        {own.map((indicator) => (
          <Tile indicator={indicator} />
        ))}
      </ul>
      {practice.practice === 'refactoring' ? <Kinds counts={report.counts.refactoring} /> : null}
      {practice.practice === 'review-feedback' && report.reviews !== null ? (
        <details>
          <summary class="plain">What became of it, depth, and how feedback is given</summary>
          <Reviews reviews={report.reviews} />
        </details>
      ) : null}
      <p class="quiet">{practice.bound}</p>
    </section>
  );
}

function Tile({ indicator }: { readonly indicator: ReportHead['indicators'][number] }) {
  const around = useAround();
  const { title, definition, name } = indicator;
  return (
    <li class="number">
      <Link href={indicatorHref(around, name)}>{title}</Link>
      <b>
        <Figure of={indicator} />
      </b>
      <small>
        <Counted of={indicator} />
      </small>
      <details>
        <summary class="plain">What it counts</summary>
        <p>{definition}</p>
      </details>
    </li>
  );
}

function Latest({ report, rows, older }: { report: ReportHead; rows: readonly ReportRow[]; older: number }) {
  const around = useAround();
  const href = changesHref(around, {});
  if (rows.length === 0)
    return (
      <section>
        <h2>Changes</h2>
        <p class="empty">
          {report.counts.changes === 0
            ? 'No change has been judged yet: merged pull requests and pushes to the default branch will stand here.'
            : 'No change is in this part: ask for another time, or for everything.'}
        </p>
      </section>
    );
  return (
    <section>
      <h2>Latest changes</h2>
      <p class="quiet">Newest first. Open one for its evidence.</p>
      <ChangeRows rows={rows} known={report} />
      {older <= 0 ? null : href !== null ? (
        <p>
          <a href={href}>All changes: {counted(older, 'older one')} besides these</a>
        </p>
      ) : (
        <p class="quiet">
          {counted(older, 'older change')} not shown here: the CSV has all of them, and{' '}
          <code>holdfast changes</code> their evidence.
        </p>
      )}
    </section>
  );
}

function Kinds({ counts }: { readonly counts: ReportHead['counts']['refactoring'] }) {
  const { say } = useAround();
  const found = kinds.filter(({ type }) => counts.kinds[type] !== undefined);
  if (found.length === 0) return null;
  return (
    <details>
      <summary class="plain">
        The kinds that were found{densityWords(counts) === '' ? '' : ` (${densityWords(counts)})`}
      </summary>
      <Scroll label="The kinds that were found">
        <table>
          <thead>
            <tr>
              <th>kind</th>
              <th class="n">found</th>
              <th>what it is</th>
            </tr>
          </thead>
          <tbody>
            {found.map(({ type, sentence, counts: isCounted }) => (
              <tr>
                <td>
                  <code>{type}</code>
                </td>
                <td class="n">{say.number(counts.kinds[type] ?? 0)}</td>
                <td>
                  {sentence}
                  {isCounted ? '' : ' Shown, not counted.'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </details>
  );
}
