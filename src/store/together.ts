interface Asked<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Does what is asked for at the same time in one go: while one is under way the others gather, so that a database which
 * does one thing after another keeps up with any number of them. Where a lot fails, each is tried alone.
 *
 * @param act answers in the order in which it was asked
 * @param most so many at once
 */
export function together<Item, Answer>(
  act: (items: readonly Item[]) => Promise<readonly Answer[]>,
  most: number,
): (item: Item) => Promise<Answer> {
  const waiting: Asked<Item, Answer>[] = [];
  let busy = false;

  const tell = async (lot: readonly Asked<Item, Answer>[]): Promise<void> => {
    try {
      const answers = await act(lot.map(({ item }) => item));
      for (const [at, { resolve }] of lot.entries()) resolve(answers[at] as Answer);
    } catch (error) {
      const [only] = lot;
      if (lot.length === 1) only?.reject(error);
      else for (const one of lot) await tell([one]);
    }
  };
  const work = async (): Promise<void> => {
    busy = true;
    while (waiting.length > 0) await tell(waiting.splice(0, most));
    busy = false;
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!busy) void work();
    });
}
