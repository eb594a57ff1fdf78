import type { Practice } from '../model/finding.js';
import type { IndicatorOverview, ListedRepository } from '../model/overview.js';
import {
  type CoachQuery,
  type CoachRow,
  coachAddress,
  coachRows,
  coachSorts,
  dueExperiments,
  practicesOf,
  rungCounts,
  rungsByUrgency,
  triedIn,
} from '../reports/coach.js';
import { practices } from '../reports/practices.js';
import { plainText } from '../reports/untrusted.js';
import { counted, GUARD_WORDS, percent, RUNG_WORDS } from '../reports/words.js';
import { type CoachForm, type Recorded, RecordForms } from './coach-form.js';
import { Due, Tried } from './coach-tried.js';
import { Layout, page } from './layout.js';
import { DAY, type Span, timeOf } from './span.js';
import { Sparkline } from './sparkline.js';

/** So many repositories are on one page. */
export const ROWS = 100;
/** What sparklines show: the same half year for all. */
const SPARK_DAYS = 182;
/** Guards are many words: the first ones are those that matter most. */
const GUARDS = 2;

export interface CoachPageView {
  readonly listed: readonly ListedRepository[];
  readonly query: CoachQuery;
  /** The day on which it is read, `YYYY-MM-DD`. */
  readonly today: string;
  /** Pages that it leads to. */
  readonly links: readonly { readonly name: string; readonly href: string }[];
  /** How one comes to have a repository here, where there is none. */
  readonly begin: string;
  readonly form: CoachForm;
  /** What was recorded here, by the names of repositories. */
  readonly recorded: ReadonlyMap<string, readonly Recorded[]>;
  /** What has just been done; null where nothing was. */
  readonly done: string | null;
}

export const titleOf = (practice: Practice): string =>
  practices.find((it) => it.practice === practice)?.title ?? practice;

/** Repositories by practices, what slips first; what was tried, what followed, and what is due. */
export function coachPage(view: CoachPageView): string {
  const { listed, query, today, links, begin, form, recorded, done } = view;
  const tried = triedIn(listed, query);
  return page(
    <Layout title="Coach's view · Holdfast">
      <header>
        <h1>Coach’s view</h1>
        <p class="quiet">
          {listed.length === 0
            ? 'Practices by repository, and what was tried.'
            : `${counted(listed.length, 'repository', 'repositories')}, ${listed.filter(({ overview }) => overview !== null).length} with a report. What slips comes first.`}
        </p>
        <Links links={links} />
      </header>
      {done === null ? null : (
        <p class="done" role="status">
          {done}
        </p>
      )}
      {listed.length === 0 ? (
        <p class="note">No repository yet. {begin}</p>
      ) : (
        <>
          <Counts listed={listed} query={query} />
          <Filter query={query} />
          <Grid view={view} />
          <Due due={dueExperiments(tried, dayFrom(today))} />
          <Tried tried={tried} recorded={recorded} form={form} />
          <RecordForms form={form} />
        </>
      )}
      <footer class="quiet">
        <p>
          Holdfast shows practices, never people. Repositories are in no order of merit: each is held against
          its own baseline.
        </p>
      </footer>
    </Layout>,
  );
}

const dayFrom =
  (today: string) =>
  (after: number): string =>
    new Date(timeOf(today) + after * DAY).toISOString().slice(0, 10);

export function Links({ links }: Pick<CoachPageView, 'links'>) {
  if (links.length === 0) return null;
  return (
    <nav aria-label="Other pages">
      <ul class="links">
        {links.map(({ name, href }) => (
          <li>
            <a href={href}>{plainText(name)}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** How many repositories stand where, each a way to see them. */
function Counts({ listed, query }: Pick<CoachPageView, 'listed' | 'query'>) {
  return (
    <section>
      <h2>Where they stand</h2>
      <dl class="counts">
        {practicesOf(query).map((practice) => {
          const counts = rungCounts(listed, practice);
          return (
            <div>
              <dt>{titleOf(practice)}</dt>
              <dd>
                {counts.length === 0 ? <span class="quiet">nothing is known of it yet</span> : null}
                {counts.map(({ rung, repositories }) => (
                  <a class={`chip on-${rung}`} href={coachAddress('/coach', { practice, rung })}>
                    {RUNG_WORDS[rung].name} <b>{repositories}</b>
                  </a>
                ))}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}

const SORT_WORDS: Readonly<Record<CoachQuery['sort'], string>> = {
  help: 'what slips first',
  name: 'by name',
  changed: 'latest change first',
};

function Filter({ query }: Pick<CoachPageView, 'query'>) {
  return (
    <form class="filter" method="get" action="/coach" aria-label="Repositories">
      <label>
        Name has
        <input type="search" name="q" value={query.q} maxlength={200} />
      </label>
      <Choice label="Practice" name="practice" chosen={query.practice} none="all practices">
        {practices.map(({ practice, title }) => [practice, title] as const)}
      </Choice>
      <Choice label="Stands on" name="rung" chosen={query.rung} none="any rung">
        {rungsByUrgency.map((rung) => [rung, RUNG_WORDS[rung].name] as const)}
      </Choice>
      <Choice label="Order" name="sort" chosen={query.sort} none={null}>
        {coachSorts.map((sort) => [sort, SORT_WORDS[sort]] as const)}
      </Choice>
      <button type="submit">Show</button>
    </form>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly name: string;
  readonly chosen: string | null;
  /** What it is called to choose none; null where one must be. */
  readonly none: string | null;
  readonly children: readonly (readonly [value: string, words: string])[];
}

export function Choice({ label, name, chosen, none, children }: ChoiceProps) {
  return (
    <label>
      {label}
      <select name={name}>
        {none === null ? null : <option value="">{none}</option>}
        {children.map(([value, words]) => (
          <option value={value} selected={value === chosen}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The head of a table of repositories and their practices. */
export const GridHead = ({ shown }: { readonly shown: readonly Practice[] }) => (
  <thead>
    <tr>
      <th scope="col">repository</th>
      {shown.map((practice) => (
        <th scope="col">{titleOf(practice)}</th>
      ))}
    </tr>
  </thead>
);

function Grid({ view: { listed, query, today } }: { readonly view: CoachPageView }) {
  const rows = coachRows(listed, query);
  const shown = practicesOf(query);
  const pages = Math.max(1, Math.ceil(rows.length / ROWS));
  const at = Math.min(query.page, pages);
  const here = rows.slice((at - 1) * ROWS, at * ROWS);
  const span = { from: timeOf(today) - SPARK_DAYS * DAY, to: timeOf(today) };
  return (
    <section>
      <h2 id="grid">Repositories</h2>
      {rows.length === 0 ? (
        <p class="note">
          No repository fits. <a href="/coach">Show all of them</a>
        </p>
      ) : (
        <>
          <p class="quiet" id="grid-says">
            {rows.length === listed.length
              ? 'All of them'
              : `${rows.length.toLocaleString('en-US')} of ${listed.length.toLocaleString('en-US')}`}
            , {SORT_WORDS[query.sort]}. The lines show the share of changes over the last half year, from none
            at the bottom to all at the top.
          </p>
          <table class="grid wide" aria-labelledby="grid" aria-describedby="grid-says">
            <GridHead shown={shown} />
            <tbody>
              {here.map((row) => (
                <Row row={row} shown={shown} span={span} />
              ))}
            </tbody>
          </table>
          {pages === 1 ? null : <Pages query={query} at={at} pages={pages} />}
        </>
      )}
    </section>
  );
}

interface RowProps {
  readonly row: CoachRow;
  readonly shown: readonly Practice[];
  readonly span: Span;
}

function Row({ row: { repository, cells }, shown, span }: RowProps) {
  const { name, path, overview, state } = repository;
  return (
    <tr>
      <th scope="row">
        <a href={path}>{plainText(name)}</a>
        <small>
          {overview === null ? (
            <span class="quiet">{plainText(state)}</span>
          ) : (
            <a href={`${path}/summary`} aria-label={`Summary of ${plainText(name)}`}>
              summary
            </a>
          )}
        </small>
      </th>
      {cells.map((cell, at) => (
        <td>
          <span class="what" aria-hidden="true">
            {titleOf(shown[at] as Practice)}
          </span>
          {cell === null ? (
            <span class="quiet">{overview === null ? 'no report yet' : 'nothing is known'}</span>
          ) : (
            <Cell cell={cell} span={span} />
          )}
        </td>
      ))}
    </tr>
  );
}

function Cell({ cell, span }: { readonly cell: IndicatorOverview; readonly span: Span }) {
  const { standing, x, n } = cell;
  return (
    <div class="cell">
      <RungName standing={standing} />
      <Sparkline periods={cell.recent} span={span} />
      <small class="quiet">
        {standing.rung === 'no-baseline' ? '' : `since ${standing.since} · `}
        {n === 0 ? 'nothing to count' : `${percent(x / n)} of ${n.toLocaleString('en-US')}`}
      </small>
      {standing.guards.length === 0 ? null : (
        <small class="warned">
          {standing.guards
            .slice(0, GUARDS)
            .map((guard) => GUARD_WORDS[guard])
            .join('; ')}
        </small>
      )}
    </div>
  );
}

export function RungName({ standing: { rung } }: Pick<IndicatorOverview, 'standing'>) {
  const { name, symbol } = RUNG_WORDS[rung];
  return (
    <span class={`stands on-${rung}`}>
      <span class="symbol" aria-hidden="true">
        {symbol}
      </span>{' '}
      {name}
    </span>
  );
}

interface PagesProps {
  readonly query: CoachQuery;
  readonly at: number;
  readonly pages: number;
}

function Pages({ query, at, pages }: PagesProps) {
  return (
    <nav class="pages" aria-label="Pages of repositories">
      {at === 1 ? null : (
        <a rel="prev" href={coachAddress('/coach', { ...query, page: at - 1 })}>
          ← previous
        </a>
      )}{' '}
      <span>
        page {at} of {pages}
      </span>{' '}
      {at === pages ? null : (
        <a rel="next" href={coachAddress('/coach', { ...query, page: at + 1 })}>
          next →
        </a>
      )}
    </nav>
  );
}
