/** How many rows are deleted at a time: the embedded database does one thing after another, and a webhook waits. */
const AT_ONCE = 500;

/** Deletes some at a time until none are left. @param some deletes at most so many, and says how many. How many in all */
export async function inBatches(some: (limit: number) => Promise<number>): Promise<number> {
  let gone = 0;
  for (;;) {
    const now = await some(AT_ONCE);
    gone += now;
    if (now < AT_ONCE) return gone;
  }
}
