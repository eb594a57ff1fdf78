import { analyses } from '../../analyses/index.js';
import type { Practice } from '../../model/finding.js';
import { type Gain, gainOf, travelOf, type Work } from '../../trends/travel.js';
import type { App } from './app.js';

/** What one person does alone. Feedback is given and taken: it is nobody's to carry elsewhere. */
const CARRIED: readonly Practice[] = ['test-first', 'refactoring'];

const carried = analyses
  .filter(({ practice }) => CARRIED.includes(practice))
  .flatMap(({ practice, indicators: [first] }) =>
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
      work.get(indicator)?.push({ who, where: id, at, x });
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
