import { plainText } from '../reports/untrusted.js';
import { type FirstSteps, NextStep } from './first-steps.js';
import { Layout, page } from './layout.js';

/** Whether somebody is signed in, could be, or nobody can be. */
export type Reader = { readonly login: string } | 'anybody' | 'closed';

const WHOSE = {
  open: 'Those of public repositories are for everybody, others for whoever may read the repository on GitHub.',
  closed: 'Only those of public repositories are shown: nobody can sign in here yet.',
};

/** The start page of an app: what it is, how far it is, and the next step. Which repositories it looks at is nobody's business. */
export function appHomePage(installUrl: string | null, reader: Reader, steps: FirstSteps): string {
  return page(
    <Layout title="Holdfast">
      <h1>Holdfast</h1>
      <p class="quiet">Are engineering practices really being adopted, and does the gain hold?</p>
      <p>
        This server listens to GitHub. Each pull request of a repository in which it is installed gets a check
        that says what the change shows of test-first, refactoring and review feedback, and where the
        repository stands.
      </p>
      <NextStep steps={steps} installUrl={installUrl} isOpen={reader !== 'closed'} />
      <p class="quiet">
        The report of a repository is at <code>/r/OWNER/NAME</code>, also as <code>.json</code>,{' '}
        <code>.csv</code> and <code>.md</code>; one page of it in plain words is at{' '}
        <code>/r/OWNER/NAME/summary</code>. {WHOSE[reader === 'closed' ? 'closed' : 'open']} No person is
        ranked or named in it.
      </p>
      {reader === 'closed' ? null : reader === 'anybody' ? (
        <p>
          <a href="/sign-in">Sign in with GitHub</a>
        </p>
      ) : (
        <p>
          Signed in as {plainText(reader.login)} · <a href="/sign-out">Sign out</a>
        </p>
      )}
    </Layout>,
  );
}
