import { plainText } from '../reports/untrusted.js';

type Option = readonly [value: string, words: string];

interface OptionsProps {
  // Not as children: of a list of one those are its only element.
  readonly options: readonly Option[];
  readonly chosen: string | null;
}

interface ChoiceProps extends OptionsProps {
  readonly label: string;
  readonly name: string;
  /** What it is called to choose none; null where one must be. */
  readonly none?: string | null;
  /** More of them, under what they have in common. */
  readonly groups?: readonly (Pick<OptionsProps, 'options'> & { readonly title: string })[];
  /** What a field that is to be mended has besides. */
  readonly fault?: { readonly 'aria-invalid'?: 'true'; readonly autofocus?: boolean };
}

/** One of several, in a form. */
export function Choice({ label, name, chosen, none = null, fault = {}, options, groups = [] }: ChoiceProps) {
  return (
    <label>
      {label}
      <select name={name} {...fault}>
        {none === null ? null : <option value="">{none}</option>}
        <Options options={options} chosen={chosen} />
        {groups.map((group) => (
          <optgroup label={group.title}>
            <Options options={group.options} chosen={chosen} />
          </optgroup>
        ))}
      </select>
    </label>
  );
}

const Options = ({ options, chosen }: OptionsProps) => (
  <>
    {options.map(([value, words]) => (
      <option value={isSaid(value, words) ? undefined : value} selected={value === chosen}>
        {plainText(words)}
      </option>
    ))}
  </>
);

/** An option without a value has its words for one: of hundreds of names each is sent once. */
const isSaid = (value: string, words: string): boolean => value === words && /^[\w./-]+$/.test(value);
