import type { Indicator } from '../model/observation.js';
import { type Fault, missing, nameOf, type Path, unexpected } from './problem.js';
import { isDay } from './schema-parts.js';

/** An indicator that an experiment may be judged by. */
export type KnownIndicator = Pick<Indicator, 'name' | 'practice'>;

type Entry = Readonly<Record<string, unknown>>;
/** A part of a value, and where it stands. */
interface Part {
  readonly path: Path;
  readonly entry: Entry;
}

/**
 * What a schema cannot say: what holds between keys. Looks at values that the schema may have found wrong, so that
 * everything is told at once, and passes over what has not the type that it should have.
 */
export function brokenRules(value: unknown, indicators: readonly KnownIndicator[]): Fault[] {
  const focus = partsIn(value, 'focus');
  const interventions = partsIn(value, 'interventions');
  const experiments = partsIn(value, 'experiments');
  const practices = recordOf(recordOf(value).practices);
  const baselines = Object.keys(practices).map((practice) => ({
    path: ['practices', practice, 'baseline'],
    entry: recordOf(recordOf(practices[practice]).baseline),
  }));
  return [
    ...alike(focus, 'name', () => ''),
    ...focus.flatMap(doubledPaths),
    ...baselines.flatMap((part) => notAfter(part, 'from', 'to', 'after')),
    ...interventions.flatMap(daysOfIntervention),
    ...alike(interventions, 'title', ({ date, from }) => ` on ${date ?? from}`),
    ...experiments.flatMap((part) => notAfter(part, 'start', 'review', 'after')),
    ...experiments.flatMap((part) => foreignIndicator(part, indicators)),
    ...alike(experiments, 'title', () => ''),
    ...alike(partsIn(value, 'guidance'), 'title', ({ practice }) => ` for ${practice}`),
  ];
}

const recordOf = (value: unknown): Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Entry) : {};

function partsIn(value: unknown, key: string): Part[] {
  const list = recordOf(value)[key];
  return Array.isArray(list) ? list.map((entry, at) => ({ path: [key, at], entry: recordOf(entry) })) : [];
}

/** Names tell things apart; capitals and white space don't. */
function alike(parts: readonly Part[], key: string, within: (entry: Entry) => string): Fault[] {
  const first = new Map<string, Path>();
  return parts.flatMap(({ path, entry }) => {
    const name = entry[key];
    if (typeof name !== 'string') return [];
    const place = within(entry);
    const plain = `${name.trim().replace(/\s+/g, ' ').toLowerCase()}\n${place}`;
    const earlier = first.get(plain);
    const here = [...path, key];
    if (earlier === undefined) {
      first.set(plain, here);
      return [];
    }
    return [doubled(here, place, name, earlier)];
  });
}

function doubled(path: Path, within: string, got: string, earlier: Path): Fault {
  const { message } = unexpected(path, `what no other has${within}`, got);
  return { path, message: `${message} as ${nameOf(earlier)} has` };
}

function doubledPaths({ path, entry }: Part): Fault[] {
  if (!Array.isArray(entry.paths)) return [];
  const first = new Map<unknown, Path>();
  return entry.paths.flatMap((pattern: unknown, at) => {
    const here = [...path, 'paths', at];
    const earlier = first.get(pattern);
    if (earlier === undefined) first.set(pattern, here);
    return typeof pattern !== 'string' || earlier === undefined ? [] : [doubled(here, '', pattern, earlier)];
  });
}

function notAfter(
  { path, entry }: Part,
  first: string,
  last: string,
  order: 'after' | 'not before',
): Fault[] {
  const [start, end] = [entry[first], entry[last]];
  // Days that are written alike are in the order of their texts.
  if (!isDay(start) || !isDay(end) || end > start || (order === 'not before' && end === start)) return [];
  return [unexpected([...path, last], `a day ${order} ${first} (${start})`, end)];
}

/** Either `date`, or `from` and `to`. */
function daysOfIntervention(part: Part): Fault[] {
  const { path, entry } = part;
  const has = (key: string): boolean => entry[key] !== undefined;
  if (has('date')) {
    if (!has('from') && !has('to')) return [];
    return [
      {
        path: [...path, 'date'],
        message: `${nameOf([...path, 'date'])}: expected date alone, or from and to without it, got both`,
      },
    ];
  }
  if (has('from') && has('to')) return notAfter(part, 'from', 'to', 'not before');
  const { message, ...rest } = missing([...path, has('from') ? 'to' : has('to') ? 'from' : 'date']);
  return [{ ...rest, message: `${message}: give date, or from and to` }];
}

/** An indicator that is known, and not of the practice of its experiment. */
function foreignIndicator({ path, entry }: Part, indicators: readonly KnownIndicator[]): Fault[] {
  const { practice, indicator } = entry;
  const found = indicators.find(({ name }) => name === indicator);
  if (found === undefined || found.practice === practice || typeof practice !== 'string') return [];
  const own = indicators.filter((it) => it.practice === practice).map(({ name }) => name);
  const expected =
    own.length > 0
      ? `one of ${own.join(', ')}, which are of ${practice}`
      : `none, as ${practice} has no indicator yet`;
  return [unexpected([...path, 'indicator'], expected, indicator)];
}
