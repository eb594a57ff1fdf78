import type { Practice } from '../model/finding.js';
import type { IndicatorOverview, ListedRepository } from '../model/overview.js';
import {
  type CoachQuery,
  type CoachRow,
  coachAddress,
  coachRows,
  coachSorts,
  dueExperiments,
  mainOf,
  practicesOf,
  rungCounts,
  rungsByUrgency,
  triedIn,
  untoldIn,
} from '../reports/coach.js';
import { practices } from '../reports/practices.js';
import { plainText } from '../reports/untrusted.js';
import { counted, GUARD_WORDS, percent, RUNG_WORDS } from '../reports/words.js';
import { ALONE, AroundContext, type Say, useAround } from './around.js';
import { again, type BeingRead, Reading } from './being-read.js';
import { Choice } from './choice.js';
import { type CoachForm, type Recorded, RecordForms } from './coach-form.js';
import { Due, Tried } from './coach-tried.js';
import { Layout, page, type Served } from './layout.js';
import { Links } from './links.js';
import { Meanings } from './meanings.js';
import { Pages, pageOf } from './page-links.js';
import { DAY, type Span, timeOf } from './span.js';
import { Sparkline } from './sparkline.js';

/** What sparklines show: the same half year for all. */
const SPARK_DAYS = 182;
/** Guards are many words: the first ones are those that matter most. */
const GUARDS = 2;

export interface CoachPageView extends Served {
  readonly listed: readonly ListedRepository[];
  /** Those of them whose first report is being made. */
  readonly reading: readonly BeingRead[];
  readonly say: Say;
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
  const { listed, reading, say, query, today, links, begin, form, recorded, done, script = null } = view;
  const tried = triedIn(listed, query);
  const due = dueExperiments(tried, dayFrom(today));
  return page(
    <AroundContext.Provider value={{ ...ALONE, say }}>
      <Layout
        title="Coach's view · Holdfast"
        refresh={again(reading)}
        script={reading.length === 0 ? null : script}
      >
        <header>
          <h1>Coach’s view</h1>
          <p class="quiet">
            {listed.length === 0
              ? 'Practices by repository, and what was tried.'
              : `${counted(listed.length, 'repository', 'repositories')}, ${listed.filter(({ overview }) => overview !== null).length} with a report. What slips comes first.`}
          </p>
          <Links links={links} />
          {listed.length === 0 ? null : <Contents due={due.length} />}
        </header>
        {done === null ? null : (
          <p class="done" role="status">
            {done}
          </p>
        )}
        <Reading reading={reading} />
        {listed.length === 0 ? (
          <p class="note">No repository yet. {begin}</p>
        ) : (
          <>
            <Counts listed={listed} query={query} />
            <Filter query={query} />
            <Grid view={view} />
            <Due due={due} />
            <Tried tried={tried} untold={untoldIn(listed, recorded, query)} recorded={recorded} form={form} />
            <RecordForms form={form} />
          </>
        )}
        <footer class="quiet">
          <p>
            Holdfast shows practices, never people. Repositories are in no order of merit: each is held
            against its own baseline.
          </p>
        </footer>
      </Layout>
    </AroundContext.Provider>,
  );
}

const dayFrom =
  (today: string) =>
  (after: number): string =>
    new Date(timeOf(today) + after * DAY).toISOString().slice(0, 10);

/** What is further down, behind many repositories. */
function Contents({ due }: { readonly due: number }) {
  return (
    <p>
      Below the repositories:{' '}
      {due === 0 ? null : (
        <>
          <a href="#due">{counted(due, 'experiment')} due for review</a> ·{' '}
        </>
      )}
      <a href="#tried">what was tried, and what followed</a> · <a href="#record">record what was done</a>
    </p>
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
                <RungCounts rungs={counts} query={{ practice }} />
              </dd>
            </div>
          );
        })}
      </dl>
      <Meanings />
    </section>
  );
}

interface RungCountsProps {
  readonly rungs: ReturnType<typeof rungCounts>;
  /** Of which repositories they are. */
  readonly query: Partial<CoachQuery>;
}

/** How many stand on each rung, each a way to see them. */
export const RungCounts = ({ rungs, query }: RungCountsProps) => (
  <>
    {rungs.map(({ rung, repositories }) => (
      <a class={`chip on-${rung}`} href={coachAddress('/coach', { ...query, rung })}>
        {RUNG_WORDS[rung].name} <b>{repositories}</b>
      </a>
    ))}
  </>
);

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
      <Choice
        label="Practice"
        name="practice"
        chosen={query.practice}
        none="all practices"
        options={practices.map(({ practice, title }) => [practice, title])}
      />
      <Choice
        label="Stands on"
        name="rung"
        chosen={query.rung}
        none="any rung"
        options={rungsByUrgency.map((rung) => [rung, RUNG_WORDS[rung].name])}
      />
      <Choice
        label="Order"
        name="sort"
        chosen={query.sort}
        options={coachSorts.map((sort) => [sort, SORT_WORDS[sort]])}
      />
      <button type="submit">Show</button>
    </form>
  );
}

interface GridHeadProps extends Pick<CoachPageView, 'listed'> {
  readonly shown: readonly Practice[];
}

/** The head of a table of repositories and their practices. */
export const GridHead = ({ shown, listed }: GridHeadProps) => (
  <thead>
    <tr>
      <th scope="col">repository</th>
      {shown.map((practice) => (
        <th scope="col">
          {titleOf(practice)}
          <small>{toldBy(listed, practice)}</small>
        </th>
      ))}
    </tr>
  </thead>
);

/** What the indicator is called that a practice is told by; empty where nothing is known of it. */
const toldBy = (listed: CoachPageView['listed'], practice: Practice): string =>
  listed.flatMap(({ overview }) => mainOf(overview, practice) ?? [])[0]?.title ?? '';

function Grid({ view: { listed, query, today } }: { readonly view: CoachPageView }) {
  const rows = coachRows(listed, query);
  const shown = practicesOf(query);
  const here = pageOf(rows, query.page);
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
            at the bottom to all at the top; below them is since when a repository stands there, and the share
            of all changes so far, and of how many.
          </p>
          <table class="grid wide" aria-labelledby="grid" aria-describedby="grid-says">
            <GridHead shown={shown} listed={listed} />
            <tbody>
              {here.rows.map((row) => (
                <Row row={row} shown={shown} span={span} />
              ))}
            </tbody>
          </table>
          <Pages of={here} hrefOf={(page) => `${coachAddress('/coach', { ...query, page })}#grid`} />
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
        <td data-what={titleOf(shown[at] as Practice)}>
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
  const { say } = useAround();
  const { standing, x, n } = cell;
  return (
    <div class="cell">
      <RungName standing={standing} />
      <Sparkline periods={cell.recent} span={span} />
      <small class="quiet">
        {standing.rung === 'no-baseline' ? '' : `since ${say.day(standing.since)} · `}
        {n === 0 ? 'nothing to count' : `${percent(x / n)} of ${say.number(n)}`}
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
