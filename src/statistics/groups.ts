/** Neighbouring points that share one set of limits, and those of them that set it. Positions count from 0. */
export interface LimitGroup {
  readonly from: number;
  /** Not included. */
  readonly to: number;
  /** Ascending. */
  readonly setBy: readonly number[];
}

export interface LimitOptions {
  /** The first so many points of each group set its limits; null: all do. */
  readonly freeze: number | null;
  /** Points that set no limits. */
  readonly exclude: readonly number[];
  /** Points from which new limits hold. */
  readonly rebase: readonly number[];
}

/** Which points share limits, and which of these set them. Positions outside of the series are passed over. */
export function limitGroups(length: number, { freeze, exclude, rebase }: LimitOptions): LimitGroup[] {
  const starts = [...new Set([0, ...rebase])].filter((at) => at >= 0 && at < length).sort((a, b) => a - b);
  const out = new Set(exclude);
  return starts.map((from, at) => {
    const to = starts[at + 1] ?? length;
    const setBy: number[] = [];
    for (let point = from; point < Math.min(to, from + (freeze ?? length)); point++) {
      if (!out.has(point)) setBy.push(point);
    }
    return { from, to, setBy };
  });
}
