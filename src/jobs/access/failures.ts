import { NotAllowed, RateLimited } from '../../github/failures.js';

/** GitHub could not be asked what somebody may read: neither yes nor no. */
export class CannotAsk extends Error {
  override readonly name = 'CannotAsk';

  /** @param seconds after which it is worth another try */
  constructor(
    words: string,
    readonly seconds: number,
    options?: ErrorOptions,
  ) {
    super(words, options);
  }
}

/** A sign-in that did not begin here, or began too long ago, or is over already. */
export class BeginAgain extends Error {
  override readonly name = 'BeginAgain';
}

/** Seconds after which GitHub may be back. */
const AGAIN = 60;

/** What a failure of GitHub's means for whoever waits for a page. @param now seconds since 1970 */
export function cannotAsk(cause: unknown, now: number): CannotAsk {
  if (cause instanceof RateLimited) {
    const seconds = Math.max(1, Math.ceil(cause.until / 1000 - now));
    const minutes = Math.ceil(seconds / 60);
    return new CannotAsk(
      `GitHub asks this server to wait before it may ask again. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
      seconds,
      { cause },
    );
  }
  if (cause instanceof NotAllowed)
    return new CannotAsk(
      'GitHub does not accept what this server knows the app by. Ask who runs it: the log says what is wrong.',
      AGAIN,
      { cause },
    );
  return new CannotAsk(
    'GitHub does not answer, so nobody can say whether you may read this. Try again in a minute; https://www.githubstatus.com tells if it lasts.',
    AGAIN,
    { cause },
  );
}
