/** ASVS 5.0 and GitHub's own advice: who may read what is asked again after at most so many seconds. */
export const ASKED_EVERY = 5 * 60;

/** So many answers are kept at once; which is forgotten first does not matter, because it is asked again. */
const MOST = 10_000;

/** What GitHub answered lately, and questions that are under way. What failed is no answer. */
export class Asked<T> {
  readonly #answers = new Map<string, { readonly at: number; readonly answer: Promise<T> }>();

  /** @param now seconds since 1970 */
  constructor(private readonly now: () => number) {}

  /** The answer of the last five minutes, counted from when it was asked for, or a new one. */
  get(key: string, ask: () => Promise<T>): Promise<T> {
    const at = this.now();
    const known = this.#answers.get(key);
    if (known !== undefined && at - known.at < ASKED_EVERY) return known.answer;
    const entry = { at, answer: ask() };
    this.#answers.delete(key);
    this.#answers.set(key, entry);
    entry.answer.catch(() => {
      if (this.#answers.get(key) === entry) this.#answers.delete(key);
    });
    const oldest = this.#answers.size > MOST ? this.#answers.keys().next().value : undefined;
    if (oldest !== undefined) this.#answers.delete(oldest);
    return entry.answer;
  }
}
