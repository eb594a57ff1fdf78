/** Values by key, within a bound: what was not asked for the longest goes first. */
export class BoundedCache<T> {
  readonly #entries = new Map<string, { readonly value: T; readonly bytes: number }>();
  #bytes = 0;

  /** @param room bytes that the values may take together, by what is said of each */
  constructor(private readonly room: number) {}

  get(key: string): T | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** @param bytes about how much memory the value takes */
  set(key: string, value: T, bytes: number): void {
    this.#bytes += bytes - (this.#entries.get(key)?.bytes ?? 0);
    this.#entries.delete(key);
    this.#entries.set(key, { value, bytes });
    for (const [oldest, entry] of this.#entries) {
      if (this.#bytes <= this.room) break;
      this.#entries.delete(oldest);
      this.#bytes -= entry.bytes;
    }
  }
}
