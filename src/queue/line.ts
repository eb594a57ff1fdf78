interface Place<T> {
  readonly value: T;
  next: Place<T> | null;
}

/** First come, first served, however many wait: a set that is emptied from its front gets slower with each that has left. */
export class Line<T> {
  #first: Place<T> | null = null;
  #last: Place<T> | null = null;

  add(value: T): void {
    const place = { value, next: null };
    if (this.#last === null) this.#first = place;
    else this.#last.next = place;
    this.#last = place;
  }

  /** Null when nobody waits. */
  take(): T | null {
    const place = this.#first;
    if (place === null) return null;
    this.#first = place.next;
    if (this.#first === null) this.#last = null;
    return place.value;
  }
}
