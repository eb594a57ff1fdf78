import { plainText } from '../reports/untrusted.js';

/** Writes, and waits where the reader is slower; a reader that has gone away is no error. */
export async function print(content: string | Iterable<string>): Promise<void> {
  for (const piece of typeof content === 'string' ? [content] : content) {
    if (!process.stdout.write(piece)) await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
}

/** A line on standard error. */
export const warn = (line: string): void => void process.stderr.write(`holdfast: ${plainText(line)}\n`);

/** What standard output can show. */
export function terminal(): { width: number; colour: boolean } {
  const { stdout, env } = process;
  const width = stdout.isTTY ? stdout.columns : Number(env.COLUMNS);
  const colour = stdout.isTTY === true && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
  return { width: Number.isInteger(width) && width >= 20 ? Math.min(width, 120) : 80, colour };
}
