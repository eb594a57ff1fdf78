import type { LeftOut, TestFirstInput } from './input.js';
import type { Touch } from './touch.js';

/** A file of production code, followed through the commits of a change. */
export interface Unit {
  /** The last touch, which has the path at the head. */
  readonly last: Touch;
  /** What it was called within the change. */
  readonly paths: ReadonlySet<string>;
  /** Places of the commits that changed it in a way that can be executed. */
  readonly changed: readonly { readonly at: number; readonly stub: boolean }[];
}

/** The files that a change leaves changed in a way that can be executed, and why others are left out. */
export function follow({ steps, net, refactorings, knownTest }: TestFirstInput): {
  units: Unit[];
  leftOut: LeftOut[];
} {
  const units = new Map<
    string,
    { last: Touch; paths: Set<string>; changed: { at: number; stub: boolean }[] }
  >();
  const leftOut: LeftOut[] = [];
  steps.forEach(({ commit, touches }, at) => {
    for (const touch of touches) {
      if (touch.role !== 'production') continue;
      const moved =
        touch.before !== null && touch.before !== touch.path ? units.get(touch.before) : undefined;
      if (moved !== undefined && touch.before !== null) {
        units.delete(touch.before);
        units.set(touch.path, moved);
        moved.paths.add(touch.path);
      }
      const unit = units.get(touch.path);
      if (touch.why === 'deleted') {
        units.delete(touch.path);
        leftOut.push({ path: touch.path, why: 'deleted' });
        continue;
      }
      const covered = refactorings.has(commit.sha) ? knownTest(touch.before ?? touch.path) : null;
      if (!touch.executable || covered !== null) {
        if (unit !== undefined) unit.last = withSource(touch, unit.last);
        const why = covered === null ? touch.why : refactoringOf(covered);
        if (why !== null) leftOut.push({ path: touch.path, why });
        continue;
      }
      const changed = { at, stub: touch.stub };
      if (unit === undefined)
        units.set(touch.path, { last: touch, paths: new Set([touch.path]), changed: [changed] });
      else {
        unit.last = withSource(touch, unit.last);
        unit.changed.push(changed);
      }
    }
  });
  for (const [path] of units) {
    if (net !== null && !net.has(path)) {
      units.delete(path);
      leftOut.push({ path, why: 'changed back within the change' });
    }
  }
  return { units: [...units.values()], leftOut };
}

export const refactoringOf = (test: string): string => `refactoring of code that ${test} covers`;

/** Not every touch is read for linking: an earlier text of the same file tells as well what it declares. */
const withSource = (touch: Touch, earlier: Touch): Touch =>
  touch.source === null ? { ...touch, source: earlier.source } : touch;
