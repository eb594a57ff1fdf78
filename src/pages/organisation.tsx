import type { ListedRepository } from '../model/overview.js';
import { practicesOf } from '../reports/coach.js';
import {
  type OrganisationReport,
  type OrganisationSort,
  organisationRows,
  organisationSorts,
  type PracticeRollUp,
  readableWords,
  rollUpWords,
  TRAVEL_BOUND,
  travelWords,
} from '../reports/organisation.js';
import { plainText } from '../reports/untrusted.js';
import { RUNG_WORDS } from '../reports/words.js';
import { AdoptionChart, STACKED } from './adoption-chart.js';
import { ALONE, AroundContext, type Say, useAround } from './around.js';
import { again, type BeingRead, Reading } from './being-read.js';
import { GridHead, RungCounts, RungName, titleOf } from './coach.js';
import { Layout, page, type Served } from './layout.js';
import { Links } from './links.js';
import { Meanings } from './meanings.js';
import { Pages, pageOf } from './page-links.js';

export interface OrganisationPageView extends Served {
  readonly report: OrganisationReport;
  readonly listed: readonly ListedRepository[];
  /** Those of them whose first report is being made. */
  readonly reading: readonly BeingRead[];
  readonly say: Say;
  /** The path of this page. */
  readonly path: string;
  readonly sort: OrganisationSort;
  /** Which page of the list, from 1. */
  readonly page: number;
  readonly links: readonly { readonly name: string; readonly href: string }[];
}

/** All repositories of an organisation that somebody may read: where practices stand, how they spread and travel. */
export function organisationPage(view: OrganisationPageView): string {
  const { report, listed, reading, say, links, script = null } = view;
  const { organisation, repositories, practices, travel } = report;
  return page(
    <AroundContext.Provider value={{ ...ALONE, say }}>
      <Layout
        title={`${plainText(organisation)} · Holdfast`}
        refresh={again(reading)}
        script={reading.length === 0 ? null : script}
      >
        <header>
          <h1>{plainText(organisation)}</h1>
          <p class="quiet">{readableWords(repositories)} Every number below is of those.</p>
          <Links links={links} />
        </header>
        <Reading reading={reading} />
        <section>
          <h2>Where practices stand</h2>
          <ul class="entries">
            {practices.map((practice) => (
              <li>
                <b>{practice.title}</b>
                <p>{rollUpWords(practice, repositories)}</p>
                {practice.rungs.length === 0 ? null : (
                  <p class="chips">
                    <RungCounts
                      rungs={practice.rungs}
                      query={{ q: ownerOf(listed), practice: practice.practice }}
                    />
                  </p>
                )}
                {practice.dormant === 0 ? null : (
                  <p class="quiet">
                    {practice.dormant} of them {practice.dormant === 1 ? 'has' : 'have'} been quiet for four
                    weeks: where they stand is how it was then.
                  </p>
                )}
              </li>
            ))}
          </ul>
          <Meanings />
        </section>
        <section>
          <h2>How they spread</h2>
          <p class="quiet">
            Repositories by rung over time. Before anything was known of a repository it stands on “
            {RUNG_WORDS['no-baseline'].name}”, so that every column is of the same repositories.
          </p>
          {practices.map((practice) => (
            <Adoption practice={practice} />
          ))}
        </section>
        <section>
          <h2>How they travel</h2>
          {travel.kind === 'not-told' ? (
            <p>{travel.why}</p>
          ) : (
            <>
              <ul>
                {travel.practices.map((one) => (
                  <li>{travelWords(one)}</li>
                ))}
              </ul>
              <p class="quiet">
                {TRAVEL_BOUND} Counted on {say.day(travel.countedOn)}.
              </p>
            </>
          )}
        </section>
        <Repositories {...view} />
        <footer class="quiet">
          <p>
            Holdfast shows practices, never people. There is no league table: repositories differ in what they
            are.
          </p>
        </footer>
      </Layout>
    </AroundContext.Provider>,
  );
}

/** What the names of all of them begin with; empty where they have nothing in common, as local ones have not. */
function ownerOf(listed: OrganisationPageView['listed']): string {
  const owner = /^[^/]+\//.exec(listed[0]?.name ?? '')?.[0] ?? '';
  return listed.every(({ name }) => name.startsWith(owner)) ? owner : '';
}

function Adoption({ practice: { title, adoption } }: { readonly practice: PracticeRollUp }) {
  const { say } = useAround();
  const seen = STACKED.filter((rung) => adoption.some(({ rungs }) => (rungs[rung] ?? 0) > 0));
  return (
    <>
      <h3 class="above">{title}</h3>
      {adoption.length < 2 ? (
        <p class="quiet">
          {adoption.length === 0
            ? 'Nothing is known of it yet.'
            : 'No repository has a baseline yet: there is no curve.'}
        </p>
      ) : (
        <>
          <ul class="legend">
            {[...seen].reverse().map((rung) => (
              <li>
                <span class={`swatch bar-${rung}`} aria-hidden="true" /> {RUNG_WORDS[rung].name}
              </li>
            ))}
          </ul>
          <AdoptionChart title={title} points={adoption} />
          <details>
            <summary class="plain">The numbers: {title}</summary>
            <section class="scroll" tabindex={0} aria-label={`${title}, repositories by rung`}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">on</th>
                    {seen.map((rung) => (
                      <th scope="col" class="n">
                        {RUNG_WORDS[rung].name}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {adoption.map(({ day, rungs }) => (
                    <tr>
                      <th scope="row">{say.day(day)}</th>
                      {seen.map((rung) => (
                        <td class="n">{rungs[rung] ?? 0}</td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          </details>
        </>
      )}
    </>
  );
}

const SORT_WORDS: Readonly<Record<OrganisationSort, string>> = {
  name: 'by name',
  help: 'what needs help first',
};

function Repositories({
  listed,
  path,
  sort,
  page,
}: Pick<OrganisationPageView, 'listed' | 'path' | 'sort' | 'page'>) {
  const shown = practicesOf({ practice: null });
  const here = pageOf(organisationRows(listed, sort), page);
  return (
    <section>
      <h2 id="repositories">Repositories</h2>
      <p>
        {organisationSorts.map((one, at) => (
          <>
            {at > 0 ? ' · ' : ''}
            {one === sort ? (
              <b>{SORT_WORDS[one]}</b>
            ) : (
              <a href={organisationAddress(path, { sort: one })}>{SORT_WORDS[one]}</a>
            )}
          </>
        ))}
      </p>
      <table class="grid" aria-labelledby="repositories">
        <GridHead shown={shown} listed={listed} />
        <tbody>
          {here.rows.map(({ repository, cells }) => (
            <tr>
              <th scope="row">
                <a href={repository.path}>{plainText(repository.name)}</a>
              </th>
              {cells.map((cell, at) => (
                <td data-what={titleOf(shown[at] ?? 'test-first')}>
                  {cell === null ? (
                    <span class="quiet">
                      {repository.overview === null ? plainText(repository.state) : 'nothing is known'}
                    </span>
                  ) : (
                    <RungName standing={cell.standing} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Pages of={here} hrefOf={(one) => organisationAddress(path, { sort, page: one })} />
    </section>
  );
}

/** With what differs from the usual only, so that a page has one address. */
function organisationAddress(
  path: string,
  { sort, page = 1 }: { readonly sort: OrganisationSort; readonly page?: number },
): string {
  const asked = new URLSearchParams({
    ...(sort !== 'name' && { sort }),
    ...(page !== 1 && { page: String(page) }),
  });
  return `${path}${asked.size === 0 ? '' : `?${asked}`}#repositories`;
}
