/** `author`, `committer` and `tagger` of a stream of `git fast-export`. */
const DATED = /^((?:author|committer|tagger) .*> )(-?\d+)( [+-]\d{4})$/;

/**
 * A stream of `git fast-export` (its bytes as Latin-1) with other dates; what stands in messages is no date.
 * @param dateOf both in seconds since 1970
 */
export function redate(stream: string, dateOf: (at: number) => number): string {
  const parts: string[] = [];
  for (let at = 0; at < stream.length; ) {
    const found = stream.indexOf('\n', at);
    const end = found < 0 ? stream.length : found + 1;
    const line = stream.slice(at, end);
    at = end;
    const size = Number(/^data (\d+)\n$/.exec(line)?.[1] ?? 0);
    parts.push(
      line.replace(/\n$/, '').replace(DATED, (_, who, date, zone) => `${who}${dateOf(Number(date))}${zone}`),
    );
    parts.push(line.endsWith('\n') ? '\n' : '', stream.slice(at, at + size));
    at += size;
  }
  return parts.join('');
}

/** Stretches a time that ends at `last` evenly over `seconds` that end at `now`. */
export function stretched(
  { first, last }: { readonly first: number; readonly last: number },
  seconds: number,
  now: number,
): (at: number) => number {
  const factor = seconds / Math.max(1, last - first);
  // Nothing is later than the end: an author's date may be.
  return (at) => Math.max(0, Math.min(now, Math.round(now - (last - at) * factor)));
}
