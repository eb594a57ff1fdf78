import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { STYLE } from '../../src/pages/style.js';
import { percent, RUNG_WORDS, sparkline } from '../../src/reports/words.js';
import type { CheckAnnotation, CheckRun } from '../github/state/state.js';
import { markdownHtml } from './markdown.js';
import type { PlayedPull, Scene } from './play.js';

/** What the report's own pages do not need: a check as GitHub frames it. */
export const DEMO_STYLE = `${STYLE}
.state, .conclusion { font-weight: 600; white-space: nowrap; }
.open { color: var(--first); } .merged { color: var(--signal); } .success { color: var(--first); } .failure { color: var(--untested); } .neutral { color: var(--quiet); }
.check { border: 1px solid var(--line); border-radius: .5rem; margin: 1rem 0; }
.check > header { background: var(--box); border-bottom: 1px solid var(--line); border-radius: .5rem .5rem 0 0; padding: .6rem 1rem; overflow-wrap: anywhere; }
.check > div { padding: .4rem 1rem; }
.check h2 { margin: 0; font-size: 1.05rem; } .check h3 { font-weight: 600; margin: 1rem 0 .3rem; }
.markdown { overflow-wrap: anywhere; } .markdown table { display: block; overflow-x: auto; width: max-content; max-width: 100%; overflow-wrap: normal; }
.markdown th, .markdown td { border: 1px solid var(--line); padding: .35rem .7rem; }
.markdown code { background: var(--box); padding: .1em .3em; border-radius: .25rem; }
.markdown blockquote { margin: .5rem 0; border-left: 3px solid var(--line); padding: 0 1rem; color: var(--quiet); }
.markdown ul { padding-left: 1.3rem; }
.annotation { border-left: 3px solid var(--line); padding: .1rem .75rem; margin: .6rem 0; overflow-wrap: anywhere; } .annotation.warning { border-color: var(--after); }
form { display: inline; } button { font: inherit; color: inherit; background: var(--box); border: 1px solid var(--line); border-radius: .4rem; padding: .25rem .8rem; margin: .2rem .4rem .2rem 0; cursor: pointer; }
button:focus-visible { outline: 2px solid var(--accompanied); outline-offset: 2px; }
`;

/** Seconds. Whoever reads a check must not lose the place; the list is looked at while things happen. */
const REFRESH = { list: 3, pull: 10 };

function Layout({
  title,
  refresh,
  children,
}: {
  readonly title: string;
  readonly refresh: number;
  readonly children: Child;
}) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta http-equiv="refresh" content={String(refresh)} />
        <title>{title}</title>
        <style>{raw(DEMO_STYLE)}</style>
      </head>
      <body>
        <main>{children}</main>
      </body>
    </html>
  );
}

const page = (element: unknown): string => `<!doctype html>\n${String(element)}\n`;

/** Pull requests with what their last check says, and where the trends stand. */
export function listPage({ repository, reportUrl, note, now, pulls, report }: Scene): string {
  return page(
    <Layout title={`${repository}: the demo`} refresh={REFRESH.list}>
      <h1>{repository}</h1>
      <p class="quiet">
        A stand-in for GitHub on this machine plays a history as pull requests, and Holdfast answers with
        checks. No account, nothing leaves this machine.
      </p>
      {note === null ? null : <p class="note">{note}</p>}
      <p role="status">{now}</p>
      <h2>
        Trends, from the <a href={reportUrl}>report of the app</a>
      </h2>
      {report === null ? (
        <p class="quiet">The app has made no report yet.</p>
      ) : (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th>practice</th>
                <th>so far</th>
                <th>where it stands</th>
                <th>by period</th>
              </tr>
            </thead>
            <tbody>
              {report.indicators.map((it) => (
                <tr>
                  <td>{it.title}</td>
                  <td>{it.n === 0 ? 'nothing to count' : `${percent(it.x / it.n)} (${it.x} of ${it.n})`}</td>
                  <td>
                    {it.standing === null
                      ? ''
                      : `${RUNG_WORDS[it.standing.rung].symbol} ${RUNG_WORDS[it.standing.rung].name}`}
                  </td>
                  <td>{sparkline(it.periods)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <h2>Pull requests</h2>
      {pulls.length === 0 ? <p class="quiet">None was opened yet.</p> : null}
      <ul class="entries">
        {pulls.map((pull) => (
          <li>
            <State of={pull} />{' '}
            <a href={`/pull/${pull.number}`}>
              #{pull.number} {pull.title}
            </a>
            <br />
            {pull.checks[0] === undefined ? (
              <span class="quiet">no check yet</span>
            ) : (
              <Conclusion of={pull.checks[0]} />
            )}
          </li>
        ))}
      </ul>
    </Layout>,
  );
}

const State = ({ of: { state } }: { readonly of: PlayedPull }) => (
  <span class={`state ${state}`}>{state}</span>
);

const SYMBOLS: Readonly<Record<string, string>> = { success: '✓', failure: '✗', neutral: '■' };

const Conclusion = ({ of: { name, conclusion, status, output } }: { readonly of: CheckRun }) => (
  <span>
    <span class={`conclusion ${conclusion ?? ''}`}>
      {SYMBOLS[conclusion ?? ''] ?? '…'} {name}
    </span>{' '}
    {output.title ?? status}
  </span>
);

/** A pull request with its newest check, as GitHub shows it, and what was said before. */
export function pullPage({ repository, reportUrl }: Scene, pull: PlayedPull): string {
  return page(
    <Layout title={`#${pull.number} ${pull.title}`} refresh={REFRESH.pull}>
      <p>
        <a href="/">{repository}</a> · <a href={reportUrl}>report</a>
      </p>
      <h1>
        {pull.title} <span class="quiet">#{pull.number}</span>
      </h1>
      <p>
        <State of={pull} />
      </p>
      {pull.checks.length === 0 ? <p class="quiet">No check yet.</p> : null}
      {pull.checks.slice(0, 1).map((check) => (
        <Check of={check} pull={pull.number} />
      ))}
      {pull.checks.length < 2 ? null : <h2>Said before</h2>}
      <ul class="entries">
        {pull.checks.slice(1).map((check) => (
          <li>
            <Conclusion of={check} /> <code class="quiet">{check.headSha.slice(0, 8)}</code>
          </li>
        ))}
      </ul>
    </Layout>,
  );
}

/** GitHub’s own button comes with those that the check has. */
function Check({ of: check, pull }: { readonly of: CheckRun; readonly pull: number }) {
  const { id, output, annotations, actions, headSha } = check;
  return (
    <section class="check" id={`check-${id}`}>
      <header>
        <h2>
          <Conclusion of={check} />
        </h2>
        <span class="quiet">
          for <code>{headSha.slice(0, 8)}</code>
        </span>
      </header>
      <div>
        <form method="post" action={`/pull/${pull}/check/${id}/rerequest`}>
          <button type="submit">Re-run</button>
        </form>
        {actions.map(({ label, description, identifier }) => (
          <form method="post" action={`/pull/${pull}/check/${id}/${identifier}`}>
            <button type="submit" title={description}>
              {label}
            </button>
          </form>
        ))}
        <div class="markdown">{raw(markdownHtml(output.summary ?? ''))}</div>
        {output.text === null ? null : <div class="markdown">{raw(markdownHtml(output.text))}</div>}
        {annotations.length === 0 ? null : <h3>Annotations</h3>}
        {annotations.map((it) => (
          <Annotation of={it} />
        ))}
      </div>
    </section>
  );
}

const Annotation = ({ of: it }: { readonly of: CheckAnnotation }) => (
  <div class={`annotation ${it.annotation_level ?? ''}`}>
    <span class="quiet">
      {it.annotation_level}: {it.path}#L{it.start_line}
      {it.end_line > it.start_line ? `-L${it.end_line}` : ''}
    </span>
    <br />
    <b>{it.title}</b>
    <br />
    {it.message}
  </div>
);
