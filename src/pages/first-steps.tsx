/** How far an app is that was just set up. No names: whoever comes may read it. */
export type FirstSteps =
  /** It looks at no repository yet. */
  | { readonly state: 'not-installed' }
  /** Pull requests whose reviews were read, and how many there are; 0 while nobody knows. */
  | { readonly state: 'importing'; readonly done: number; readonly total: number }
  | { readonly state: 'ready' };

interface FirstStepsProps {
  readonly steps: FirstSteps;
  /** Where the app can be installed; null while it is not known. */
  readonly installUrl: string | null;
}

/** What is missing, and the next step. */
export function NextStep({ steps, installUrl }: FirstStepsProps) {
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
      {steps.state === 'importing' ? <Importing {...steps} /> : null}
      <p>
        <a href="/coach">All your repositories, by practice</a>
        {installUrl === null ? null : (
          <>
            {' · '}
            <a href={installUrl}>Choose the repositories that it looks at</a>
          </>
        )}
      </p>
    </>
  );
}

function Importing({ done, total }: { readonly done: number; readonly total: number }) {
  return (
    <>
      <p>
        Histories are being read
        {total === 0
          ? ' …'
          : `: the reviews of ${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} pull requests`}
      </p>
      {total === 0 ? (
        <progress aria-label="Progress" />
      ) : (
        <progress aria-label="Progress" value={done} max={total} />
      )}
      <p class="quiet">Reports are shown as soon as there is one, and grow until all is read.</p>
    </>
  );
}
