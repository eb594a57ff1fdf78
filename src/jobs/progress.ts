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

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  readonly tell = (done: number, total: number): void => {
    const now = Date.now();
    if (this.#terminal.isTTY !== true || now - this.#last < EVERY_MS) return;
    this.#last = now;
    this.#shown = true;
    const left = Math.ceil((((now - this.#began) / done) * (total - done)) / 1000);
    this.#terminal.write(`\r\u001b[K${done} of ${total} changes, about ${left} s left`);
  };

  end(): void {
    if (this.#shown) this.#terminal.write('\r\u001b[K');
  }
}
