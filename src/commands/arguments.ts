import { UsageError, type Values } from './command.js';

export const text = (value: Values[string]): string | null => (typeof value === 'string' ? value : null);

/** What a table has for `--format`. @throws UsageError that names what there is */
export function formatFrom<T>(table: Record<string, T>, wanted: string | null, fallback: string): T {
  const chosen = Object.hasOwn(table, wanted ?? fallback) ? table[wanted ?? fallback] : undefined;
  if (chosen === undefined) {
    throw new UsageError(
      `--format must be one of ${Object.keys(table).join(', ')}, got ${JSON.stringify(wanted)}`,
    );
  }
  return chosen;
}

/** A day as `--since` takes it. @throws UsageError */
export function day(wanted: string | null): string | null {
  if (wanted === null) return null;
  const time = /^\d{4}-\d{2}-\d{2}$/.test(wanted) ? Date.parse(`${wanted}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== wanted) {
    throw new UsageError(`--since must be a day as YYYY-MM-DD, got ${JSON.stringify(wanted)}`);
  }
  return wanted;
}

/** @throws UsageError */
export function atMostOne(positionals: readonly string[], what: string): string | null {
  if (positionals.length > 1) throw new UsageError(`one ${what} at most, got ${positionals.length}`);
  return positionals[0] ?? null;
}
