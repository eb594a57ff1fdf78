import type { InterventionOutcome } from '../model/intervention.js';
import type { TriedSomewhere } from '../reports/coach.js';
import { practices } from '../reports/practices.js';
import { hypothesisWords, triedWhen } from '../reports/tried.js';
import { plainText } from '../reports/untrusted.js';
import { type CoachForm, isRecorded, type Recorded, RemoveForm } from './coach-form.js';

/** So many are told; the report of a repository has more of its own. */
const TOLD = 50;

/** Experiments whose day has come, or is near. */
export function Due({ due }: { readonly due: readonly TriedSomewhere[] }) {
  if (due.length === 0) return null;
  return (
    <section>
      <h2>Experiments due for review</h2>
      <ul class="entries">
        {due.map((tried) => (
          <Entry tried={tried} />
        ))}
      </ul>
    </section>
  );
}

interface TriedProps {
  readonly tried: readonly TriedSomewhere[];
  readonly recorded: ReadonlyMap<string, readonly Recorded[]>;
  readonly form: CoachForm;
}

/** What was tried, newest first, with what followed; first what no report has looked at yet. */
export function Tried({ tried, recorded, form }: TriedProps) {
  const fresh = [...recorded].flatMap(([name, all]) =>
    all
      .filter((one) => !tried.some((it) => it.repository.name === name && isRecorded(it.outcomes[0], one)))
      .map((one) => ({ name, one })),
  );
  return (
    <section>
      <h2 id="tried">What was tried, and what followed</h2>
      {tried.length + fresh.length === 0 ? (
        <p class="quiet">
          Nothing is recorded yet: coaching, training, pairing, policies and experiments, with their days.
          What came before and after each is shown here then.
        </p>
      ) : (
        <p class="quiet">It is association only: nothing says what else changed at that time.</p>
      )}
      <ul class="entries">
        {fresh.map(({ name, one }) => (
          <li>
            <span class="quiet">
              {one.start} · {one.kind} · {plainText(name)}
            </span>{' '}
            <b>{plainText(one.title)}</b>
            <p class="quiet">
              Recorded. What came before and after it is in the next report, within minutes.
            </p>
            <RemoveForm form={form} name={name} recorded={one} />
          </li>
        ))}
        {tried.slice(0, TOLD).map((it) => {
          const own = recorded.get(it.repository.name)?.find((one) => isRecorded(it.outcomes[0], one));
          return (
            <Entry tried={it}>
              {own === undefined ? null : <RemoveForm form={form} name={it.repository.name} recorded={own} />}
            </Entry>
          );
        })}
      </ul>
      {tried.length > TOLD ? (
        <p class="quiet">
          The newest {TOLD} of {tried.length.toLocaleString('en-US')}: choose a repository above to see its
          own.
        </p>
      ) : null}
    </section>
  );
}

function Entry({ tried, children }: { readonly tried: TriedSomewhere; readonly children?: unknown }) {
  const { repository, outcomes } = tried;
  const [first] = outcomes;
  const expected = hypothesisWords(first);
  return (
    <li>
      <span class="quiet">
        {triedWhen(first)} · {first.kind} · <a href={repository.path}>{plainText(repository.name)}</a>
      </span>{' '}
      <b>{plainText(first.title)}</b>
      {expected === null ? null : <p class="quiet">{expected}</p>}
      {outcomes.map((outcome) => (
        <p>
          {outcomes.length > 1 ? <span class="quiet">{practiceOf(outcome)}: </span> : null}
          {plainText(outcome.sentence)}
        </p>
      ))}
      {children as never}
    </li>
  );
}

const practiceOf = ({ practice }: InterventionOutcome): string =>
  practices.find((it) => it.practice === practice)?.title ?? 'all practices';
