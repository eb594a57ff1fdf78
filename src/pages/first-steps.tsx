/** How far an app is that was just set up. No names: whoever comes may read it. */
export type FirstSteps =
  /** It looks at no repository yet. */
  | { readonly state: 'not-installed' }
  | {
      readonly state: 'reading';
      /** How many of the repositories have a report. */
      readonly reports: number;
      readonly repositories: number;
      /** There are more repositories, which were not counted. */
      readonly more: boolean;
    }
  /** Each has a report. */
  | { readonly state: 'ready' };

interface FirstStepsProps {
  readonly steps: FirstSteps;
  /** Where the app can be installed; null while it is not known. */
  readonly installUrl: string | null;
  /** Whether anybody can sign in: what is behind that is not offered otherwise. */
  readonly isOpen: boolean;
}

/** What is missing, and the next step. */
export function NextStep({ steps, installUrl, isOpen }: FirstStepsProps) {
  if (steps.state === 'not-installed')
    return (
      <p class="note">
        It is installed nowhere yet, so there is nothing to show.{' '}
        {installUrl === null ? (
          'Install it from the settings of the app on GitHub.'
        ) : (
          <a href={installUrl}>Choose the repositories that it looks at</a>
        )}
      </p>
    );
  return (
    <>
      {steps.state === 'reading' ? <Reading {...steps} /> : null}
      <p>
        {isOpen ? <a href="/coach">All your repositories, by practice</a> : null}
        {installUrl === null ? null : (
          <>
            {isOpen ? ' · ' : ''}
            <a href={installUrl}>Choose the repositories that it looks at</a>
          </>
        )}
      </p>
    </>
  );
}

interface ReadingProps {
  readonly reports: number;
  readonly repositories: number;
  readonly more: boolean;
}

function Reading({ reports, repositories, more }: ReadingProps) {
  const of = `${more ? 'the first ' : ''}${repositories.toLocaleString('en-US')}`;
  return (
    <>
      <p>
        Histories are being read: {reports.toLocaleString('en-US')} of {of}{' '}
        {repositories === 1 ? 'repository has' : 'repositories have'} a report
      </p>
      <progress aria-label="Progress" value={reports} max={repositories} />
      <p class="quiet">
        Reports are shown as soon as there is one, and grow until all is read. A repository without commits
        has none.
      </p>
    </>
  );
}
