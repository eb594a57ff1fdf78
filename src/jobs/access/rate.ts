/** Lets so many through at once, and then one in so many seconds; whoever they are. */
export class Rate {
  #left: number;
  /** When what is left was counted, in seconds since 1970. */
  #at = 0;

  constructor(
    private readonly most: number,
    private readonly secondsEach: number,
  ) {
    this.#left = most;
  }

  /** Takes one; otherwise the seconds, at least 1, after which there is one. @param now seconds since 1970 */
  secondsToWait(now: number): number {
    const passed = Math.max(0, now - this.#at);
    this.#left = Math.min(this.most, this.#left + passed / this.secondsEach);
    this.#at = now;
    if (this.#left < 1) return Math.max(1, Math.ceil((1 - this.#left) * this.secondsEach));
    this.#left -= 1;
    return 0;
  }
}
