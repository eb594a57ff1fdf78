import type { Level } from '../state/state.js';
import type { World } from '../world.js';
import type { Caller } from './authorise.js';

export interface Reply {
  readonly status: number;
  /** JSON; undefined for none. */
  readonly body?: unknown;
  /** Sent as it is instead of JSON. */
  readonly raw?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** How many more pages there are, for `Link`. */
  readonly pages?: { readonly page: number; readonly last: number } | { readonly cursor: string };
}

/** A request that was routed and let in. */
export interface Call {
  readonly world: World;
  readonly caller: Caller;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** What follows `/repos/{owner}/{repo}` in the path. */
  readonly rest: string;
  /** Where the caller found the API: the origin, with `/api/v3` where they used it. */
  readonly base: string;
}

export interface Route {
  /**
   * `app`: the app's own token (JWT); `installation`: a token of an installation; `client`: the app by its client
   * secret; `signed-in`: the app for somebody; `reader`: either of those that read repositories; `none`: nobody is asked.
   */
  readonly auth: 'app' | 'installation' | 'client' | 'signed-in' | 'reader' | 'any' | 'none';
  readonly needs?: readonly [permission: string, level: Level];
  readonly handle: (call: Call) => Reply | Promise<Reply>;
}

/** An answer that is no success. */
export class Refusal extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly more: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    message: string,
    { headers = {}, ...more }: { headers?: Readonly<Record<string, string>>; [key: string]: unknown } = {},
  ) {
    super(message);
    this.status = status;
    this.headers = headers;
    this.more = more;
  }
}

export const notFound = (): Refusal => new Refusal(404, 'Not Found');

/** What a body that breaks a rule is answered with. */
export const unprocessable = (...errors: readonly string[]): Refusal =>
  new Refusal(422, `Invalid request.\n\n${errors.join('\n')}`);
