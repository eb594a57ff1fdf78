/** Seconds since 1970 as GitHub writes them. */
export const iso = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');

export const isoOrNull = (seconds: number | null): string | null => (seconds === null ? null : iso(seconds));
