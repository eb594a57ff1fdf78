import type { ChangeQuery } from '../model/change-query.js';
import type { ReportHead, ReportRow } from '../model/report.js';
import { referenceOf } from '../reports/change.js';
import { filterWords, isWhole } from '../reports/filter.js';
import { plainText } from '../reports/untrusted.js';
import { CLASS_WORDS, counted } from '../reports/words.js';
import { type Around, AroundContext, changesHref, pageHref, useAround } from './around.js';
import { ChangeEvidence, ChangeRows } from './changes.js';
import { FilterSaid, Problems } from './filter-bar.js';
import { Layout, page, type Served } from './layout.js';
import { Counted, Figure } from './share.js';
import { spanOf, spanWithin } from './span.js';
import { TrendView } from './trend.js';

interface DetailOptions extends Served {
  readonly around: Around;
  readonly problems?: readonly string[];
}

/** The way back, which keeps the filter. */
function Back({ report }: { readonly report: ReportHead }) {
  const around = useAround();
  return (
    <p>
      <a href={pageHref(around, around.filter) ?? '/'}>{plainText(report.repository.name)}</a>
    </p>
  );
}

/** One indicator over time, with all that is known of it. */
export function indicatorPage(
  report: ReportHead,
  indicator: ReportHead['indicators'][number],
  { around, problems = [], script = null }: DetailOptions,
): string {
  const { title, definition } = indicator;
  const span = spanWithin(spanOf(report), around.filter);
  return page(
    <AroundContext.Provider value={around}>
      <Layout title={`${title} · ${plainText(report.repository.name)} · Holdfast`} script={script}>
        <header>
          <Back report={report} />
          <h1>{title}</h1>
          <p class="figure">
            <b>
              <Figure of={indicator} />
            </b>{' '}
            <Counted of={indicator} />
          </p>
          <p class="quiet">{definition}</p>
        </header>
        <Problems problems={problems} />
        <FilterSaid />
        <section>
          <h2>Where it stands, and how it went</h2>
          <TrendView indicator={indicator} span={span} interventions={report.interventions} />
        </section>
      </Layout>
    </AroundContext.Provider>,
  );
}

export interface ChangesShown {
  readonly query: ChangeQuery & { readonly page: number };
  readonly rows: readonly ReportRow[];
  /** How many changes the query has, on all pages. */
  readonly total: number;
  readonly pages: number;
  readonly x: number | null;
  readonly n: number | null;
}

/** The changes that a number counts, a page of them. */
export function changesPage(
  report: ReportHead,
  shown: ChangesShown,
  { around, problems = [], script = null }: DetailOptions,
): string {
  const { query, rows, total } = shown;
  return page(
    <AroundContext.Provider value={around}>
      <Layout title={`Changes · ${plainText(report.repository.name)} · Holdfast`} script={script}>
        <header>
          <Back report={report} />
          <h1>{titleOf(report, query)}</h1>
          <Said report={report} shown={shown} />
        </header>
        <Problems problems={problems} />
        {rows.length === 0 ? (
          <p class="empty">
            {total === 0
              ? 'No change counts here.'
              : `There is no page ${query.page}: the last one is ${shown.pages}.`}
          </p>
        ) : (
          <section aria-label="The changes">
            <p class="quiet">Newest first. Open one for its evidence.</p>
            <ChangeRows rows={rows} known={report} />
          </section>
        )}
        <Pages shown={shown} />
      </Layout>
    </AroundContext.Provider>,
  );
}

function titleOf({ indicators }: ReportHead, { indicator, counts }: ChangeQuery): string {
  const known = indicators.find(({ name }) => name === indicator);
  if (known === undefined) return 'Changes';
  return counts === 'x'
    ? `${known.title}: the changes that show it`
    : `${known.title}: all changes that count`;
}

/** Which changes these are, by the same numbers that led here. */
function Said({ report, shown }: { readonly report: ReportHead; readonly shown: ChangesShown }) {
  const around = useAround();
  const { say } = around;
  const { query, total, x, n } = shown;
  const known = report.indicators.find(({ name }) => name === query.indicator);
  const other = query.counts === 'x' ? 'n' : 'x';
  return (
    <>
      {known === undefined ? null : <p class="quiet">{known.definition}</p>}
      <p>
        {say.number(total)} {total === 1 ? 'change' : 'changes'}
        {known?.of === 'threads' && x !== null && n !== null
          ? ` with ${say.number(query.counts === 'x' ? x : n)} of ${say.number(n)} threads`
          : ''}
        {query.class === null ? '' : `, ${CLASS_WORDS[query.class]}`}
        {isWhole(query) ? '' : `, ${filterWords(query, say.day)}`}
        {known === undefined ? null : (
          <>
            {' '}
            ·{' '}
            <a href={changesHref(around, { ...query, counts: other, page: 1 }) ?? ''}>
              {other === 'x' ? `the ones that show it` : `all that count`}
            </a>
          </>
        )}
      </p>
    </>
  );
}

function Pages({ shown: { query, pages } }: { readonly shown: ChangesShown }) {
  const around = useAround();
  if (pages <= 1) return null;
  const href = (page: number): string => changesHref(around, { ...query, page }) ?? '';
  const at = Math.min(query.page, pages + 1);
  return (
    <nav class="pages" aria-label="Pages">
      {at > 1 ? (
        <a href={href(at - 1)} rel="prev">
          Newer
        </a>
      ) : (
        <span class="quiet">Newer</span>
      )}
      <span>
        page {around.say.number(query.page)} of {around.say.number(pages)}
      </span>
      {at < pages ? (
        <a href={href(at + 1)} rel="next">
          Older
        </a>
      ) : (
        <span class="quiet">Older</span>
      )}
    </nav>
  );
}

/** One change with all of its evidence, under an address that stays. */
export function changePage(
  report: ReportHead,
  row: ReportRow,
  { around, script = null }: DetailOptions,
): string {
  const { say } = around;
  return page(
    <AroundContext.Provider value={around}>
      <Layout title={`${referenceOf(row)} · ${plainText(report.repository.name)} · Holdfast`} script={script}>
        <header>
          <Back report={report} />
          <h1>
            {referenceOf(row)} {plainText(row.title)}
          </h1>
          <p>
            <span class={`class ${row.class}`}>{CLASS_WORDS[row.class]}</span>{' '}
            <span class="quiet">
              merged on {say.day(row.mergedAt)}, {counted(row.commits, 'commit')}
            </span>
          </p>
        </header>
        <ChangeEvidence row={row} known={report} isAlone />
      </Layout>
    </AroundContext.Provider>,
  );
}
