/** GitHub asks us to wait. Going on before `until` may get the app banned. */
export class RateLimited extends Error {
  override readonly name = 'RateLimited';
  /** GitHub did not say how long: the time is ours, and the next one is longer. */
  readonly guessed: boolean;

  /** @param until milliseconds since 1970, UTC */
  constructor(
    readonly until: number,
    what: string,
    { guessed = false, ...options }: ErrorOptions & { readonly guessed?: boolean } = {},
  ) {
    super(
      `GitHub's rate limit is reached (${what}): try again after ${new Date(until).toISOString()}`,
      options,
    );
    this.guessed = guessed;
  }
}

/** GitHub, or the way to it, does not work now. Whether a write was done is not known. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
  /** True where an answer came in parts: a smaller question may be answered whole. */
  readonly partial: boolean;

  constructor(
    what: string,
    { partial = false, ...options }: ErrorOptions & { readonly partial?: boolean } = {},
  ) {
    super(`${what}: try again later, and look at the status page of GitHub if it lasts`, options);
    this.partial = partial;
  }
}

/** GitHub knows the app and refuses it something. Trying again does not help before somebody has changed that. */
export class NotAllowed extends Error {
  override readonly name = 'NotAllowed';

  constructor(
    readonly reason: 'credentials' | 'suspended' | 'permission',
    /** Which permission is missing, as `checks:write`; null where GitHub does not say. */
    readonly permission: string | null,
    words: string,
    options?: ErrorOptions,
  ) {
    super(words, options);
  }
}

/** It is not there (any more), or nothing of it is for this installation. */
export class Gone extends Error {
  override readonly name = 'Gone';

  constructor(what: string, options?: ErrorOptions) {
    super(
      `${what} is gone, or the app is not installed there: look at the installations of the app`,
      options,
    );
  }
}

/** What is good once was used, is too old, or was given for something else. */
export class Spent extends Error {
  override readonly name = 'Spent';

  constructor() {
    super('GitHub does not take the code any more: it is good once, and for a few minutes. Sign in again');
  }
}

/** GitHub did not understand us: a mistake of ours. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

const SECRETS =
  /gh[a-z]_[A-Za-z0-9._-]{16,}|github_pat_\w{16,}|eyJ[\w-]{8,}(?:\.[\w-]+){1,2}|-----BEGIN[\s\S]*?(?:-----END[^-]*-----|$)/g;

/** Words of somebody else, fit for one line of a log: no secret and no control character in it. */
export const said = (words: string): string =>
  words
    .replace(SECRETS, '[secret]')
    .replace(/[\x00-\x1f\x7f-\x9f]+/g, ' ')
    .trim()
    .slice(0, 300);
