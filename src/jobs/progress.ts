interface Terminal {
  readonly isTTY?: boolean;
  readonly write: (text: string) => unknown;
}

/** Often enough to be seen moving, seldom enough to cost nothing. */
const EVERY_MS = 200;

/** How far a long work is, on a terminal; silence where there is none. */
export class Progress {
  readonly #terminal: Terminal;
  readonly #began = Date.now();
  #last = 0;
  #shown = false;

  /** @param what is counted, in the plural */
  constructor(
    terminal: Terminal,
    private readonly what = 'changes',
  ) {
    this.#terminal = terminal;
  }

  /** @param before how many of them an earlier run has done, in another time */
  readonly tell = (done: number, total: number, before = 0): void => {
    const now = Date.now();
    if (this.#terminal.isTTY !== true || now - this.#last < EVERY_MS) return;
    this.#last = now;
    const left = Math.ceil((((now - this.#began) / Math.max(1, done - before)) * (total - done)) / 1000);
    this.say(`${done} of ${total} ${this.what}, about ${left} s left`);
  };

  /** Says something else in that place, until the next word. */
  readonly say = (words: string): void => {
    if (this.#terminal.isTTY !== true) return;
    this.#shown = true;
    this.#terminal.write(`\r\u001b[K${words}`);
  };

  end(): void {
    if (this.#shown) this.#terminal.write('\r\u001b[K');
  }
}
