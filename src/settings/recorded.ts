import type { Intervention } from '../model/intervention.js';
import { expectation, type Fault, faultsOf, nameOf } from './problem.js';
import { brokenRules, type KnownIndicator } from './rules.js';
import { settingsSchema } from './schema.js';
import { settingsFrom } from './settings-from.js';

/** What somebody wrote into a form; empty where nothing was. */
export type WrittenIntervention = Readonly<
  Record<'kind' | 'title' | 'start' | 'end' | 'practice' | 'hypothesis' | 'review', string>
>;

export type ReadRecorded =
  | { readonly kind: 'read'; readonly intervention: Intervention }
  | {
      readonly kind: 'wrong';
      readonly problems: readonly { readonly field: keyof WrittenIntervention; readonly message: string }[];
    };

/** What keys of the file are as fields of a form, and what those are called. */
const FIELDS: Readonly<Record<string, readonly [field: keyof WrittenIntervention, label: string]>> = {
  date: ['start', 'first day'],
  from: ['start', 'first day'],
  start: ['start', 'first day'],
  to: ['end', 'last day'],
  review: ['review', 'review day'],
};

/** A mention or a mail address. */
const PERSON = /@[\p{L}\p{N}]/u;

/**
 * Reads what was recorded by a form, by the rules of `holdfast.yml`: all that is wrong is told, by field.
 *
 * @param others what is there already
 * @param indicators as for `parseSettings`
 */
export function readRecorded(
  written: WrittenIntervention,
  others: readonly Intervention[],
  indicators: readonly KnownIndicator[],
): ReadRecorded {
  const isExperiment = written.kind === 'experiment';
  const list = isExperiment ? 'experiments' : 'interventions';
  const entries = others.filter(({ kind }) => (kind === 'experiment') === isExperiment).map(asWritten);
  const at = entries.length;
  const value = { [list]: [...entries, entryOf(written)] };
  const schema = settingsSchema(indicators.map(({ name }) => name));
  const issues = schema.safeParse(value, { error: expectation }).error?.issues ?? [];
  if (issues.some(({ code, path }) => code === 'too_big' && path.length === 1))
    return wrong([['title', `there are ${at} already, and no repository keeps more: take some away first`]]);
  const faults = [
    ...issues.flatMap((issue) => faultsOf(issue, value, () => [])),
    ...brokenRules(value, indicators),
  ].filter(({ path }) => path[1] === at);
  const found = [
    ...faults.map(problemOf),
    ...(['title', 'hypothesis'] as const).flatMap((field) => personIn(written, field)),
  ];
  if (found.length > 0) return wrong(found);
  const [intervention] = settingsFrom(schema.parse({ [list]: [entryOf(written)] })).interventions;
  // One entry came in, and it was right.
  if (intervention === undefined) throw new Error('an intervention was lost on its way');
  return { kind: 'read', intervention };
}

type Problem = readonly [field: keyof WrittenIntervention, message: string];

const wrong = (problems: readonly Problem[]): ReadRecorded => ({
  kind: 'wrong',
  problems: problems.map(([field, message]) => ({ field, message })),
});

/** The entry of the file that says the same; what was left empty is not in it. */
function entryOf({ kind, title, start, end, practice, hypothesis, review }: WrittenIntervention): object {
  const entry =
    kind === 'experiment'
      ? { title, hypothesis, practice, start, review }
      : end.trim() === '' || end === start
        ? { kind, title, date: start, practice }
        : { kind, title, from: start, to: end, practice };
  return Object.fromEntries(Object.entries(entry).filter(([, text]) => text.trim() !== ''));
}

const asWritten = ({ kind, title, start, end, practice, hypothesis, review }: Intervention): object =>
  entryOf({
    kind,
    title,
    start,
    end,
    practice: practice ?? '',
    hypothesis: hypothesis ?? '',
    review: review ?? '',
  });

/** A fault of the file in the words of the form. */
function problemOf({ path, message }: Fault): Problem {
  const key = String(path[2] ?? 'title');
  const [field, label] = FIELDS[key] ?? [key as keyof WrittenIntervention, key];
  const rest = message
    .slice(nameOf(path).length)
    .replace(/: give date, or from and to$/, '')
    .replace(/ as \w+\[\d+\]\.\w+ has$/, ', and one that is there already has it');
  return [field, `${label}${rest}`];
}

const personIn = (written: WrittenIntervention, field: 'title' | 'hypothesis'): Problem[] =>
  PERSON.test(written[field])
    ? [
        [
          field,
          `${field}: it has an @, as names and addresses of people do, and Holdfast keeps none of them: say what was done, and in which code`,
        ],
      ]
    : [];
