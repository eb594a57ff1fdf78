/** One number a point: 1 above (or rising), -1 below (or falling), 0 neither. */
export type Sides = Int8Array<ArrayBuffer>;

/** The side of each value, seen from a line. */
export function sidesOf(values: readonly number[], line: number): Sides {
  return Int8Array.from(values, (value) => Math.sign(value - line));
}

/** The stretches of one side that are as long as can be: those on neither side are left out. */
export function* runs(sides: Sides): Generator<{ readonly from: number; readonly to: number }> {
  for (let from = 0, to = 0; from < sides.length; from = to) {
    while (to < sides.length && sides[to] === sides[from]) to++;
    if (sides[from] !== 0) yield { from, to };
  }
}

/** Keeps the sides of runs of at least that length. */
export function longRuns(sides: Sides, least: number): Sides {
  const kept = new Int8Array(sides.length);
  for (const { from, to } of runs(sides)) if (to - from >= least) kept.fill(sides[from] ?? 0, from, to);
  return kept;
}
