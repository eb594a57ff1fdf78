import type { HotspotChanges } from '../model/change-index.js';
import type { Hotspot } from '../model/delivery.js';
import type { TestFirstUnit } from '../model/finding.js';

/** Half a year: long enough that a file comes up again and again, short enough that it still does. */
const WINDOW = 26 * 7 * 24 * 60 * 60;

/** Fewer changes in half a year are no hotspot. */
const LEAST_CHANGES = 5;

/** More than a team could take on; the rest is in the changes themselves. */
const MOST_FILES = 10;

export interface TouchingChange {
  /** Seconds since 1970, UTC. */
  readonly mergedAt: number;
  /** The files that it changed in a way that can be executed; none for a bot's change. */
  readonly units: readonly TestFirstUnit[];
}

/** Whether a change is one of those that count. */
export const isLately = (mergedAt: number, now: number): boolean =>
  mergedAt <= now && mergedAt > now - WINDOW;

/**
 * The files that changed most often in the last 26 weeks, and how often a linked test came before or with the change.
 * Those with most changes without a test come first. A file that was renamed counts under each of its names.
 *
 * @param changes in any order
 * @param now seconds since 1970, UTC
 */
export function hotspotsOf(changes: readonly TouchingChange[], now: number): Hotspot[] {
  const files = new Map<string, { changes: number; tested: number }>();
  for (const { mergedAt, units } of changes) {
    if (!isLately(mergedAt, now)) continue;
    for (const [file, tested] of filesOf(units)) {
      const known = files.get(file) ?? { changes: 0, tested: 0 };
      files.set(file, { changes: known.changes + 1, tested: known.tested + (tested ? 1 : 0) });
    }
  }
  return [...files]
    .map(([file, counts]) => ({ file, ...counts }))
    .filter((it) => it.changes >= LEAST_CHANGES)
    .sort(bySilence)
    .slice(0, MOST_FILES);
}

/**
 * What the numbers of hotspots count, change by change.
 *
 * @param changes as for `hotspotsOf`, oldest first, each with its position among all of the report
 */
export function hotspotChanges(
  hotspots: readonly Pick<Hotspot, 'file'>[],
  changes: readonly (TouchingChange & { readonly position: number })[],
  now: number,
): HotspotChanges[] {
  const found = new Map(hotspots.map(({ file }) => [file, { at: [] as number[], tested: [] as number[] }]));
  for (const { mergedAt, units, position } of changes) {
    if (!isLately(mergedAt, now)) continue;
    for (const [file, tested] of filesOf(units)) {
      const own = found.get(file);
      own?.at.push(position);
      if (tested) own?.tested.push(position);
    }
  }
  return [...found].map(([file, own]) => ({ file, ...own }));
}

/** The files of one change, each once, and whether all of it there had a test. */
function filesOf(units: readonly TestFirstUnit[]): ReadonlyMap<string, boolean> {
  const files = new Map<string, boolean>();
  for (const { file, class: name } of units)
    files.set(file, (files.get(file) ?? true) && (name === 'first' || name === 'with'));
  return files;
}

const bySilence = (a: Hotspot, b: Hotspot): number =>
  b.changes - b.tested - (a.changes - a.tested) || b.changes - a.changes || (a.file < b.file ? -1 : 1);
