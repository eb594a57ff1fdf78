import { plainText } from '../reports/untrusted.js';
import { Layout, page } from './layout.js';

/** Where somebody signs in, and comes back from there. */
const signInPath = (next: string): string => `/sign-in?next=${encodeURIComponent(next)}`;

/**
 * What is said of an address where nothing is, and of one that is not for everybody: word for word the same.
 *
 * @param next the address; null where nobody can sign in here
 */
export function signInOfferPage(next: string | null): string {
  return page(
    <Layout title="Not found · Holdfast">
      <h1>Not found, or not for everybody</h1>
      <p>There is no report here that everybody may read.</p>
      {next === null ? (
        <p>
          Nobody can sign in on this server, so it shows reports of public repositories only. Whoever runs it
          can change that: the documentation of its deployment says how.
        </p>
      ) : (
        <>
          <p>
            If it belongs to a private repository, sign in: whoever may read the repository on GitHub may read
            its report here.
          </p>
          <p>
            <a href={signInPath(next)}>Sign in with GitHub</a>
          </p>
          <p class="quiet">
            This server asks GitHub which repositories you may read, and keeps nothing else of it. Nobody is
            named or ranked in a report.
          </p>
        </>
      )}
      <p>
        <a href="/">Back to the start</a>
      </p>
    </Layout>,
  );
}

/** The same for somebody who signed in. */
export function notYoursPage(login: string): string {
  return page(
    <Layout title="Not found · Holdfast">
      <h1>Not found, or not yours to read</h1>
      <p>
        There is no report here that GitHub lets <strong>{plainText(login)}</strong> read. What to do:
      </p>
      <ul>
        <li>See whether you can open the repository on GitHub, under this name and this account.</li>
        <li>If its organisation uses single sign-on, sign in there first, then sign in here again.</li>
        <li>If you were let in just now, come back in five minutes.</li>
        <li>If the report is new to all of you, ask who manages the app: it may not be installed there.</li>
      </ul>
      <p>
        <a href="/">Back to the start</a> · <a href="/sign-out">Sign out</a>
      </p>
    </Layout>,
  );
}

/** @param next where the sign-in leads to if it is tried again; null where that would not help */
export function signInFailedPage(title: string, words: string, next: string | null): string {
  return page(
    <Layout title={`${title} · Holdfast`}>
      <h1>{plainText(title)}</h1>
      <p>{plainText(words)}</p>
      <p>
        {next === null ? null : (
          <>
            <a href={signInPath(next)}>Sign in with GitHub</a> ·{' '}
          </>
        )}
        <a href="/">Back to the start</a>
      </p>
    </Layout>,
  );
}

/** A browser in which somebody is signed in. Times are seconds since 1970, UTC. */
export interface SignedInBrowser {
  readonly createdAt: number;
  readonly usedAt: number;
  /** The one that looks at the page. */
  readonly here: boolean;
}

export interface SignOutView {
  readonly login: string;
  readonly browsers: readonly SignedInBrowser[];
  /** What the form carries. */
  readonly csrf: string;
}

const minute = (seconds: number): string =>
  `${new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** Where somebody is signed in, and the way out. */
export function signOutPage({ login, browsers, csrf }: SignOutView): string {
  return page(
    <Layout title="Sign out · Holdfast">
      <h1>Signed in as {plainText(login)}</h1>
      <table>
        <thead>
          <tr>
            <th>since</th>
            <th>last seen</th>
            <th>browser</th>
          </tr>
        </thead>
        <tbody>
          {browsers.map(({ createdAt, usedAt, here }) => (
            <tr>
              <td>{minute(createdAt)}</td>
              <td>{minute(usedAt)}</td>
              <td>{here ? 'this one' : 'another one'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <form method="post" action="/sign-out">
        <input type="hidden" name="csrf" value={csrf} />
        <p>
          <button type="submit">Sign out</button>{' '}
          <button type="submit" name="everywhere" value="yes">
            Sign out everywhere
          </button>
        </p>
      </form>
      <p class="quiet">
        A sign-in ends by itself after an hour without a page, and after twelve hours in any case.
      </p>
      <p>
        <a href="/">Back to the start</a>
      </p>
    </Layout>,
  );
}

/** @param taken whether GitHub has taken back what this server could ask it with */
export function signedOutPage(taken: boolean): string {
  return page(
    <Layout title="Signed out · Holdfast">
      <h1>You are signed out</h1>
      {taken ? (
        <p>This server has forgotten the session, and GitHub has taken back its access.</p>
      ) : (
        <p>
          This server has forgotten the session. GitHub could not be told; what it gave ends by itself within
          eight hours, and nobody has it any more. You can end it at once in your settings on GitHub, under
          Applications.
        </p>
      )}
      <p>
        <a href="/">Back to the start</a>
      </p>
    </Layout>,
  );
}
