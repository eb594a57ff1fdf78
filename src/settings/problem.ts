import type { z } from 'zod';
import { nearest } from './nearest.js';

/** What is wrong in a configuration, and where. Lines count from 1. */
export interface SettingsProblem {
  readonly line: number;
  readonly message: string;
}

/** The way to a part of a value: keys of maps, places in lists from 0. */
export type Path = readonly PropertyKey[];

/** A part of a value that is wrong. */
export interface Fault {
  readonly path: Path;
  readonly message: string;
}

/** As much of a text as is shown of what somebody wrote. */
const SHOWN = 80;

export const short = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);

/** What a part is called: `focus[0].name`. */
export const nameOf = (path: Path): string =>
  path
    .map((key, at) => (typeof key === 'number' ? `[${key}]` : `${at > 0 ? '.' : ''}${short(String(key))}`))
    .join('') || 'the file';

/** A part that is there, and is something else than it should be. */
export const unexpected = (path: Path, expected: string, got: unknown): Fault => ({
  path,
  message: `${nameOf(path)}: expected ${expected}, got ${shown(got)}`,
});

/** A part that is not there. */
export const missing = (path: Path): Fault => ({ path, message: `${nameOf(path)} is missing` });

function shown(value: unknown): string {
  if (value === null) return 'nothing';
  return short(typeof value === 'number' ? String(value) : JSON.stringify(value));
}

/**
 * What a schema finds wrong, in our words.
 * @param known The keys that there are in the map at a path.
 */
export function faultsOf(
  issue: z.core.$ZodIssue,
  value: unknown,
  known: (path: Path) => readonly string[],
): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownKey([...issue.path, key], known(issue.path)));
  }
  const got = valueAt(issue.path, value);
  if (got === undefined) return [missing(issue.path)];
  const { path, message } = unexpected(issue.path, issue.message, got);
  const meant =
    issue.code === 'invalid_value' && typeof got === 'string'
      ? nearest(got, issue.values.map(String))
      : undefined;
  return [{ path, message: meant === undefined ? message : `${message}: did you mean ${meant}?` }];
}

function unknownKey(path: Path, known: readonly string[]): Fault {
  const meant = nearest(String(path.at(-1)), known);
  const list = `here ${known.length === 1 ? 'is' : 'are'} ${known.join(', ')}`;
  const rest = meant === undefined ? `t${list}` : `did you mean ${meant}? T${list}`;
  return { path, message: `${nameOf(path)} is unknown here: ${rest}` };
}

/** What a schema expects where it has no words of its own: the rest of "expected …". */
export function expectation(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? `a ${issue.expected}`;
    case 'invalid_value':
      return issue.values.length > 0 ? `one of ${issue.values.join(', ')}` : 'none, as there is none yet';
    case 'too_big':
      return `at most ${issue.maximum} ${issue.origin === 'array' ? 'entries' : 'characters'}`;
    case 'too_small':
      return 'something that is not empty';
    default:
      return 'something else';
  }
}

const TYPES: Readonly<Record<string, string>> = { array: 'a list', object: 'a map', string: 'a text' };

/** The part of a value that a path leads to; undefined where there is none. */
const valueAt = (path: Path, value: unknown): unknown =>
  path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], value);
