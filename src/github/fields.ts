/**
 * What comes from outside, read field by field: it may be missing, null, or of any type, whatever its documentation
 * says. Nothing here throws.
 */

export type Fields = Readonly<Record<string, unknown>>;

const NONE: Fields = Object.freeze({});

/** The fields of an object; none where it is something else. */
export const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : NONE;

export const isObject = (value: unknown): boolean => fields(value) !== NONE;

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** A count or a number of GitHub's: a whole one, not negative. */
export const whole = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;

/** A number of GitHub's that names something. It may come as text or, from a large one, as a bigint. */
export function id(value: unknown): number | null {
  const number =
    typeof value === 'bigint' || (typeof value === 'string' && /^\d{1,16}$/.test(value))
      ? Number(value)
      : value;
  const known = whole(number);
  return known === 0 ? null : known;
}

/** The name of a commit. */
export const sha = (value: unknown): string | null =>
  typeof value === 'string' && /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(value) ? value : null;

/** An ISO date as seconds since 1970, UTC. */
export function seconds(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  const milliseconds = Date.parse(value);
  return Number.isNaN(milliseconds) ? null : Math.floor(milliseconds / 1000);
}
