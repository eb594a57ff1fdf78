/** Lines next to each other that came with one change. */
export interface Run {
  /** The first one's number, 1-based. */
  readonly start: number;
  readonly count: number;
  /** Seconds since 1970, UTC. */
  readonly born: number;
}

interface Edit {
  /** Pairs of first line (1-based) and number of lines, ascending: numbered before the edit. */
  readonly removedAt: readonly number[];
  /** The same, numbered after the edit. */
  readonly added: readonly number[];
}

interface Applied {
  readonly runs: readonly Run[];
  /** How many of the lines that went were in runs. */
  readonly gone: number;
}

/**
 * What an edit leaves of some lines of a file, renumbered, and with those that it added. Which lines went and which
 * came says all: those that stayed keep their order and fill what is left. Time: linear in runs and hunks.
 *
 * @param runs in ascending order, none overlapping another
 */
export function applyEdit(runs: readonly Run[], { removedAt, added }: Edit, born: number): Applied {
  const { runs: kept, gone } = withoutLines(runs, removedAt);
  return { runs: withLines(kept, added, born), gone };
}

/** Takes lines out and closes the gaps. */
function withoutLines(runs: readonly Run[], removedAt: readonly number[]): Applied {
  const kept: Run[] = [];
  let [at, above, gone] = [0, 0, 0];
  for (const run of runs) {
    const end = run.start + run.count;
    while (at < removedAt.length && endOf(removedAt, at) <= run.start) {
      above += removedAt[at + 1] ?? 0;
      at += 2;
    }
    // Lines of this run that went; what reaches past its end stays for the next one.
    let inside = 0;
    let before = 0;
    for (let hunk = at; hunk < removedAt.length && (removedAt[hunk] ?? 0) < end; hunk += 2) {
      const first = removedAt[hunk] ?? 0;
      if (first < run.start) before = run.start - first;
      inside += Math.min(end, endOf(removedAt, hunk)) - Math.max(run.start, first);
    }
    gone += inside;
    if (inside < run.count)
      kept.push({ start: run.start - above - before, count: run.count - inside, born: run.born });
  }
  return { runs: kept, gone };
}

const endOf = (pairs: readonly number[], at: number): number => (pairs[at] ?? 0) + (pairs[at + 1] ?? 0);

/** Puts lines in at the places that they have afterwards, and pushes the others down, splitting runs where they fall in. */
function withLines(runs: readonly Run[], added: readonly number[], born: number): Run[] {
  const all: Run[] = [];
  let [at, above] = [0, 0];
  const put = (): void => {
    all.push({ start: added[at] ?? 0, count: added[at + 1] ?? 0, born });
    above += added[at + 1] ?? 0;
    at += 2;
  };
  for (const run of runs) {
    let { start, count } = run;
    while (count > 0) {
      const next = at < added.length ? (added[at] ?? 0) - above : Number.POSITIVE_INFINITY;
      if (next <= start) {
        put();
        continue;
      }
      const upTo = Math.min(count, next - start);
      all.push({ start: start + above, count: upTo, born: run.born });
      start += upTo;
      count -= upTo;
    }
  }
  while (at < added.length) put();
  return all;
}
