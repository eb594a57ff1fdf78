import { plainText } from '../reports/untrusted.js';
import { Layout, page, type Served } from './layout.js';

/** How often a page that waits asks again, in seconds. */
const AGAIN = 2;

export interface RepositoryState {
  readonly name: string;
  readonly href: string;
  /** What is to be said of it in a few words. */
  readonly words: string;
}

/** A report that is still being made. @param around where a script may ask how far it is */
export function waitingPage(
  name: string,
  { done, total, what }: Progress,
  { script = null, ask = null }: Served & { readonly ask?: string | null } = {},
): string {
  return page(
    <Layout title={`${plainText(name)} · Holdfast`} refresh={AGAIN} script={script}>
      <h1>{plainText(name)}</h1>
      <div class="empty" data-progress={ask ?? undefined}>
        <p data-words="" aria-live="polite">
          {progressWords({ done, total, what })}
        </p>
        {total === 0 ? (
          <progress aria-label="Progress" />
        ) : (
          <progress aria-label="Progress" value={done} max={total} />
        )}
        <p class="quiet">
          Every change of the history is judged once; afterwards only what is new. This page shows the report
          as soon as it is there.
        </p>
      </div>
    </Layout>,
  );
}

interface Progress {
  readonly done: number;
  readonly total: number;
  /** What is counted. */
  readonly what?: string | undefined;
}

/** `Reading the history: 120 of 3,000 changes`. */
export const progressWords = ({ done, total, what = 'changes' }: Progress): string =>
  total === 0
    ? 'Reading the history …'
    : `Reading the history: ${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} ${what}`;

/** A report that could not be made, or a place where nothing is. */
export function messagePage(
  title: string,
  message: string,
  next: { readonly href: string; readonly words: string } = { href: '/', words: 'Back to the start' },
): string {
  return page(
    <Layout title={`${title} · Holdfast`}>
      <h1>{plainText(title)}</h1>
      <p class="empty">{plainText(message)}</p>
      <p>
        <a href={next.href}>{next.words}</a>
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
