export type Values = Record<string, string | boolean | (string | boolean)[] | undefined>;

/** One command of the command line. */
export interface Command {
  readonly usage: string;
  readonly does: string;
  readonly options: Record<string, { type: 'string' | 'boolean'; multiple?: boolean }>;
  readonly run: (values: Values, positionals: readonly string[]) => Promise<void>;
}

/** Wrong words on the command line: exit code 2. Everything else that a user can mend is 1. */
export class UsageError extends Error {}

/** What was given to read is not as it must be: exit code 1. */
export class InputError extends Error {}
