import { analyses, observationsOf } from '../../analyses/index.js';
import { type Gain, gainOf, travelOf, type Work } from '../../trends/travel.js';
import type { App } from './app.js';

/**
 * What the author of a change does, by the first indicator of each practice. Of feedback that is what they made of it: how
 * they comment on changes of others is nobody's share.
 */
const carried = analyses.flatMap(({ practice, indicators: [first] }) =>
  first === undefined ? [] : [{ practice, indicator: first.name }],
);

/**
 * Counts how practices travel with people who work in several repositories of an installation, and keeps shares of groups
 * only. What each of them did is read, counted and forgotten.
 */
export async function countTravel(app: App, installation: number, signal: AbortSignal): Promise<void> {
  const { store } = app;
  const places = new Map<string, number>();
  const there = await store.repositories.of(installation);
  const peopleOf = new Map<number, readonly string[]>();
  for (const { id } of there) {
    if (signal.aborted) return;
    const people = await store.travels.people(id);
    peopleOf.set(id, people);
    for (const who of people) places.set(who, (places.get(who) ?? 0) + 1);
  }
  const work = new Map<string, Work[]>(carried.map(({ indicator }) => [indicator, []]));
  const gains = new Map<string, Map<number, Gain>>(carried.map(({ indicator }) => [indicator, new Map()]));
  const repositories: number[] = [];
  for (const [id, people] of peopleOf) {
    if (signal.aborted) return;
    const movers = people.filter((who) => (places.get(who) ?? 0) > 1);
    if (movers.length === 0) continue;
    repositories.push(id);
    for (const { who, at, indicator, x } of await store.travels.work(id, movers, [...work.keys()]))
      work.get(indicator)?.push({ who, where: id, at, x, n: 1 });
    for await (const { who, at, finding } of store.travels.reviewed(id, movers))
      for (const [indicator, own] of work) {
        const cases = observationsOf(finding).filter((one) => one.indicator === indicator);
        const x = cases.reduce((sum, one) => sum + one.x, 0);
        if (cases.length > 0) own.push({ who, where: id, at, x, n: cases.length });
      }
    for (const trend of await store.changes.trends(id)) {
      const gain = gainOf(trend);
      if (gain !== null) gains.get(trend.indicator)?.set(id, gain);
    }
  }
  const travel = carried.map(({ practice, indicator }) => ({
    practice,
    ...travelOf(work.get(indicator) ?? [], gains.get(indicator) ?? new Map()),
  }));
  await store.travels.put(installation, { travel, repositories }, app.now());
}
