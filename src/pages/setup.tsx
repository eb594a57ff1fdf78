import { plainText } from '../reports/untrusted.js';
import { Layout, page } from './layout.js';

/** What the set-up page is made of. */
export interface SetupView {
  /** Where the form goes: the page of GitHub on which an app is made. */
  readonly action: string;
  /** The text of the manifest. */
  readonly manifest: string;
  /** The organisation that the app is made in; null for the user's own account. */
  readonly organisation: string | null;
  /** Where webhooks will arrive; null while nobody has said where this server is reached. */
  readonly hookUrl: string | null;
}

/** What the app may do, and what for; `app.yml` asks for these and no others. */
export const PERMISSIONS: readonly { readonly name: string; readonly level: string; readonly why: string }[] =
  [
    { name: 'checks', level: 'write', why: 'to post the check: the only thing that is written' },
    { name: 'contents', level: 'read', why: 'to read commits and files, through git' },
    { name: 'pull_requests', level: 'read', why: 'to read pull requests, their reviews and threads' },
    { name: 'merge_queues', level: 'read', why: 'to answer in a merge queue, which would wait otherwise' },
    { name: 'metadata', level: 'read', why: 'names of repositories; GitHub gives it to every app' },
  ];

/** The way to an app of one's own: what it may do and why, then one button to GitHub. */
export function setupPage({ action, manifest, organisation, hookUrl }: SetupView): string {
  return page(
    <Layout title="Set up · Holdfast">
      <h1>Set up Holdfast</h1>
      <p>
        Holdfast is not connected to GitHub yet. GitHub makes an app of your own from the button below, and
        gives this server its credentials; nothing is installed anywhere before you choose repositories.
      </p>
      {hookUrl === null ? (
        <p>
          <strong>First say where GitHub reaches this server:</strong> set <code>HOLDFAST_URL</code> to its
          address, as in <code>HOLDFAST_URL=https://holdfast.example.org</code>, and start again. Without it
          no webhook arrives.
        </p>
      ) : (
        <p>
          Webhooks will arrive at <code>{plainText(hookUrl)}</code>.
        </p>
      )}
      <h2>What it may do</h2>
      <table>
        <thead>
          <tr>
            <th>permission</th>
            <th>level</th>
            <th>what for</th>
          </tr>
        </thead>
        <tbody>
          {PERMISSIONS.map(({ name, level, why }) => (
            <tr>
              <td>{name}</td>
              <td>{level}</td>
              <td>{why}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>Whose app it is</h2>
      <form method="get" action="/setup">
        <label>
          Organisation (leave it empty for your own account){' '}
          <input name="organisation" value={organisation ?? ''} maxlength={39} pattern="[A-Za-z0-9\-]*" />
        </label>{' '}
        <button type="submit">Choose</button>
      </form>
      <form method="post" action={action}>
        <input type="hidden" name="manifest" value={manifest} />
        <p>
          <button type="submit" disabled={hookUrl === null}>
            Make the app on GitHub{' '}
            {organisation === null ? 'in your account' : `in ${plainText(organisation)}`}
          </button>
        </p>
      </form>
      <p class="quiet">
        The credentials are kept in a file that only this server's user can read. Setting APP_ID, PRIVATE_KEY,
        WEBHOOK_SECRET, CLIENT_ID and CLIENT_SECRET in the environment does the same without this page.
      </p>
    </Layout>,
  );
}

/** The app is there; what is left is to choose repositories. */
export function setUpPage(name: string, installUrl: string): string {
  return page(
    <Layout title="Set up · Holdfast">
      <h1>{plainText(name)} is there</h1>
      <p>
        Its credentials are kept, and this server listens to its webhooks from now on.{' '}
        <a href={installUrl}>Choose the repositories that it looks at</a>.
      </p>
    </Layout>,
  );
}
