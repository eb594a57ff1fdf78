import type { z } from 'zod';

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

/** What the schema finds wrong, in our words. */
export function faultsOf(issue: z.core.$ZodIssue, value: unknown, known: readonly string[]): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      return { path, message: `${nameOf(path)} is unknown here: there are ${known.join(', ')}` };
    });
  }
  const { path } = issue;
  const got = valueAt(path, value);
  if (got === undefined) return [{ path, message: `${nameOf(path)} is missing` }];
  return [
    {
      path,
      message: `${nameOf(path)}: expected ${expected(issue)}, got ${short(JSON.stringify(got))}`,
    },
  ];
}

function expected(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return issue.expected === 'array' ? 'a list' : `a ${issue.expected}`;
  if (issue.code === 'too_big')
    return `at most ${issue.maximum} ${issue.origin === 'array' ? 'entries' : 'characters'}`;
  if (issue.code === 'too_small') return 'something that is not empty';
  return issue.message;
}

const nameOf = (path: Path): string =>
  path
    .map((key, at) => (typeof key === 'number' ? `[${key}]` : `${at > 0 ? '.' : ''}${short(String(key))}`))
    .join('') || 'the file';

const valueAt = (path: Path, value: unknown): unknown =>
  path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], value);
