import type { Trend } from '../model/period.js';
import type { Rung } from '../model/rung.js';
import type { Within } from './database.js';
import { big, fromJson, json, number } from './database.js';
import { harmless, harmlessOrNull } from './harmless.js';
import type { Win } from './store.js';

/** Within a transaction that holds the repository alone. */
export async function saveTrends(
  within: Within,
  repository: number,
  trends: readonly Trend[],
  now: number,
): Promise<void> {
  const kept = { repositoryId: big(repository), savedAt: big(now) };
  await within.trendState.deleteMany({ where: { repositoryId: kept.repositoryId } });
  await within.trendState.createMany({
    data: trends.map((trend, place) => ({
      ...kept,
      indicator: harmless(trend.indicator),
      place,
      rung: trend.standing?.rung ?? null,
      since: harmlessOrNull(trend.standing?.since ?? null),
      reason: harmlessOrNull(trend.standing?.reason ?? null),
      trend: json(trend),
    })),
  });
  await within.win.createMany({
    data: trends.flatMap(({ indicator, log }) =>
      log.map(({ start, from, to, reason }) => ({
        ...kept,
        indicator: harmless(indicator),
        start: harmless(start),
        from,
        to,
        reason: harmless(reason),
      })),
    ),
    skipDuplicates: true,
  });
}

export async function readTrends(within: Within, repository: number): Promise<readonly Trend[]> {
  const rows = await within.trendState.findMany({
    where: { repositoryId: big(repository) },
    orderBy: { place: 'asc' },
    select: { trend: true },
  });
  return rows.map(({ trend }) => fromJson<Trend>(trend));
}

export async function readWins(within: Within, repository: number): Promise<readonly Win[]> {
  const rows = await within.win.findMany({
    where: { repositoryId: big(repository) },
    orderBy: { id: 'asc' },
    select: { indicator: true, start: true, from: true, to: true, reason: true },
  });
  return rows.map(won);
}

/** Those that were saved first at a time or later, by repository. */
export async function readWinsSince(
  within: Within,
  repositories: readonly number[],
  since: number,
): Promise<ReadonlyMap<number, readonly Win[]>> {
  const rows = await within.win.findMany({
    where: { repositoryId: { in: repositories.map(big) }, savedAt: { gte: big(since) } },
    orderBy: { id: 'asc' },
    select: { repositoryId: true, indicator: true, start: true, from: true, to: true, reason: true },
  });
  const found = new Map<number, Win[]>();
  for (const { repositoryId, ...row } of rows) {
    const id = number(repositoryId);
    found.set(id, [...(found.get(id) ?? []), won(row)]);
  }
  return found;
}

const won = (row: Record<'indicator' | 'start' | 'from' | 'to' | 'reason', string>): Win => ({
  ...row,
  from: row.from as Rung,
  to: row.to as Rung,
});
