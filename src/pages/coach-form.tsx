import type { Intervention } from '../model/intervention.js';
import { practices } from '../reports/practices.js';
import { plainText } from '../reports/untrusted.js';

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

/** Whether an outcome is of what was recorded. */
export const isRecorded = (outcome: Intervention, { kind, title, start, end }: Intervention): boolean =>
  outcome.kind === kind && outcome.title === title && outcome.start === start && outcome.end === end;

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
        <Select form={form} own={own} label="Repository" name="repository">
          {form.repositories.map((name) => [name, plainText(name)] as const)}
        </Select>
        <Select form={form} own={own} label="What was done" name="kind">
          {KINDS.map((kind) => [kind, kind] as const)}
        </Select>
        <Text own={own} label="Title" name="title" hint="Test-first in the billing code" most={120} />
        <Day own={own} label="First day" name="start" required />
        <Day own={own} label="Last day, if it took several" name="end" required={false} />
        <Select form={form} own={own} label="For" name="practice">
          {[['', 'all practices'] as const, ...practices.map((it) => [it.practice, it.title] as const)]}
        </Select>
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
        <Select form={form} own={own} label="Repository" name="repository">
          {form.repositories.map((name) => [name, plainText(name)] as const)}
        </Select>
        <Text own={own} label="Title" name="title" hint="Tidy first" most={120} />
        <Text
          own={own}
          label="What is expected to be seen"
          name="hypothesis"
          hint="Refactorings become changes of their own"
          most={300}
        />
        <Select form={form} own={own} label="Judged by" name="practice">
          {practices.map((it) => [it.practice, it.title] as const)}
        </Select>
        <Day own={own} label="Starts on" name="start" required />
        <Day own={own} label="Judged on" name="review" required />
        <button type="submit">Begin it</button>
      </form>
    </details>
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

interface SelectProps extends FieldProps {
  readonly form: Open;
  readonly children: readonly (readonly [value: string, words: string])[];
}

function Select({ form, own, label, name, children }: SelectProps) {
  const chosen = own?.values[name] ?? (name === 'repository' ? form.chosen : null);
  return (
    <label>
      {label}
      <select name={name} {...faultOf({ own, name })}>
        {children.map(([value, words]) => (
          <option value={value} selected={value === chosen}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

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
