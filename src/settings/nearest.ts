/** Of a name, a third of the letters may be wrong, and one at least. */
const mostWrong = (name: string): number => Math.max(1, Math.floor(name.length / 3));
/** No known name is as long, and the comparison takes time with the length. */
const LONGEST = 40;

/** A beginning of a name says which one is meant, if it is no shorter. */
const SHORTEST_BEGINNING = 3;

/** The known name that somebody may have meant, however capitals, dashes and spaces were written; or none. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (name.length > LONGEST) return undefined;
  const written = plain(name);
  const candidates = known.flatMap((it) => {
    const begun = written.length >= SHORTEST_BEGINNING && plain(it).startsWith(written);
    const distance = begun ? 0 : editsBetween(written, plain(it));
    return distance <= mostWrong(it) ? [{ it, distance }] : [];
  });
  return candidates.sort((a, b) => a.distance - b.distance)[0]?.it;
}

const plain = (name: string): string => name.toLowerCase().replace(/[-_\s]/g, '');

/** How many letters are to be added, removed, changed or swapped with the next to make one text of another. */
function editsBetween(one: string, other: string): number {
  let above: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 0; at < one.length; at++) {
    const next = [at + 1];
    for (let to = 0; to < other.length; to++) {
      const changed = (row[to] ?? 0) + Number(one[at] !== other[to]);
      const swaps = one[at] === other[to - 1] && one[at - 1] === other[to];
      const swapped = swaps ? (above[to - 1] ?? 0) + 1 : changed;
      next.push(Math.min(changed, swapped, (row[to + 1] ?? 0) + 1, (next[to] ?? 0) + 1));
    }
    above = row;
    row = next;
  }
  return row[other.length] ?? 0;
}
