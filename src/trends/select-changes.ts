import type { ChangeIndex } from '../model/change-index.js';
import type { ChangeFilter, ChangeQuery } from '../model/change-query.js';
import type { Trend } from '../model/period.js';
import { designEffect } from '../statistics/design-effect.js';
import { wilsonOfShare } from '../statistics/interval.js';

type Share = Pick<Trend, 'x' | 'n' | 'lower' | 'upper'>;

/** What part of a report says of itself. */
export interface Part {
  readonly changes: number;
  /** Changes with production code to judge. */
  readonly eligible: number;
  /** By the name of the indicator; those that nothing counts for are left out. */
  readonly shares: ReadonlyMap<string, Share>;
}

/** What the changes of a filter add up to, from the index alone. */
export function partOf(index: ChangeIndex, filter: ChangeFilter): Part {
  const isIn = membershipOf(index, filter);
  const shares = index.counted.flatMap(({ indicator, at, x, n }) => {
    const groups: { x: number; n: number }[] = [];
    for (let i = 0; i < at.length; i += 1) if (isIn(at[i] ?? 0)) groups.push({ x: x[i] ?? 0, n: n[i] ?? 0 });
    return groups.length === 0 ? [] : [[indicator, shareOf(groups)] as const];
  });
  const positions = index.ids.map((_, position) => position).filter(isIn);
  return {
    changes: positions.length,
    eligible: positions.filter((position) => index.classes[position] !== 'not-applicable').length,
    shares: new Map(shares),
  };
}

/** x of n with its 95% interval, which is wider where the cases of one change are alike. */
function shareOf(groups: readonly { readonly x: number; readonly n: number }[]): Share {
  const x = groups.reduce((sum, group) => sum + group.x, 0);
  const n = groups.reduce((sum, group) => sum + group.n, 0);
  const effect = groups.some((group) => group.n > 1) ? designEffect(groups) : 1;
  const interval = wilsonOfShare(x / n, n / effect);
  return { x, n, lower: interval?.lower ?? null, upper: interval?.upper ?? null };
}

export interface Selected {
  /** Newest first. */
  readonly ids: readonly string[];
  /** Of an indicator: what the changes that count add up to, whichever of them are listed; null without one. */
  readonly x: number | null;
  readonly n: number | null;
}

/** The changes that a number counts. */
export function selectChanges(index: ChangeIndex, query: ChangeQuery): Selected {
  const isIn = membershipOf(index, query);
  const { indicator, counts, class: name } = query;
  const isWanted = (position: number): boolean =>
    isIn(position) && (name === null || index.classes[position] === name);
  const idsOf = (positions: readonly number[]): string[] =>
    positions.map((position) => index.ids[position] ?? '').reverse();
  if (indicator === null)
    return { ids: idsOf(index.ids.map((_, position) => position).filter(isWanted)), x: null, n: null };
  const counted = index.counted.find((it) => it.indicator === indicator);
  const positions: number[] = [];
  let [x, n] = [0, 0];
  for (const [place, position] of (counted?.at ?? []).entries()) {
    if (!isWanted(position)) continue;
    const shown = counted?.x[place] ?? 0;
    x += shown;
    n += counted?.n[place] ?? 0;
    if (counts === 'n' || shown > 0) positions.push(position);
  }
  return { ids: idsOf(positions), x, n };
}

const DAY = 24 * 60 * 60;
const dayStart = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 1000;

function membershipOf(
  { mergedAt, areas }: ChangeIndex,
  { focus, from, to }: ChangeFilter,
): (position: number) => boolean {
  const area = focus === null ? null : new Set(areas.find(({ name }) => name === focus)?.at ?? []);
  const first = from === null ? Number.NEGATIVE_INFINITY : dayStart(from);
  const end = to === null ? Number.POSITIVE_INFINITY : dayStart(to) + DAY;
  return (position) => {
    const at = mergedAt[position] ?? 0;
    return at >= first && at < end && (area === null || area.has(position));
  };
}
