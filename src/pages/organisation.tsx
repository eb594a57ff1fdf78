import type { ListedRepository } from '../model/overview.js';
import { practicesOf } from '../reports/coach.js';
import {
  type OrganisationReport,
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
import { GridHead, Links, RungName, titleOf } from './coach.js';
import { Layout, page } from './layout.js';

export interface OrganisationPageView {
  readonly report: OrganisationReport;
  readonly listed: readonly ListedRepository[];
  /** The path of this page. */
  readonly path: string;
  readonly sort: (typeof organisationSorts)[number];
  readonly links: readonly { readonly name: string; readonly href: string }[];
}

/** All repositories of an organisation that somebody may read: where practices stand, how they spread and travel. */
export function organisationPage({ report, listed, path, sort, links }: OrganisationPageView): string {
  const { organisation, repositories, practices, travel } = report;
  return page(
    <Layout title={`${plainText(organisation)} · Holdfast`}>
      <header>
        <h1>{plainText(organisation)}</h1>
        <p class="quiet">{readableWords(repositories)} Every number below is of those.</p>
        <Links links={links} />
      </header>
      <section>
        <h2>Where practices stand</h2>
        <ul class="entries">
          {practices.map((practice) => (
            <li>
              <b>{practice.title}</b>
              <p>{rollUpWords(practice, repositories)}</p>
              {practice.dormant === 0 ? null : (
                <p class="quiet">
                  {practice.dormant} of them {practice.dormant === 1 ? 'has' : 'have'} been quiet for four
                  weeks: where they stand is how it was then.
                </p>
              )}
            </li>
          ))}
        </ul>
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
              {TRAVEL_BOUND} Counted on {travel.countedOn}.
            </p>
          </>
        )}
      </section>
      <Repositories listed={listed} path={path} sort={sort} />
      <footer class="quiet">
        <p>
          Holdfast shows practices, never people. There is no league table: repositories differ in what they
          are.
        </p>
      </footer>
    </Layout>,
  );
}

function Adoption({ practice: { title, adoption } }: { readonly practice: PracticeRollUp }) {
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
                      <th scope="row">{day}</th>
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

const SORT_WORDS = { name: 'by name', help: 'what needs help first' } as const;

function Repositories({ listed, path, sort }: Pick<OrganisationPageView, 'listed' | 'path' | 'sort'>) {
  const shown = practicesOf({ practice: null });
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
              <a href={`${path}${one === 'name' ? '' : `?sort=${one}`}#repositories`}>{SORT_WORDS[one]}</a>
            )}
          </>
        ))}
      </p>
      <table class="grid">
        <GridHead shown={shown} />
        <tbody>
          {organisationRows(listed, sort).map(({ repository, cells }) => (
            <tr>
              <th scope="row">
                <a href={repository.path}>{plainText(repository.name)}</a>
              </th>
              {cells.map((cell, at) => (
                <td>
                  <span class="what" aria-hidden="true">
                    {titleOf(shown[at] ?? 'test-first')}
                  </span>
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
    </section>
  );
}
