/** A run of whole lines of an old text that others took the place of. Offsets and rows of both count from 0. */
export interface LineEdit {
  readonly start: number;
  readonly oldEnd: number;
  /** In the old text's numbering: where the new lines end when they stand at `start`. */
  readonly newEnd: number;
  readonly startRow: number;
  readonly oldEndRow: number;
  readonly newEndRow: number;
}

/** So far ahead another line in common is looked for. */
const AHEAD = 150;

/**
 * What turns one text into another, by whole lines, first to last. Not the least edits, but right ones, in linear time:
 * a parser that is told of them reads only these lines again.
 */
export function lineEdits(before: string, after: string): LineEdit[] {
  const same = sameAtFirst(before, after);
  const rows = linesIn(before, 0, same);
  const old = linesOf(before.slice(same));
  const now = linesOf(after.slice(same));
  const edits: LineEdit[] = [];
  let [i, j, offset] = [0, 0, same];
  while (i < old.length || j < now.length) {
    const line = old[i];
    if (line !== undefined && line === now[j]) {
      offset += line.length;
      i += 1;
      j += 1;
      continue;
    }
    const [toOld, toNow] = nextInCommon(old, i, now, j);
    const width = (lines: readonly string[], from: number, to: number): number => {
      let sum = 0;
      for (let at = from; at < to; at++) sum += lines[at]?.length ?? 0;
      return sum;
    };
    const oldEnd = offset + width(old, i, toOld);
    edits.push({
      start: offset,
      oldEnd,
      newEnd: offset + width(now, j, toNow),
      startRow: rows + i,
      oldEndRow: rows + toOld,
      newEndRow: rows + i + (toNow - j),
    });
    [i, j, offset] = [toOld, toNow, oldEnd];
  }
  return edits;
}

/** How many characters both begin with, in whole lines. */
function sameAtFirst(before: string, after: string): number {
  let at = 0;
  while (at < before.length && before.charCodeAt(at) === after.charCodeAt(at)) at++;
  return at === 0 ? 0 : before.lastIndexOf('\n', at - 1) + 1;
}

/** How many lines end between two places. */
export function linesIn(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

/** Lines with their ends. The last one may have none. */
function linesOf(text: string): string[] {
  const lines: string[] = [];
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start);
    const next = end === -1 ? text.length : end + 1;
    lines.push(text.slice(start, next));
    start = next;
  }
  return lines;
}

/** Four characters together: what has fewer is brackets, or stands everywhere as they do. */
const SAYS = /\S{4}/;

/** The nearest line that both have from here on; the ends of both when there is none near. */
function nextInCommon(
  old: readonly string[],
  i: number,
  now: readonly string[],
  j: number,
): readonly [number, number] {
  const places = new Map<string, number>();
  for (let at = Math.min(j + AHEAD, now.length) - 1; at >= j; at--) places.set(now[at] as string, at);
  let best: readonly [number, number] = [old.length, now.length];
  let least = Number.POSITIVE_INFINITY;
  for (let at = i; at < Math.min(i + AHEAD, old.length) && at - i < least; at++) {
    const line = old[at] as string;
    const place = places.get(line);
    // Brackets alone stand everywhere: they would join what has nothing to do with each other.
    if (place === undefined || !SAYS.test(line) || at - i + place - j >= least) continue;
    least = at - i + place - j;
    best = [at, place];
  }
  return best;
}
