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
    for (const unit of units) {
      const known = files.get(unit.file) ?? { changes: 0, tested: 0 };
      const tested = unit.class === 'first' || unit.class === 'with';
      files.set(unit.file, { changes: known.changes + 1, tested: known.tested + (tested ? 1 : 0) });
    }
  }
  return [...files]
    .map(([file, counts]) => ({ file, ...counts }))
    .filter((it) => it.changes >= LEAST_CHANGES)
    .sort(bySilence)
    .slice(0, MOST_FILES);
}

const bySilence = (a: Hotspot, b: Hotspot): number =>
  b.changes - b.tested - (a.changes - a.tested) || b.changes - a.changes || (a.file < b.file ? -1 : 1);
