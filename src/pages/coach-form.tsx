import type { Intervention } from '../model/intervention.js';
import type { Indicator } from '../model/observation.js';
import { practices } from '../reports/practices.js';
import { plainText } from '../reports/untrusted.js';
import { Choice } from './choice.js';

/** What was recorded in this view, and can be taken away again. */
export interface Recorded extends Intervention {
  readonly id: number;
}

/** What can be recorded here, or why nothing can. */
export type CoachForm =
  | { readonly kind: 'closed'; readonly why: string }
  | {
      readonly kind: 'open';
      /** Proves that the form is ours. */
      readonly token: string;
      /** Names of the repositories that whoever reads this may push to. */
      readonly repositories: readonly string[];
      /** What an experiment can be judged by. */
      readonly indicators: readonly Pick<Indicator, 'name' | 'practice' | 'title'>[];
      /** What was sent and refused, to be mended; null where nothing was. */
      readonly refused: Refused | null;
      /** The repository that is chosen to begin with. */
      readonly chosen: string | null;
    };

export interface Refused {
  readonly values: Readonly<Record<string, string>>;
  readonly problems: readonly { readonly field: string; readonly message: string }[];
}

export const INTERVENTIONS_PATH = '/coach/interventions';
export const REMOVE_PATH = `${INTERVENTIONS_PATH}/remove`;

type Open = Extract<CoachForm, { kind: 'open' }>;

/** Two forms: for what was done, and for an experiment, which says what it expects. */
export function RecordForms({ form }: { readonly form: CoachForm }) {
  return (
    <section>
      <h2 id="record">Record what was done</h2>
      {form.kind === 'closed' ? (
        <p class="quiet">{form.why}</p>
      ) : (
        <>
          <p class="quiet">
            Say what was done and in which code, never who did it: names of people are kept nowhere. It can
            also be written into <code>.github/holdfast.yml</code>, where everybody sees it grow.
          </p>
          <Problems refused={form.refused} />
          <Done form={form} />
          <Experiment form={form} />
        </>
      )}
    </section>
  );
}

function Problems({ refused }: { readonly refused: Refused | null }) {
  if (refused === null) return null;
  return (
    <div class="refused" role="alert">
      <p>Nothing was recorded:</p>
      <ul>
        {refused.problems.map(({ message }) => (
          <li>{plainText(message)}</li>
        ))}
      </ul>
    </div>
  );
}

const KINDS = ['coaching', 'training', 'pairing', 'policy'] as const;

function Done({ form }: { readonly form: Open }) {
  const own = form.refused !== null && form.refused.values.kind !== 'experiment' ? form.refused : null;
  return (
    <details open={own !== null}>
      <summary class="plain">A session, a training, pairing or a policy</summary>
      <form class="record" method="post" action={INTERVENTIONS_PATH}>
        <Hidden form={form} />
        <Where form={form} own={own} />
        <Choice
          label="What was done"
          {...choiceOf(own, 'kind')}
          options={KINDS.map((kind) => [kind, kind])}
        />
        <Text own={own} label="Title" name="title" hint="Test-first in the billing code" most={120} />
        <Day own={own} label="First day" name="start" required />
        <Day own={own} label="Last day, if it took several" name="end" required={false} />
        <Choice
          label="For"
          none="all practices"
          {...choiceOf(own, 'practice')}
          options={practices.map((it) => [it.practice, it.title])}
        />
        <button type="submit">Record it</button>
      </form>
    </details>
  );
}

function Experiment({ form }: { readonly form: Open }) {
  const own = form.refused?.values.kind === 'experiment' ? form.refused : null;
  return (
    <details open={own !== null}>
      <summary class="plain">An experiment, with what is expected of it</summary>
      <form class="record" method="post" action={INTERVENTIONS_PATH}>
        <Hidden form={form} />
        <input type="hidden" name="kind" value="experiment" />
        <Where form={form} own={own} />
        <Text own={own} label="Title" name="title" hint="Tidy first" most={120} />
        <Text
          own={own}
          label="What is expected to be seen"
          name="hypothesis"
          hint="Refactorings become changes of their own"
          most={300}
        />
        <Choice
          label="Judged by"
          {...choiceOf(own, 'indicator')}
          options={[]}
          groups={practices.map(({ practice, title }) => ({
            title,
            options: form.indicators
              .filter((it) => it.practice === practice)
              .map((it) => [it.name, it.title]),
          }))}
        />
        <Day own={own} label="Starts on" name="start" required />
        <Day own={own} label="Judged on" name="review" required />
        <button type="submit">Begin it</button>
      </form>
    </details>
  );
}

function Where({ form, own }: { readonly form: Open; readonly own: Refused | null }) {
  return (
    <Choice
      label="Repository"
      {...choiceOf(own, 'repository', form.chosen)}
      options={form.repositories.map((name) => [name, name])}
    />
  );
}

const Hidden = ({ form }: { readonly form: Open }) => <input type="hidden" name="csrf" value={form.token} />;

interface FieldProps {
  readonly own: Refused | null;
  readonly label: string;
  readonly name: string;
}

/** A field that is to be mended; the page opens at the first one. */
const faultOf = ({ own, name }: Pick<FieldProps, 'own' | 'name'>) =>
  own?.problems.some(({ field }) => field === name)
    ? { 'aria-invalid': 'true' as const, autofocus: own.problems[0]?.field === name }
    : {};

/** What a choice begins with, and whether it is to be mended. */
const choiceOf = (own: Refused | null, name: string, first: string | null = null) => ({
  name,
  chosen: own?.values[name] ?? first,
  fault: faultOf({ own, name }),
});

interface TextProps extends FieldProps {
  readonly hint: string;
  readonly most: number;
}

function Text({ own, label, name, hint, most }: TextProps) {
  return (
    <label class="long">
      {label}
      <input
        type="text"
        name={name}
        value={own?.values[name] ?? ''}
        placeholder={hint}
        maxlength={most}
        required
        autocomplete="off"
        {...faultOf({ own, name })}
      />
    </label>
  );
}

function Day({ own, label, name, required }: FieldProps & { readonly required: boolean }) {
  return (
    <label>
      {label}
      <input
        type="date"
        name={name}
        value={own?.values[name] ?? ''}
        min="2000-01-01"
        max="2099-12-31"
        required={required}
        {...faultOf({ own, name })}
      />
    </label>
  );
}

interface RemoveProps {
  readonly form: CoachForm;
  readonly name: string;
  readonly recorded: Recorded;
}

/** Only who may push to the repository gets it. */
export function RemoveForm({ form, name, recorded }: RemoveProps) {
  if (form.kind === 'closed' || !form.repositories.includes(name)) return null;
  return (
    <form class="remove" method="post" action={REMOVE_PATH}>
      <Hidden form={form} />
      <input type="hidden" name="repository" value={name} />
      <input type="hidden" name="id" value={String(recorded.id)} />
      <button type="submit" aria-label={`Remove ${plainText(recorded.title)}, which was recorded here`}>
        Remove
      </button>
    </form>
  );
}
