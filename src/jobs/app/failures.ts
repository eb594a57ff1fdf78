import { Gone, NotAllowed, RateLimited, Unavailable } from '../../github/failures.js';
import { Later } from '../../queue/queue.js';

/** Something that we did not foresee is tried so often, over a quarter of an hour: long enough for a database to come back. */
const ATTEMPTS = 8;
/** GitHub has been away for hours, or the key or the clock is wrong: at ten minutes an attempt, that is most of a day. */
const ATTEMPTS_WITHOUT_GITHUB = 100;
const FIRST_MS = 2_000;
const LONGEST_MS = 10 * 60_000;

/** After how many attempts something that failed like this is set aside. What GitHub refuses, it refuses again. */
export function attemptsFor(error: unknown): number {
  const isOurs = error instanceof NotAllowed && error.reason === 'credentials';
  if ((error instanceof NotAllowed && !isOurs) || error instanceof Gone) return 1;
  return isOurs || error instanceof Unavailable ? ATTEMPTS_WITHOUT_GITHUB : ATTEMPTS;
}

/** Waiting for a limit is no failure. */
export const isWaiting = (error: unknown): error is RateLimited | Later =>
  error instanceof RateLimited || error instanceof Later;

/** When to try again what has failed so often: later and later, and not all at the same time. */
export function tryLater(error: unknown, attempts: number, nowMs: number): Later {
  if (error instanceof Later) return error;
  const why = messageOf(error);
  if (error instanceof RateLimited) return new Later(error.until, why);
  const wait = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts, 20));
  return new Later(nowMs + wait * (0.75 + Math.random() / 2), why);
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
