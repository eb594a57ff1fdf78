import { RateLimited } from './failures.js';

/** 60 s, doubled so often, are 16 minutes. */
const MOST_DOUBLED = 4;

export type Bucket = 'rest' | 'graphql';

/**
 * Until when GitHub asked us to wait, by whose limit it is. Calls before that are not made at all. What of it is
 * forgotten by a restart is learned again by one call.
 */
export class Limits {
  readonly #until = new Map<string, number>();
  /** How often in a row GitHub did not say how long. */
  readonly #guesses = new Map<string, number>();
  readonly #left = new Map<string, number>();

  constructor(readonly now: () => number) {}

  /** @throws RateLimited while we are to wait */
  check(whose: number, bucket: Bucket, what: string): void {
    const until = this.#until.get(`${whose} ${bucket}`);
    if (until === undefined) return;
    if (until > this.now()) throw new RateLimited(until, what);
    this.#until.delete(`${whose} ${bucket}`);
  }

  /** Keeps until when we are to wait; where GitHub does not say, twice as long each time, up to a quarter of an hour. */
  hit(whose: number, bucket: Bucket, failure: RateLimited, what: string): RateLimited {
    const key = `${whose} ${bucket}`;
    const guesses = failure.guessed ? (this.#guesses.get(key) ?? 0) : 0;
    this.#guesses.set(key, failure.guessed ? Math.min(guesses + 1, MOST_DOUBLED) : 0);
    const until = this.now() + (failure.until - this.now()) * 2 ** guesses;
    this.#until.set(key, until);
    return until === failure.until
      ? failure
      : new RateLimited(until, what, { cause: failure.cause, guessed: true });
  }

  /** An answer: the waits begin anew. @param left what is left of the limit, as it said; null where it did not */
  passed(whose: number, bucket: Bucket, left: number | null): void {
    this.#guesses.delete(`${whose} ${bucket}`);
    if (left !== null) this.#left.set(`${whose} ${bucket}`, left);
  }

  /** What is left of each limit, as the last answer under it said. */
  left(): readonly { readonly whose: number; readonly bucket: string; readonly left: number }[] {
    return [...this.#left].map(([key, left]) => {
      const [whose = '', bucket = ''] = key.split(' ');
      return { whose: Number(whose), bucket, left };
    });
  }
}
