/** A zero byte, or half of a surrogate pair: texts of commits and files can hold both, PostgreSQL's texts neither. */
const REFUSED = /\0|\p{Surrogate}/gu;

/** The text as PostgreSQL takes it: what it refuses becomes U+FFFD. */
export const harmless = (text: string): string => text.replace(REFUSED, '\uFFFD');

export const harmlessOrNull = (text: string | null): string | null => (text === null ? null : harmless(text));

/** The value as JSON that PostgreSQL takes: every text in it made harmless, those that name something too. */
export function harmlessJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === 'string') return harmless(part);
    if (part === null || typeof part !== 'object' || Array.isArray(part)) return part;
    const names = Object.keys(part);
    if (names.every((name) => harmless(name) === name)) return part;
    return Object.fromEntries(Object.entries(part).map(([name, inner]) => [harmless(name), inner]));
  });
}
