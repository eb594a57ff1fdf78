import type { PracticeSummary, Summary } from '../reports/summary.js';
import { capital } from '../reports/summary-markdown.js';
import { moreWords, onePage } from '../reports/summary-page.js';
import { bars, RUNG_WORDS } from '../reports/words.js';
import { Layout, page } from './layout.js';

/** So many periods make a line of bars that still fits beside its words. */
const PERIODS = 52;

interface SummaryPageOptions {
  /** Where the whole report is. */
  readonly report: string;
  /** Where the same summary is to be had in other formats. */
  readonly downloads: readonly { readonly name: string; readonly href: string }[];
}

/** One page for those who lead, to be read on a screen or printed on one sheet. */
export function summaryPage(whole: Summary, { report, downloads }: SummaryPageOptions): string {
  const { summary, leftOut, isMuch } = onePage(whole);
  const { repository, until, vision, headline, practices, focus, tried, next, unknown, terms } = summary;
  return page(
    <Layout title={`${repository.name}: summary · Holdfast`}>
      <div class={isMuch ? 'summary much' : 'summary'}>
        <p class="screen">
          <a href={report}>The whole report</a>
        </p>
        <h1>{repository.name}</h1>
        <p class="quiet">
          Summary of how practices are adopted{until === null ? '' : `, up to the week of ${until}`}
        </p>
        {vision === null ? null : <p class="vision">Vision: {vision}</p>}
        <p class="headline">{headline}</p>
        <section>
          <h2>Where each practice stands</h2>
          {practices.map((practice) => (
            <Practice practice={practice} />
          ))}
        </section>
        <Delivery delivery={summary.delivery} />
        <List
          title="In focus"
          leftOut={leftOut.focus}
          lines={focus.map(({ name, goal, by, says }) => (
            <>
              <b>{name}</b>
              {goal === null ? '' : `: ${goal}`}
              {by === null ? '' : `, by ${by}`}. <Words text={says.join(' ')} />
            </>
          ))}
        />
        <List
          title="What was tried, and what followed"
          leftOut={leftOut.tried}
          lines={tried.map(({ when, kind, title, expected, says }) => (
            <>
              <span class="quiet">
                <Words text={when} />, {kind}:
              </span>{' '}
              <b>{title}</b>. {expected === null ? '' : `Expected: ${expected}. `}
              <Words text={says} />
            </>
          ))}
        />
        <div class="beside">
          <List
            title="What needs a decision or help next"
            leftOut={leftOut.next}
            lines={next.map((text) => <Words text={text} />)}
          />
          <List title="What cannot be told" lines={unknown.map((text) => <Words text={text} />)} />
        </div>
        <footer class="quiet">
          <p>
            Words here.{' '}
            {terms.map(({ term, means }, at) => (
              <>
                {at === 0 ? '' : '; '}
                <i>{term}</i>: {means}
              </>
            ))}
            . Nobody is named or ranked.
          </p>
          <p class="screen">
            The same as{' '}
            {downloads.map(({ name, href }, at) => (
              <>
                {at > 0 ? ' · ' : ''}
                <a href={href}>{name}</a>
              </>
            ))}
            . It prints on one sheet.
          </p>
        </footer>
      </div>
    </Layout>,
  );
}

function Practice({ practice }: { readonly practice: PracticeSummary }) {
  const { title, means, rung, stands, isWin, since, lasts, says, recent } = practice;
  return (
    <article class="practice">
      <h3>{title}</h3>
      <p class="stands">
        {rung === null ? null : (
          <span class="symbol" aria-hidden="true">
            {RUNG_WORDS[rung].symbol}{' '}
          </span>
        )}
        <b>{capital(stands)}</b>
        {isWin ? <span class="win"> a win</span> : null}
        {since === null ? null : (
          <span class="quiet">
            {' '}
            since <Words text={since} />
          </span>
        )}
        <span class="lasts"> · Does it last? {capital(lasts)}.</span>
      </p>
      {recent.length === 0 ? null : (
        <p class="bars" role="img" aria-label="Its share over time; the words below say how it is now">
          {bars(recent.slice(-PERIODS), 1)}
        </p>
      )}
      <p>
        <span class="quiet">{means}</span> <Words text={says.join(' ')} />
      </p>
    </article>
  );
}

function Delivery({ delivery }: Pick<Summary, 'delivery'>) {
  if (delivery === null) return null;
  const { windows, rows, says } = delivery;
  return (
    <section>
      <h2>What it costs and brings</h2>
      <div class="scroll" tabindex={0}>
        <table>
          <thead>
            <tr>
              <td />
              {windows.map((title) => (
                <th class="n" scope="col">
                  <Words text={title} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ title, cells }) => (
              <tr>
                <th scope="row">{title}</th>
                {cells.map((cell) => (
                  <td class="n">{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>
        <Words text={says.join(' ')} />
      </p>
    </section>
  );
}

/** Words of ours in which no day is broken over two lines. */
function Words({ text }: { readonly text: string }) {
  return (
    <>
      {text
        .split(/(\d{4}-\d\d-\d\d)/)
        .map((part, at) => (at % 2 === 1 ? <span class="day">{part}</span> : part))}
    </>
  );
}

interface ListProps {
  readonly title: string;
  readonly lines: readonly unknown[];
  readonly leftOut?: number;
}

function List({ title, lines, leftOut = 0 }: ListProps) {
  if (lines.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {lines.map((line) => (
          <li>{line}</li>
        ))}
        {leftOut === 0 ? null : <li class="quiet">{moreWords(leftOut)}</li>}
      </ul>
    </section>
  );
}
