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

/**
 * Spreads moments evenly over `seconds` that end at `now`, in their order: work comes in bursts, and stretched alike it
 * would leave most weeks empty. What lies between two of them stays between them, and nothing is later than the end.
 * @param moments at least one, in any order
 */
export function spread(moments: readonly number[], seconds: number, now: number): (at: number) => number {
  const sorted = [...new Set(moments)].sort((one, other) => one - other);
  const step = seconds / Math.max(1, sorted.length - 1);
  return (at) => {
    const next = sorted.findIndex((moment) => moment >= at);
    const [before, after] = [sorted[next - 1], sorted[next]];
    if (next < 0 || after === undefined) return now;
    const part = before === undefined ? 0 : (after - at) / (after - before);
    return Math.round(now - (sorted.length - 1 - next + part) * step);
  };
}
