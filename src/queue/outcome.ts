import { type Handler, Later, type Running } from './queue.js';

/** More of a message tells an operator nothing, and a queue is no place for texts. */
const LONGEST_MESSAGE = 500;

/** A time that is over, or a clock that differs from ours, must not make a job spin. */
const SOONEST_LATER_MS = 1_000;

/** What became of one run of a job. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'later'; readonly waitMs: number }
  | { readonly kind: 'failed'; readonly why: string };

export async function outcomeOf(handler: Handler, running: Running): Promise<Outcome> {
  try {
    await handler(running);
    return { kind: 'done' };
  } catch (error) {
    if (!(error instanceof Later)) return { kind: 'failed', why: oneLine(error) };
    const waitMs = Number.isFinite(error.at) ? error.at - Date.now() : 0;
    return { kind: 'later', waitMs: Math.max(waitMs, SOONEST_LATER_MS) };
  }
}

/** The message of an error, on one line and not too long. */
export function oneLine(error: unknown): string {
  const text = error instanceof Error ? error.message : typeof error === 'string' ? error : null;
  if (text === null) return 'Something that is no error was thrown';
  const line = text
    .slice(0, 4 * LONGEST_MESSAGE)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  if (line.length <= LONGEST_MESSAGE) return line;
  return `${line.slice(0, LONGEST_MESSAGE - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
