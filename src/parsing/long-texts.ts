/** Where a text goes on over lines: from its first character to behind its last. */
export type LongText = readonly [start: number, end: number];

/**
 * Strings and comments that go over lines, in their order: what their lines look like says nothing.
 *
 * @param pattern finds them, and shorter ones: global
 */
export function longTexts(text: string, pattern: RegExp | undefined): readonly LongText[] {
  const found: LongText[] = [];
  if (pattern === undefined) return found;
  for (const { index, 0: it } of text.matchAll(pattern))
    if (it.includes('\n')) found.push([index, index + it.length]);
  return found;
}

/** Whether a place is inside of one of them, and not at its beginning or behind its end. */
export function isInside(texts: readonly LongText[], place: number): boolean {
  let low = 0;
  let high = texts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const [start, end] = texts[middle] as LongText;
    if (start < place && place < end) return true;
    if (start < place) low = middle + 1;
    else high = middle;
  }
  return false;
}
