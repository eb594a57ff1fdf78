import { RateLimited } from './failures.js';

export type Bucket = 'rest' | 'graphql';

/**
 * Until when GitHub asked us to wait, by whose limit it is. Calls before that are not made at all. What of it is
 * forgotten by a restart is learned again by one call.
 */
export class Limits {
  readonly #until = new Map<string, number>();

  constructor(readonly now: () => number) {}

  /** @throws RateLimited while we are to wait */
  check(whose: number, bucket: Bucket, what: string): void {
    const until = this.#until.get(`${whose} ${bucket}`);
    if (until === undefined) return;
    if (until > this.now()) throw new RateLimited(until, what);
    this.#until.delete(`${whose} ${bucket}`);
  }

  hit(whose: number, bucket: Bucket, until: number): void {
    this.#until.set(`${whose} ${bucket}`, until);
  }
}
