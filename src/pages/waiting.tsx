import { plainText } from '../reports/untrusted.js';
import { Layout, page } from './layout.js';

/** How often a page that waits asks again, in seconds. */
const AGAIN = 2;

export interface RepositoryState {
  readonly name: string;
  readonly href: string;
  /** What is to be said of it in a few words. */
  readonly words: string;
}

/** A report that is still being made. */
export function waitingPage(name: string, done: number, total: number): string {
  return page(
    <Layout title={`${plainText(name)} · Holdfast`} refresh={AGAIN}>
      <h1>{plainText(name)}</h1>
      <p>
        Reading the history
        {total === 0 ? ' …' : `: ${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} changes`}
      </p>
      {total === 0 ? (
        <progress aria-label="Progress" />
      ) : (
        <progress aria-label="Progress" value={done} max={total} />
      )}
      <p class="quiet">This page shows the report as soon as it is there.</p>
    </Layout>,
  );
}

/** A report that could not be made, or a place where nothing is. */
export function messagePage(title: string, message: string): string {
  return page(
    <Layout title={`${title} · Holdfast`}>
      <h1>{plainText(title)}</h1>
      <p>{plainText(message)}</p>
      <p>
        <a href="/">Back to the start</a>
      </p>
    </Layout>,
  );
}

/**
 * The repositories that are served, where there are several.
 * @param setup where an app can be set up; null where there is one
 */
export function homePage(states: readonly RepositoryState[], setup: string | null = null): string {
  return page(
    <Layout title="Holdfast">
      <h1>Holdfast</h1>
      <p class="quiet">Are engineering practices really being adopted, and does the gain hold?</p>
      <table>
        <thead>
          <tr>
            <th>repository</th>
            <th>test first</th>
          </tr>
        </thead>
        <tbody>
          {states.map(({ name, href, words }) => (
            <tr>
              <td>
                <a href={href}>{plainText(name)}</a>
              </td>
              <td>{plainText(words)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <a href="/coach">Coach’s view of all of them</a>
      </p>
      {setup === null ? null : (
        <p class="quiet">
          These are repositories of this machine. <a href={setup}>Set up the app</a> to see those on GitHub,
          with a check on each pull request.
        </p>
      )}
    </Layout>,
  );
}
